import { readAnnouncements } from '../../../client/announcement/read.js';
import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { announce } from '../../../ledger/announcement/insert.js';
import { markTask } from '../../../ledger/human-task/finish.js';
import { openTask } from '../../../ledger/human-task/open.js';
import type { FinishedState, UnfinishedState } from '../../../domain/notice/state.js';
import { lockNotice } from '../../../ledger/notice/find.js';
import { finishNotice, moveNotice, reopenNotice } from '../../../ledger/notice/move.js';
import { randomUUID } from 'node:crypto';
import { ask } from '../../ledger/opened-ledger.js';
import { owedNotice, startMs } from '../../ledger/owed-notice.js';
import { applicationBody, newId, openedIntake } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

/** What the loan system is told of one application, without numbers and instants. */
const told = async (id: string) =>
  (await readAnnouncements(intake.api, 0))
    .filter(({ applicationId }) => applicationId === id)
    .map((one) =>
      'contact' in one
        ? `${one.kind} ${one.contact} ${one.state}`
        : 'stage' in one
          ? `${one.kind} ${one.stage}/${one.round}`
          : `${one.kind} ${one.offer}`,
    );

test('a contact that is badly written is told to the loan system with its report, a good one is not', async () => {
  const id = newId();
  const contacts = { mobile: '1391234', email: 'nobody@nowhere', landline: '010-62345678' };
  await reportApplication(intake.world, id, applicationBody({ contacts }));
  expect((await told(id)).sort()).toEqual([
    'contact.invalid email@1 bad-format',
    'contact.invalid mobile@1 bad-format',
  ]);
  const [first] = (await readAnnouncements(intake.api, 0)).filter(
    ({ applicationId }) => applicationId === id,
  );
  expect(first?.occurredAt).toBe(intake.time.now);
});

test('the same bad value is not told again with a further report, another one is', async () => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody({ contacts: { mobile: '1391234' } }));
  await reportApplication(intake.world, id, applicationBody({ contacts: { mobile: '1391234' } }));
  await reportContacts(intake.world, id, { mobile: '1391234', email: 'wang@bank.example' });
  await reportContacts(intake.world, id, { mobile: '1391235', email: 'wang@bank.example' });
  expect(await told(id)).toEqual([
    'contact.invalid mobile@1 bad-format',
    'contact.invalid mobile@3 bad-format',
  ]);
});

test('nothing is told of a report that is refused', async () => {
  const id = newId();
  const refused = reportApplication(intake.world, id, { contacts: { mobile: '1391234' } });
  await expect(refused).rejects.toThrow();
  expect(await told(id)).toEqual([]);
});

const until = startMs + 60_000;
const move = (
  tx: Parameters<typeof moveNotice>[0],
  key: Awaited<ReturnType<typeof owedNotice>>,
  state: UnfinishedState,
) => moveNotice(tx, key, { state, waitingFor: { kind: 'staff', until }, at: startMs });

test.each<[FinishedState, string]>([
  ['delivered', 'notice.delivered'],
  ['completed-by-staff', 'notice.completed'],
  ['unreachable', 'notice.unreachable'],
  ['superseded', 'notice.superseded'],
  ['withdrawn', 'notice.withdrawn'],
])('a notice that is %s is told as %s, with stage and round', async (state, kind) => {
  const key = await owedNotice(intake.ledger);
  await finishNotice(intake.ledger, key, state, startMs);
  await finishNotice(intake.ledger, key, state, startMs + 1);
  expect(await told(key.applicationId)).toEqual([`${kind} final-decision/1`]);
});

test('staff having it, being late with it, and a bounce are told; being held or sent is not', async () => {
  const { ledger } = intake;
  const key = await owedNotice(ledger);
  await move(ledger, key, 'sending');
  await move(ledger, key, 'awaiting-receipt');
  await finishNotice(ledger, key, 'delivered', startMs);
  await reopenNotice(ledger, key, { waitingFor: { kind: 'staff', until }, at: startMs });
  const times = { openedAt: startMs, remindAt: startMs, dueAt: startMs };
  const task = { taskId: randomUUID(), applicationId: key.applicationId, ...times } as const;
  await openTask(ledger, { ...task, notice: key, kind: 'deliver-by-hand', because: 'bounced' });
  await markTask(ledger, task.taskId, 'overdue', startMs);
  await move(ledger, key, 'sending');
  await move(ledger, key, 'with-staff');
  await move(ledger, key, 'with-staff');
  expect(await told(key.applicationId)).toEqual(
    ['delivered', 'reopened', 'overdue', 'with-staff'].map((kind) => `notice.${kind} final-decision/1`),
  );
});

test('a task about a contact that is late is no notice that is late', async () => {
  const { ledger } = intake;
  const { applicationId } = await owedNotice(ledger);
  const times = { openedAt: startMs, remindAt: startMs, dueAt: startMs };
  const taskId = randomUUID();
  await openTask(ledger, {
    taskId,
    applicationId,
    kind: 'correct-contact',
    because: 'bad-contact',
    ...times,
  });
  await markTask(ledger, taskId, 'overdue', startMs);
  expect(await told(applicationId)).toEqual([]);
});

test('what is undone is not told', async () => {
  const key = await owedNotice(intake.ledger);
  const broken = intake.ledger.transaction(async (tx) => {
    await finishNotice(tx, key, 'delivered', startMs);
    throw new Error('on second thoughts');
  });
  await expect(broken).rejects.toThrow('on second thoughts');
  expect(await told(key.applicationId)).toEqual([]);
});

/** A transaction that stays open after its work until it is told to commit. */
function heldOpen(
  work: (tx: Parameters<Parameters<typeof intake.ledger.transaction>[0]>[0]) => Promise<unknown>,
) {
  let commit = (): void => undefined;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let worked = (): void => undefined;
  const hasWorked = new Promise<void>((resolve) => (worked = resolve));
  const over = intake.ledger.transaction(async (tx) => {
    await work(tx);
    worked();
    await held;
  });
  return {
    hasWorked,
    commit: () => {
      commit();
      return over;
    },
  };
}

test('a reader goes on behind the last number, page by page, and overlooks none; nobody waits to announce', async () => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody());
  const one = (contact: string) =>
    ({ kind: 'contact.invalid', applicationId: id, contact, state: 'bad-format', occurredAt: 0 }) as const;
  const [before] = (await readAnnouncements(intake.api, 0, 1_000)).slice(-1);
  let after = before?.announcementId ?? 0;
  const seen: string[] = [];
  const read = async (most: number): Promise<number> => {
    const page = await readAnnouncements(intake.api, after, most);
    seen.push(...page.map((each) => (each.kind === 'contact.invalid' ? each.contact : each.kind)));
    after = page.at(-1)?.announcementId ?? after;
    return page.length;
  };

  // The first to announce is the last to commit, and nobody waits for it.
  const slow = heldOpen((tx) => announce(tx, [one('mobile@1')]));
  await slow.hasWorked;
  await intake.ledger.transaction((tx) => announce(tx, [one('email@1'), one('landline@1')]));
  while ((await read(1)) > 0);
  expect(seen).toEqual(['email@1', 'landline@1']);
  await slow.commit();
  while ((await read(2)) > 0);
  expect(seen).toEqual(['email@1', 'landline@1', 'mobile@1']);
});

test('what happens to one notice is told in its order, also by a transaction that began before', async () => {
  const { ledger } = intake;
  const key = await owedNotice(ledger);
  const other = await owedNotice(ledger);
  // The first transaction has its number before the second begins, and changes the notice after it.
  let proceed = (): void => undefined;
  const mayProceed = new Promise<void>((resolve) => (proceed = resolve));
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const early = ledger.transaction(async (tx) => {
    await move(tx, other, 'with-staff');
    begun();
    await mayProceed;
    await lockNotice(tx, key);
    await finishNotice(tx, key, 'delivered', startMs);
  });
  await hasBegun;
  await move(ledger, key, 'with-staff');
  // Somebody reads in between.
  expect(await told(key.applicationId)).toEqual(['notice.with-staff final-decision/1']);
  proceed();
  await early;
  expect(await told(key.applicationId)).toEqual([
    'notice.with-staff final-decision/1',
    'notice.delivered final-decision/1',
  ]);
});

test('readers at the same time agree on the order, and places have no gap', async () => {
  const { ledger, api } = intake;
  const keys = await Promise.all(Array.from({ length: 20 }, () => owedNotice(ledger)));
  await Promise.all(
    keys.map(async (key) => {
      await finishNotice(ledger, key, 'delivered', startMs);
      return readAnnouncements(api, 0);
    }),
  );
  const all = await readAnnouncements(api, 0, 1_000);
  expect(all.map(({ announcementId }) => announcementId)).toEqual(all.map((_one, place) => place + 1));
  expect(await readAnnouncements(api, 0, 1_000)).toEqual(all);
});

test('what is in the queue is changed by nobody, and moved by nobody', async () => {
  const key = await owedNotice(intake.ledger);
  await finishNotice(intake.ledger, key, 'delivered', startMs);
  const [last] = (await readAnnouncements(intake.api, 0, 1_000)).slice(-1);
  expect(last).toMatchObject({ applicationId: key.applicationId });
  const { migrateUrl, url } = intake.database;
  for (const statement of [
    `UPDATE announcement SET kind = 'notice.withdrawn'`,
    `UPDATE announcement SET place = place + 1000`,
    'DELETE FROM announcement',
  ])
    await expect(ask(migrateUrl, statement)).rejects.toThrow('append-only');
  await expect(ask(url, `UPDATE announcement SET place = 7`)).rejects.toThrow('append-only');
});

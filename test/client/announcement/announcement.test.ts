import { readAnnouncements } from '../../../client/announcement/read.js';
import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { announce } from '../../../ledger/announcement/insert.js';
import { applicationBody, newId, openedIntake } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

/** What the loan system is told of one application, without numbers and instants. */
const told = async (id: string) =>
  (await readAnnouncements(intake.ledger, 0))
    .filter(({ applicationId }) => applicationId === id)
    .map(({ kind, contact, state }) => `${kind} ${contact} ${state}`);

test('a contact that is badly written is told to the loan system with its report, a good one is not', async () => {
  const id = newId();
  const contacts = { mobile: '1391234', email: 'nobody@nowhere', landline: '010-62345678' };
  await reportApplication(intake.world, id, applicationBody({ contacts }));
  expect((await told(id)).sort()).toEqual([
    'contact-invalid email@1 bad-format',
    'contact-invalid mobile@1 bad-format',
  ]);
  const [first] = (await readAnnouncements(intake.ledger, 0)).filter(
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
    'contact-invalid mobile@1 bad-format',
    'contact-invalid mobile@3 bad-format',
  ]);
});

test('nothing is told of a report that is refused', async () => {
  const id = newId();
  const refused = reportApplication(intake.world, id, { contacts: { mobile: '1391234' } });
  await expect(refused).rejects.toThrow();
  expect(await told(id)).toEqual([]);
});

test('a reader goes on behind the last number, page by page, and overlooks none', async () => {
  const id = newId();
  await reportApplication(intake.world, id, applicationBody());
  const one = (contact: string) =>
    ({ kind: 'contact-invalid', applicationId: id, contact, state: 'bad-format', occurredAt: 0 }) as const;
  const [before] = (await readAnnouncements(intake.ledger, 0, 1_000)).slice(-1);
  let after = before?.announcementId ?? 0;

  // The first to announce is the last to commit: whoever announces meanwhile waits for it.
  let commit = (): void => undefined;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let announced = (): void => undefined;
  const hasAnnounced = new Promise<void>((resolve) => (announced = resolve));
  const slow = intake.ledger.transaction(async (tx) => {
    await announce(tx, [one('mobile@1')]);
    announced();
    await held;
  });
  await hasAnnounced;
  const quick = intake.ledger.transaction((tx) => announce(tx, [one('email@1'), one('landline@1')]));
  expect(await readAnnouncements(intake.ledger, after)).toEqual([]);
  commit();
  await Promise.all([slow, quick]);

  const seen: string[] = [];
  for (;;) {
    const page = await readAnnouncements(intake.ledger, after, 2);
    if (page.length === 0) break;
    seen.push(...page.map(({ contact }) => contact));
    after = page.at(-1)?.announcementId ?? after;
  }
  expect(seen).toEqual(['mobile@1', 'email@1', 'landline@1']);
});

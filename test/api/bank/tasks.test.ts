/** Staff's tasks over HTTP: the list, one of them, and whose it is. Finishing one has a story of its own. */
import { randomUUID } from 'node:crypto';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { closeTask } from '../../../ledger/human-task/finish.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';
import { owedTask } from './owed-task.js';

const minuteMs = 60_000;
const staff = (account: string, regions?: readonly string[]): Caller => ({
  account,
  roles: new Set(['staff'] as const),
  ...(regions === undefined ? {} : { regions }),
});
const supervisor: Caller = { account: 'zhao.min', roles: new Set(['supervisor'] as const) };

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

const act = (who: Caller, taskId: string, verb: 'claim' | 'release' | 'complete', body?: unknown) =>
  door.call(who, 'POST', `/v1/tasks/${taskId}/${verb}`, body);
const list = async (who: Caller, query = ''): Promise<string[]> => {
  const { json } = await door.call(who, 'GET', `/v1/tasks${query}`);
  return (json['tasks'] as { taskId: string }[]).map(({ taskId }) => taskId);
};
const factsOf = async (applicationId: string) =>
  (await eventsOfApplication(door.opened.ledger, applicationId))
    .filter(({ kind }) => kind === 'task-claimed' || kind === 'task-released')
    .map(({ kind, detail }) => ({ kind, ...detail }));

test('of twenty who want a task at once one has it, and the others are told who and until when', async () => {
  const { taskId } = await owedTask(door.opened);
  const until = new Date(door.opened.time.now + 30 * minuteMs).toISOString();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) => act(staff(`clerk-${number}`), taskId, 'claim')),
  );
  const [won, ...rest] = answers.toSorted((one, other) => one.status - other.status);
  expect(won).toMatchObject({ status: 200, json: { taskId, state: 'open', claim: { until } } });
  const { by } = won?.json['claim'] as { by: string };
  for (const lost of rest)
    expect(lost).toMatchObject({
      status: 409,
      json: { code: 'task-claimed', faults: [`claimedBy: ${by}`, `until: ${until}`] },
    });
});

test('one’s own claim is prolonged, and one that has expired is free', async () => {
  const { taskId, applicationId } = await owedTask(door.opened);
  const { time } = door.opened;
  const first = await act(staff('li.na'), taskId, 'claim');
  time.now += 20 * minuteMs;
  const again = await act(staff('LI.NA'), taskId, 'claim');
  expect((again.json['claim'] as { at: string }).at).toBe((first.json['claim'] as { at: string }).at);
  time.now += 20 * minuteMs;
  expect((await act(staff('wang.wei'), taskId, 'claim')).status).toBe(409);
  time.now += 10 * minuteMs;
  expect((await door.call(staff('li.na'), 'GET', `/v1/tasks/${taskId}`)).json['claim']).toBeUndefined();
  expect(await act(staff('wang.wei'), taskId, 'claim')).toMatchObject({
    status: 200,
    json: { claim: { by: 'wang.wei', at: new Date(time.now).toISOString() } },
  });
  expect((await factsOf(applicationId)).map((fact) => 'staffRef' in fact && fact.staffRef)).toEqual([
    'li.na',
    'LI.NA',
    'wang.wei',
  ]);
});

test('a task is given back by whoever has it, taken back by a supervisor, and by nobody else', async () => {
  const { taskId, applicationId } = await owedTask(door.opened);
  await act(staff('li.na'), taskId, 'claim');
  expect(await act(staff('wang.wei'), taskId, 'release')).toMatchObject({
    status: 409,
    json: { code: 'task-claimed' },
  });
  expect((await act(staff('li.na'), taskId, 'release')).json['claim']).toBeUndefined();
  // A lost answer is asked for again.
  expect(await act(staff('li.na'), taskId, 'release')).toMatchObject({ status: 200 });
  await act(staff('wang.wei'), taskId, 'claim');
  expect(await act(supervisor, taskId, 'release')).toMatchObject({ status: 200 });
  expect(await act(staff('li.na'), taskId, 'claim')).toMatchObject({ status: 200 });
  expect((await factsOf(applicationId)).filter(({ kind }) => kind === 'task-released')).toEqual([
    { kind: 'task-released', staffRef: 'li.na', heldBy: 'li.na' },
    { kind: 'task-released', staffRef: 'zhao.min', heldBy: 'wang.wei' },
  ]);
});

test('a task that is finished, or that there is none of, is nobody’s', async () => {
  const { taskId } = await owedTask(door.opened);
  await closeTask(door.opened.ledger, taskId, 'delivered', door.opened.time.now);
  for (const verb of ['claim', 'release'] as const)
    expect(await act(staff('li.na'), taskId, verb)).toMatchObject({
      status: 409,
      json: { code: 'task-finished' },
    });
  for (const unknown of [randomUUID(), '13812345678'])
    for (const verb of ['claim', 'release'] as const)
      expect(await act(staff('li.na'), unknown, verb)).toMatchObject({
        status: 404,
        json: { code: 'task-unknown' },
      });
});

test('a list tells staff whom each task is about, masked, and an auditor nothing of them', async () => {
  const { taskId } = await owedTask(door.opened);
  const shownTo = async (who: Caller) => {
    const { json } = await door.call(who, 'GET', '/v1/tasks?limit=100');
    return (json['tasks'] as { taskId: string; masked?: object }[]).find((one) => one.taskId === taskId);
  };
  expect(await shownTo(staff('li.na'))).toMatchObject({ masked: { name: '欧*', mobile: '138****5678' } });
  expect(Object.keys((await shownTo('auditor')) ?? {})).not.toContain('masked');
});

test('`unreachable` waits for a second person, who cannot be named by the first', async () => {
  const { taskId } = await owedTask(door.opened);
  const named = { outcome: 'unreachable', confirmedBy: 'wang.wei' };
  expect(await act(staff('li.na'), taskId, 'complete', named)).toMatchObject({
    status: 400,
    json: { code: 'body-invalid', faults: ['(body): has field(s) that are not known here'] },
  });
  expect(await act(staff('li.na'), taskId, 'complete', { outcome: 'contact-corrected' })).toMatchObject({
    status: 400,
    json: { code: 'task-outcome' },
  });
  const proposed = await act(staff('li.na'), taskId, 'complete', { outcome: 'unreachable' });
  expect(proposed).toMatchObject({ status: 202, json: { state: 'proposed', subject: taskId } });
  const shown = await door.call(staff('wang.wei'), 'GET', `/v1/tasks/${taskId}`);
  expect(shown.json).toMatchObject({
    state: 'open',
    claim: { by: 'li.na' },
    proposal: { approvalId: proposed.json['approvalId'], by: 'li.na', until: proposed.json['expiresAt'] },
  });
});

test('the list goes by due time, page by page, whatever comes in between', async () => {
  const own = await openBankDoor();
  const due = async (hours: number) =>
    (await owedTask(own.opened, { dueInMs: hours * 60 * minuteMs })).taskId;
  const page = async (query: string) => {
    const { json } = await own.call('auditor', 'GET', `/v1/tasks?limit=2${query}`);
    return {
      ids: (json['tasks'] as { taskId: string }[]).map(({ taskId }) => taskId),
      next: json['next'] as string | undefined,
    };
  };
  const [third, first, fifth, second] = [await due(3), await due(1), await due(5), await due(2)];
  const one = await page('');
  expect(one.ids).toEqual([first, second]);
  await due(1.5);
  const fourth = await due(4);
  const two = await page(`&cursor=${one.next ?? ''}`);
  expect(two.ids).toEqual([third, fourth]);
  const three = await page(`&cursor=${two.next ?? ''}`);
  expect(three).toEqual({ ids: [fifth], next: undefined });
  for (const wrong of [
    'x',
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1,"2"]').toString('base64url'),
  ])
    expect(await own.call('staff', 'GET', `/v1/tasks?cursor=${wrong}`)).toMatchObject({
      status: 400,
      json: { code: 'request-invalid' },
    });
  await own.close();
});

test('the list is narrowed to mine, to nobody’s, to what is overdue, by kind and by state, and counted alike', async () => {
  const own = await openBankDoor();
  const ask = async (query: string, who: Caller = staff('li.na')) => {
    const { json } = await own.call(who, 'GET', `/v1/tasks${query}`);
    return (json['tasks'] as { taskId: string }[]).map(({ taskId }) => taskId);
  };
  const free = (await owedTask(own.opened, { dueInMs: minuteMs })).taskId;
  const mine = (await owedTask(own.opened)).taskId;
  const others = (await owedTask(own.opened, { dueInMs: 48 * 60 * minuteMs })).taskId;
  const closed = (await owedTask(own.opened)).taskId;
  await closeTask(own.opened.ledger, closed, 'delivered', own.opened.time.now);
  await own.call(staff('li.na'), 'POST', `/v1/tasks/${mine}/claim`);
  await own.call(staff('wang.wei'), 'POST', `/v1/tasks/${others}/claim`);
  expect(await ask('')).toEqual([free, mine, others]);
  expect(await ask('?mine=true')).toEqual([mine]);
  expect(await ask('?unclaimed=true')).toEqual([free]);
  const counted = async (who: Caller) => (await own.call(who, 'GET', '/v1/tasks/counts')).json;
  expect(await counted(staff('LI.NA'))).toEqual({ open: 3, mine: 1, unclaimed: 1, overdue: 0 });
  own.opened.time.now += 2 * minuteMs;
  expect(await counted('auditor')).toEqual({ open: 3, mine: 0, unclaimed: 1, overdue: 1 });
  expect(await ask('?overdue=true')).toEqual([free]);
  expect(await ask('?kind=correct-contact')).toEqual([]);
  expect(await ask('?kind=deliver-by-hand&state=closed')).toEqual([closed]);
  own.opened.time.now += 40 * minuteMs;
  expect(await ask('?unclaimed=true')).toEqual([free, mine, others]);
  expect(await own.call('staff', 'GET', '/v1/tasks?colour=red')).toMatchObject({ status: 400 });
  await own.close();
});

test('whoever is bound to a region has the tasks of that region alone', async () => {
  const here = await owedTask(door.opened, { region: '510000' });
  const there = await owedTask(door.opened, { region: '520000' });
  const bound = staff('chen.jie', ['510000']);
  expect(await list(bound)).toEqual([here.taskId]);
  expect((await door.call(bound, 'GET', '/v1/tasks/counts')).json).toMatchObject({ open: 1, unclaimed: 1 });
  expect(await door.call(bound, 'GET', `/v1/tasks/${here.taskId}`)).toMatchObject({ status: 200 });
  expect(await door.call(bound, 'GET', `/v1/tasks/${there.taskId}`)).toMatchObject({ status: 404 });
  for (const verb of ['claim', 'release'] as const)
    expect(await act(bound, there.taskId, verb)).toMatchObject({
      status: 404,
      json: { code: 'task-unknown' },
    });
  expect(await act(bound, there.taskId, 'complete', { outcome: 'told-by-phone' })).toMatchObject({
    status: 404,
  });
});

test('a task need not be sent again while it is the same', async () => {
  const { taskId } = await owedTask(door.opened);
  const read = await door.call('staff', 'GET', `/v1/tasks/${taskId}`);
  const tag = { 'if-none-match': read.headers.get('etag') ?? '' };
  expect(await door.call('staff', 'GET', `/v1/tasks/${taskId}`, undefined, tag)).toMatchObject({
    status: 304,
  });
  await act(staff('li.na'), taskId, 'claim');
  expect(await door.call('staff', 'GET', `/v1/tasks/${taskId}`, undefined, tag)).toMatchObject({
    status: 200,
    json: { claim: { by: 'li.na' } },
  });
});

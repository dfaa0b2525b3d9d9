/** Finding notices over HTTP, on a real ledger. */
import { randomUUID } from 'node:crypto';
import { reportApplication, reportContacts } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { NoticeKey } from '../../../domain/ids/ids.js';
import type { Stage } from '../../../domain/stage/stage.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import { intendAttempt } from '../../../ledger/attempt/intend.js';
import { finishOnce } from '../../../ledger/notice/finish-once.js';
import { applicationBody, canaries, newId, stageBodies } from '../../client/intake-world.js';
import { intentFor } from '../../ledger/owed-notice.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

const search = (body: unknown, who: Caller = 'staff') => door.call(who, 'POST', '/v1/notices/search', body);
const found = async (body: unknown, who?: Caller): Promise<string[]> => {
  const { status, json } = await search(body, who);
  if (status !== 200) throw new Error(`not found but ${status}`);
  return (json['notices'] as { applicationId: string }[]).map(({ applicationId }) => applicationId);
};

/** An application with one notice owed a second after the one before. */
async function owed(
  more: { mobile?: string; name?: string; region?: string; stage?: Stage } = {},
): Promise<NoticeKey> {
  const { mobile = '13900000001', name = '王小明', region = '310000', stage = 'final-decision' } = more;
  const applicationId = newId();
  const { world, time } = door.opened;
  time.now += 1_000;
  const body = applicationBody({ applicant: { name }, contacts: { mobile }, region });
  await reportApplication(world, applicationId, body);
  await reportStage(world, applicationId, stage, 1, stageBodies[stage]);
  return { applicationId, stage, round: 1 };
}

/** An attempt by a route, refused with a class where one is given. */
async function attempted(
  notice: NoticeKey,
  route: 'sms/aliyun' | 'sms/tencent',
  failure?: 'blocked',
): Promise<void> {
  const { ledger } = door.opened;
  const at = (door.opened.time.now += 1_000);
  const intent = intentFor(notice, { attemptId: randomUUID(), route, intendedAt: at });
  await ledger.transaction((tx) => intendAttempt(tx, intent));
  await answerAttempt(
    ledger,
    intent.attemptId,
    failure === undefined
      ? { outcome: 'accepted', receiptDeadline: at + 60_000, receiptHorizon: at + 120_000 }
      : { outcome: 'rejected', failure, code: 'isv.BLACK_KEY_CONTROL_LIMIT' },
    at,
  );
}

test('a notice is found by application, by number however written, by a former number, and by name', async () => {
  const { mobile, name } = canaries;
  const { applicationId } = await owed({ mobile, name });
  expect(await found({ applicationId })).toEqual([applicationId]);
  for (const written of [mobile, '+86 138-1234-5678', ' 138 1234 5678 '])
    expect(await found({ mobile: written })).toEqual([applicationId]);
  expect(await found({ name: ` ${name} ` })).toEqual([applicationId]);
  await reportContacts(door.opened.world, applicationId, { mobile: '13912345678' });
  expect(await found({ mobile })).toEqual([applicationId]);
  expect(await found({ mobile: '13912345678', name })).toEqual([applicationId]);
  expect(await found({ mobile: '13912345678', name: '别人' })).toEqual([]);
  const { text } = await search({ mobile, name });
  for (const canary of Object.values(canaries)) expect(text).not.toContain(canary);
});

test('a row says where the notice stands, what it waits for, and how the last attempt went', async () => {
  const notice = await owed({ region: '320000' });
  await attempted(notice, 'sms/aliyun', 'blocked');
  const rowOf = async () =>
    ((await search({ applicationId: notice.applicationId })).json['notices'] as object[])[0];
  expect(await rowOf()).toEqual({
    applicationId: notice.applicationId,
    stage: 'final-decision',
    round: 1,
    state: 'held',
    waitingFor: { kind: 'workflow', until: expect.any(String) as unknown },
    owedAt: expect.any(String) as unknown,
    region: '320000',
    lastAttempt: { route: 'sms/aliyun', failure: 'blocked' },
  });
  await attempted(notice, 'sms/tencent');
  await finishOnce(door.opened.ledger, notice, 'superseded', door.opened.time.now);
  const row = await rowOf();
  expect(row).toMatchObject({ state: 'superseded', lastAttempt: { route: 'sms/tencent' } });
  expect(row).not.toHaveProperty('waitingFor');
});

test('a notice is found by state, stage, time, route and failure class, in any combination', async () => {
  const from = new Date(door.opened.time.now + 1).toISOString();
  const held = await owed({ stage: 'preliminary-approval' });
  const failed = await owed();
  await attempted(failed, 'sms/aliyun', 'blocked');
  await attempted(failed, 'sms/tencent');
  const to = new Date(door.opened.time.now + 1).toISOString();
  const over = await owed();
  await finishOnce(door.opened.ledger, over, 'withdrawn', door.opened.time.now);
  const now = { owedAt: { from } };
  const ids = (...notices: NoticeKey[]) => notices.map(({ applicationId }) => applicationId);
  expect(await found(now)).toEqual(ids(over, failed, held));
  expect(await found({ owedAt: { from, to } })).toEqual(ids(failed, held));
  expect(await found({ ...now, states: ['held'] })).toEqual(ids(failed, held));
  expect(await found({ ...now, states: ['held', 'withdrawn'], stage: 'final-decision' })).toEqual(
    ids(over, failed),
  );
  expect(await found({ ...now, route: 'sms/aliyun' })).toEqual(ids(failed));
  expect(await found({ ...now, failure: 'blocked' })).toEqual(ids(failed));
  // The class is of that route's attempt.
  expect(await found({ ...now, route: 'sms/tencent', failure: 'blocked' })).toEqual([]);
  expect(await found({ ...now, route: 'sms/tencent', states: ['withdrawn'] })).toEqual([]);
});

test('pages go on where the last ended, whatever comes in between', async () => {
  const own = door.opened.time.now;
  const owedAt = { from: new Date(own + 1).toISOString() };
  const before = [await owed(), await owed(), await owed(), await owed(), await owed()];
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { json } = await search({ owedAt, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...(json['notices'] as { applicationId: string }[]).map(({ applicationId }) => applicationId));
    cursor = json['next'] as string | undefined;
    await owed();
  } while (cursor !== undefined);
  expect(seen).toEqual(before.map(({ applicationId }) => applicationId).reverse());
});

test('notices owed at the same instant are each on one page', async () => {
  const { world, time } = door.opened;
  time.now += 1_000;
  const at = time.now;
  const ids = [newId(), newId(), newId(), newId(), newId()];
  for (const id of ids) {
    await reportApplication(world, id, applicationBody());
    await reportStage(world, id, 'final-decision', 1, stageBodies['final-decision']);
  }
  const owedAt = { from: new Date(at).toISOString(), to: new Date(at + 1).toISOString() };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { json } = await search({ owedAt, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...(json['notices'] as { applicationId: string }[]).map(({ applicationId }) => applicationId));
    cursor = json['next'] as string | undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual([...ids].sort());
});

test('whoever is bound to regions finds what is theirs, and what belongs to none', async () => {
  const owedAt = { from: new Date(door.opened.time.now + 1).toISOString() };
  const theirs = await owed({ region: '440000' });
  await owed({ region: '450000' });
  const bound = (...regions: string[]): Caller => ({
    account: 'chen.jie',
    roles: new Set(['staff'] as const),
    regions,
  });
  expect(await found({ owedAt }, bound('440000'))).toEqual([theirs.applicationId]);
  expect(await found({ owedAt }, bound('440000', '450000'))).toHaveLength(2);
  expect(await found({ owedAt }, bound())).toEqual([]);
});

test('what is no search is refused by its field, and repeats nothing of what was said', async () => {
  for (const [body, fault] of [
    [{ [canaries.mobile]: 1 }, '(body): has field(s) that are not known here'],
    [{ states: [canaries.mobile] }, /^states\.0: /],
    [{ route: canaries.mobile }, /^route: /],
    [{ limit: 101 }, /^limit: /],
    [{ limit: 0 }, /^limit: /],
    [{ owedAt: { from: 'yesterday' } }, /^owedAt\.from: /],
    [{ mobile: 13812345678 }, /^mobile: /],
  ] as const) {
    const refused = await search(body);
    expect(refused).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
    const [said = ''] = refused.json['faults'] as string[];
    if (typeof fault === 'string') expect(said).toBe(fault);
    else expect(said).toMatch(fault);
    expect(refused.text).not.toContain(canaries.mobile);
  }
  expect(await search({ applicationId: canaries.mobile })).toMatchObject({
    status: 400,
    json: { code: 'application-id-personal' },
  });
  const forged = Buffer.from(JSON.stringify([1, canaries.mobile, 'final-decision', 1])).toString('base64url');
  for (const cursor of ['x', forged])
    expect(await search({ cursor })).toMatchObject({ status: 400, json: { code: 'request-invalid' } });
});

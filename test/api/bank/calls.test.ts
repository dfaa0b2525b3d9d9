/** Calling an applicant about a task: whom, what to say, and what becomes of a call in vain. */
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { completeTask } from '../../../ledger/human-task/finish.js';
import { canaries } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';
import { owedTask } from './owed-task.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const staff = (account: string, regions?: readonly string[]): Caller => ({
  account,
  roles: new Set(['staff'] as const),
  ...(regions === undefined ? {} : { regions }),
});

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

const call = (who: Caller, taskId: string) => door.call(who, 'POST', `/v1/tasks/${taskId}/call`);
const putOff = (who: Caller, taskId: string, body: unknown) =>
  door.call(who, 'POST', `/v1/tasks/${taskId}/put-off`, body);
const inMs = (ms: number) => new Date(door.opened.time.now + ms).toISOString();
const factsOf = async (applicationId: string) =>
  (await eventsOfApplication(door.opened.ledger, applicationId)).map(({ kind, detail }) => ({
    kind,
    ...detail,
  }));

test('whoever calls has the task from then on, the number and the script, and all of that is on record', async () => {
  const { taskId, applicationId } = await owedTask(door.opened);
  const { status, json, headers } = await call(staff('li.na'), taskId);
  expect({ status, json }).toMatchObject({
    status: 200,
    json: {
      task: { taskId, claim: { by: 'li.na', until: inMs(30 * minuteMs) } },
      name: canaries.name,
      mobile: canaries.mobile,
      speak: 'zh-CN',
      zh: { verify: [{ expect: '002X' }], tell: ['您的贷款申请已经审批通过。', canaries.guidance] },
      en: { tell: ['Your loan application has been approved.', canaries.guidance] },
    },
  });
  expect(headers.get('cache-control')).toBe('no-store');
  const facts = await factsOf(applicationId);
  expect(facts.filter(({ kind }) => kind === 'task-claimed' || kind === 'contact-revealed')).toEqual([
    { kind: 'task-claimed', staffRef: 'li.na', until: door.opened.time.now + 30 * minuteMs },
    { kind: 'contact-revealed', version: 1, staffRef: 'li.na', applicant: true, call: true },
  ]);
});

test('nobody is shown the number of a colleague’s task, of a finished one, or of one of another region', async () => {
  const { taskId, applicationId } = await owedTask(door.opened);
  expect((await call(staff('li.na', ['110000']), taskId)).json['code']).toBe('task-unknown');
  await call(staff('li.na'), taskId);
  const other = await call(staff('wang.wei'), taskId);
  expect(other).toMatchObject({ status: 409, json: { code: 'task-claimed' } });
  expect(other.text).not.toContain(canaries.mobile);
  const done = { outcome: 'told-by-phone', staffRef: 'li.na', identity: 'verified' } as const;
  await completeTask(door.opened.ledger, taskId, done, door.opened.time.now);
  expect((await call(staff('li.na'), taskId)).json['code']).toBe('task-finished');
  const shown = (await factsOf(applicationId)).filter(({ kind }) => kind === 'contact-revealed');
  expect(shown).toHaveLength(1);
});

test('a call in vain gives the task back with the time of the next, and its due time stays', async () => {
  const { taskId, applicationId } = await owedTask(door.opened);
  await call(staff('li.na'), taskId);
  const before = await door.call(staff('li.na'), 'GET', `/v1/tasks/${taskId}`);
  const until = inMs(120 * minuteMs);
  const answer = await putOff(staff('li.na'), taskId, { because: 'no-answer', until });
  expect(answer).toMatchObject({
    status: 200,
    json: { callAgainAt: until, callsMissed: 1, dueAt: before.json['dueAt'] },
  });
  expect(answer.json['claim']).toBeUndefined();
  const later = inMs(180 * minuteMs);
  const again = await putOff(staff('wang.wei'), taskId, { because: 'asked-for-later', until: later });
  expect(again).toMatchObject({ status: 200, json: { callAgainAt: later, callsMissed: 1 } });
  expect((await factsOf(applicationId)).filter(({ kind }) => kind === 'task-put-off')).toEqual([
    { kind: 'task-put-off', staffRef: 'li.na', because: 'no-answer', until: Date.parse(until) },
    { kind: 'task-put-off', staffRef: 'wang.wei', because: 'asked-for-later', until: Date.parse(later) },
  ]);
  // Whoever asks why is told of both, in the list and among what the answer rests on.
  const { json } = await door.call(staff('li.na'), 'GET', `/v1/applications/${applicationId}`);
  const timeline = json['timeline'] as { kind: string; taskId?: string; en: string }[];
  expect(timeline.filter(({ kind }) => kind === 'task-put-off')).toMatchObject([
    { taskId, en: expect.stringMatching(/^li\.na tried in vain to call; again on /) as unknown },
    {
      taskId,
      en: expect.stringMatching(/^wang\.wei called, and was asked to call later; again on /) as unknown,
    },
  ]);
  const { explanation } = json as unknown as { explanation: { zh: { evidence: string[] } } };
  expect(explanation.zh.evidence.filter((line) => line.includes('致电未接通'))).toHaveLength(1);
});

test('a colleague’s task is not put off, nor any to a time that is past or further than a week', async () => {
  const { taskId } = await owedTask(door.opened);
  await call(staff('li.na'), taskId);
  const others = await putOff(staff('wang.wei'), taskId, { because: 'no-answer', until: inMs(minuteMs) });
  expect(others).toMatchObject({ status: 409, json: { code: 'task-claimed' } });
  for (const until of [inMs(0), inMs(-minuteMs), inMs(7 * dayMs + 1), 'soon', '2026-12-01'])
    expect(await putOff(staff('li.na'), taskId, { because: 'no-answer', until })).toMatchObject({
      status: 400,
      json: { code: 'body-invalid' },
    });
  expect((await putOff(staff('li.na'), taskId, { because: 'bored', until: inMs(minuteMs) })).status).toBe(
    400,
  );
  const { json } = await door.call(staff('li.na'), 'GET', `/v1/tasks/${taskId}`);
  expect(json).toMatchObject({ claim: { by: 'li.na' } });
  expect(json['callAgainAt']).toBeUndefined();
});

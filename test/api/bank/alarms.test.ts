/** Alarms and announcements over HTTP. */
import { insertMessage } from '../../../ledger/alarm/message.js';
import { settleTaken } from '../../../ledger/alarm/delivery.js';
import { randomUUID } from 'node:crypto';
import { reportApplication } from '../../../client/intake/applications.js';
import { applicationBody, newId } from '../../client/intake-world.js';
import { raiseAlarm, resolveAlarm } from '../../../ledger/alarm/raise.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';
import { owedTask } from './owed-task.js';

let door: BankDoor;
beforeEach(async () => {
  door = await openBankDoor();
});
afterEach(() => door.close());

const bound = (role: 'supervisor' | 'loan-system', ...regions: string[]): Caller => ({
  account: 'chen.jie',
  roles: new Set([role] as const),
  regions,
});
const alarms = async (query = '', who: Caller = 'supervisor') => {
  const { json } = await door.call(who, 'GET', `/v1/alarms${query}`);
  return json['alarms'] as { subject: string; applicationId?: string; times: number; resolvedAt?: string }[];
};

test('alarms are told with what they are about, the last opened first; those that are over when asked', async () => {
  const { ledger, time } = door.opened;
  const { applicationId, taskId } = await owedTask(door.opened);
  const notice = `${applicationId}/final-decision/1`;
  await raiseAlarm(ledger, 'unlisted-code', 'sms/aliyun receipt X-1', time.now);
  await raiseAlarm(ledger, 'task-overdue', taskId, time.now);
  await raiseAlarm(ledger, 'notice-silent', notice, time.now);
  await raiseAlarm(ledger, 'workflow-gone', applicationId, time.now);
  await raiseAlarm(ledger, 'workflow-gone', applicationId, time.now + 1_000);
  await raiseAlarm(ledger, 'contradicting-receipt', randomUUID(), time.now);
  await resolveAlarm(ledger, 'task-overdue', taskId, time.now + 2_000);
  expect((await alarms()).map(({ subject, applicationId: about, times }) => [subject, about, times])).toEqual(
    [
      [expect.any(String), undefined, 1],
      [applicationId, applicationId, 2],
      [notice, applicationId, 1],
      ['sms/aliyun receipt X-1', undefined, 1],
    ],
  );
  const overdue = await alarms('?state=all&kind=task-overdue');
  expect(overdue).toMatchObject([
    { subject: taskId, applicationId, resolvedAt: new Date(time.now + 2_000).toISOString() },
  ]);
  const one = await door.call('auditor', 'GET', '/v1/alarms?limit=3');
  await raiseAlarm(ledger, 'calendar-unknown', '2031', time.now);
  const two = await door.call('engineer', 'GET', `/v1/alarms?limit=3&cursor=${String(one.json['next'])}`);
  expect(two.json).toMatchObject({ alarms: [{ subject: 'sms/aliyun receipt X-1' }] });
  expect(two.json).not.toHaveProperty('next');
});

test('whoever is bound to a region has the alarms of its applications, and those of none', async () => {
  const { ledger, time } = door.opened;
  const here = await owedTask(door.opened, { region: '440000' });
  const there = await owedTask(door.opened, { region: '450000' });
  for (const { applicationId, taskId } of [here, there]) {
    await raiseAlarm(ledger, 'task-overdue', taskId, time.now);
    await raiseAlarm(ledger, 'application-silent', applicationId, time.now);
    await raiseAlarm(ledger, 'notice-silent', `${applicationId}/final-decision/1`, time.now);
  }
  await raiseAlarm(ledger, 'provider-misconfigured', 'sms/aliyun', time.now);
  expect(new Set((await alarms('', bound('supervisor', '440000'))).map(({ subject }) => subject))).toEqual(
    new Set([here.taskId, here.applicationId, `${here.applicationId}/final-decision/1`, 'sms/aliyun']),
  );
});

test('the loan system hears of contacts that are no good, and goes on behind the last number', async () => {
  const bad = async (region: string) => {
    const id = newId();
    await reportApplication(
      door.opened.world,
      id,
      applicationBody({ contacts: { mobile: '12345' }, region }),
    );
    return id;
  };
  const ids = [await bad('310000'), await bad('320000'), await bad('310000')];
  const read = async (query: string, who: Caller = 'loan-system') =>
    (await door.call(who, 'GET', `/v1/announcements${query}`)).json as {
      announcements: { announcementId: number; applicationId: string }[];
      last: number;
    };
  const first = await read('?limit=2');
  expect(first.announcements).toMatchObject([
    { applicationId: ids[0], kind: 'contact.invalid', contact: 'mobile@1', state: 'bad-format' },
    { applicationId: ids[1] },
  ]);
  expect(first.last).toBe(first.announcements[1]?.announcementId);
  const rest = await read(`?after=${first.last}`);
  expect(rest.announcements.map(({ applicationId }) => applicationId)).toEqual([ids[2]]);
  expect(await read(`?after=${rest.last}`)).toEqual({ announcements: [], last: rest.last });
  expect(
    (await read('', bound('loan-system', '320000'))).announcements.map(({ applicationId }) => applicationId),
  ).toEqual([ids[1]]);
  expect(await door.call('loan-system', 'GET', '/v1/announcements?after=-1')).toMatchObject({ status: 400 });
});

test('whoever watches hears when an alarm is opened and when it is over, and not of each time it recurs', async () => {
  const { ledger, time } = door.opened;
  await raiseAlarm(ledger, 'webhook-gone', 'loan-system', time.now);
  await raiseAlarm(ledger, 'webhook-gone', 'loan-system', time.now);
  await resolveAlarm(ledger, 'webhook-gone', 'loan-system', time.now);
  await resolveAlarm(ledger, 'webhook-gone', 'loan-system', time.now);
  const told = await ledger.query(
    `SELECT kind, application_id, detail FROM event WHERE kind LIKE 'alarm-%' ORDER BY event_id`,
  );
  const detail = { kind: 'webhook-gone', subject: 'loan-system' };
  expect(told).toEqual([
    { kind: 'alarm-opened', application_id: null, detail },
    { kind: 'alarm-resolved', application_id: null, detail },
  ]);
});

describe('an alarm that somebody takes in hand', () => {
  const shown = async (query: string) =>
    (await door.call('auditor', 'GET', `/v1/alarms${query}`)).json['alarms'];
  const raised = async (kind: 'worker-away' | 'unlisted-code' | 'task-overdue', subject: string) => {
    await raiseAlarm(door.opened.ledger, kind, subject, door.opened.time.now, { extent: 4 });
    const [alarm] = (await shown(`?kind=${kind}`)) as { alarmId: number }[];
    return alarm?.alarmId ?? 0;
  };
  const acknowledge = (id: number | string, who: Caller, note?: string) =>
    door.call(who, 'POST', `/v1/alarms/${id}/acknowledge`, note === undefined ? {} : { note });
  const engineer: Caller = { account: 'chen.jun', roles: new Set(['engineer'] as const) };
  const supervisor: Caller = { account: 'wang.wei', roles: new Set(['supervisor'] as const) };

  test('is shown with who, when and what they say; the same person again is answered alike, another hears whose it is', async () => {
    const id = await raised('worker-away', 'loan-applications');
    const at = new Date(door.opened.time.now).toISOString();
    const acknowledgement = { by: 'chen.jun', at, note: '正在重启', holds: true };
    for (const note of ['正在重启', 'once more'])
      expect(await acknowledge(id, engineer, note)).toMatchObject({
        status: 200,
        json: { alarmId: id, severity: 'critical', endedBy: 'reason', acknowledgement },
      });
    expect(await acknowledge(id, supervisor)).toMatchObject({
      status: 409,
      json: { code: 'alarm-acknowledged' },
    });
    expect(await shown('?severity=critical')).toMatchObject([{ acknowledgement, extent: 4, recurs: false }]);
    expect(await shown('?severity=warning')).toEqual([]);
  });

  test('is free again once there is twice as much of it', async () => {
    const id = await raised('worker-away', 'loan-applications');
    await acknowledge(id, engineer);
    await raiseAlarm(door.opened.ledger, 'worker-away', 'loan-applications', door.opened.time.now, {
      extent: 8,
    });
    expect(await shown('')).toMatchObject([{ acknowledgement: { by: 'chen.jun', holds: false } }]);
    expect(await acknowledge(id, supervisor)).toMatchObject({
      status: 200,
      json: { acknowledgement: { by: 'wang.wei', holds: true } },
    });
  });

  test('is over by that where it tells of something that happened once, and again is a new one', async () => {
    const id = await raised('unlisted-code', 'sms/aliyun X');
    expect(await acknowledge(id, supervisor)).toMatchObject({
      json: { endedBy: 'acknowledgement', resolvedAt: expect.any(String) as string },
    });
    expect(await acknowledge(id, supervisor)).toMatchObject({ status: 200 });
    expect(await acknowledge(id, engineer)).toMatchObject({ status: 409, json: { code: 'alarm-over' } });
    expect(await shown('')).toEqual([]);
    expect(await shown('?state=resolved')).toMatchObject([{ alarmId: id }]);
    expect(await raised('unlisted-code', 'sms/aliyun X')).toBeGreaterThan(id);
  });

  test('is none that there is, none of another region, and takes no number of anybody', async () => {
    for (const id of ['0', '999999', 'x', '13812345678', '9'.repeat(30)])
      expect(await acknowledge(id, engineer)).toMatchObject({ status: 404, json: { code: 'alarm-unknown' } });
    const { taskId } = await owedTask(door.opened, { region: '440000' });
    const id = await raised('task-overdue', taskId);
    expect(await acknowledge(id, bound('supervisor', '450000'))).toMatchObject({ status: 404 });
    expect(await acknowledge(id, engineer, '请打 13812345678')).toMatchObject({
      status: 400,
      json: { code: 'body-invalid' },
    });
    expect(await acknowledge(id, bound('supervisor', '440000'))).toMatchObject({ status: 200 });
  });

  test('of two people who take it at once one has it', async () => {
    const id = await raised('worker-away', 'loan-applications');
    const answers = await Promise.all([acknowledge(id, engineer), acknowledge(id, supervisor)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is shown with who was told, by which way and when', async () => {
    const id = await raised('worker-away', 'loan-applications');
    const { ledger, time } = door.opened;
    await ledger.query('UPDATE alarm SET spell_id = alarm_id');
    const messageId = randomUUID();
    const digest = Buffer.from('an address');
    await insertMessage(ledger, {
      ...{ messageId, responder: 'duty', at: time.now },
      pieces: [{ alarmId: id, spellId: id, what: 'open', escalation: 1, step: 1 }],
      addresses: [{ digest, channel: 'webhook' }],
    });
    const at = new Date(time.now).toISOString();
    const one = { responder: 'duty', what: 'open', step: 1, at, channel: 'webhook' };
    expect(await shown('')).toMatchObject([{ told: [{ ...one, state: 'pending' }] }]);
    const copy = { messageId, responder: 'duty', decidedAt: time.now, digest, channel: 'webhook' } as const;
    await ledger.transaction((tx) => settleTaken(tx, { ...copy, claimedUntil: time.now }, time.now + 1_000));
    const settledAt = new Date(time.now + 1_000).toISOString();
    expect(await shown('')).toMatchObject([{ told: [{ ...one, state: 'taken', settledAt }] }]);
  });
});

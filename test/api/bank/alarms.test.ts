/** Alarms and announcements over HTTP. */
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

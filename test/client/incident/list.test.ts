/** Whom an incident is about: exactly those whose message was lost there and then, and what became of each. */
import { explanationOf } from '../../../client/explanation/explanation.js';
import { completeHumanTask } from '../../../client/task/complete.js';
import { completeInLedger } from '../../../ledger/human-task/complete.js';
import { tasksOfApplication } from '../../../ledger/human-task/row.js';
import { settleAttempt } from '../../../ledger/attempt/settle.js';
import { finishNotice, moveNotice } from '../../../ledger/notice/move.js';
import { hourMs, lostAt, minuteMs, openedIncidents } from './incident-world.js';
import type { OpenedIncidents } from './incident-world.js';

let incidents: OpenedIncidents;
beforeEach(async () => {
  incidents = await openedIncidents();
});
afterEach(() => incidents.close());

test('the list is those whose message was lost by the target, in the place and within the range, and nobody else', async () => {
  const { open, lost, look, list } = incidents;
  const there = { province: '广东', carrier: 'china-mobile' } as const;
  const found = [await lost(there), await lost({ ...there, carrier: 'china-unicom' })];
  const failing = await lost({ ...there, settlement: 'undelivered', failure: 'provider-down' });
  await lost({ province: '浙江' });
  await lost({});
  await lost({ ...there, route: 'sms/tencent' });
  await lost({ ...there, at: lostAt - 2 * hourMs });
  await lost({ ...there, at: lostAt + 40 * minuteMs });
  // What is wrong with a number or a handset is no provider's doing.
  await lost({ ...there, settlement: 'undelivered', failure: 'wrong-number' });
  await lost({ ...there, settlement: 'undelivered', failure: 'unreachable' });
  const incidentId = await open({ province: '广东', until: lostAt + 30 * minuteMs });
  expect(await look(incidentId)).toMatchObject({ affected: 3, accountedFor: 0, untold: 3, undecided: 0 });
  expect(await list(incidentId)).toEqual(
    [...found, failing].map(({ applicationId }) => `${applicationId} with-staff`).sort(),
  );
  // The same again finds the same.
  expect(await look(incidentId)).toMatchObject({ affected: 3 });
});

test('a provider is all of its routes, and a carrier of a province no other one', async () => {
  const { open, lost, look } = incidents;
  await lost({ province: '广东', carrier: 'china-mobile' });
  await lost({ province: '广东', carrier: 'china-unicom' });
  await lost({ province: '广东', carrier: 'china-mobile', route: 'voice/aliyun' });
  const place = { province: '广东', carrier: 'china-mobile' } as const;
  expect(await look(await open({ target: 'aliyun', ...place }))).toMatchObject({ affected: 2 });
});

test('whoever another message reached is not on it; whoever is reached afterwards stays, as told', async () => {
  const { open, lost, sent, look, list, ledger, time } = incidents;
  const reached = await lost();
  await sent(reached, {
    route: 'sms/tencent',
    purpose: 'copy',
    at: lostAt + 4 * minuteMs,
    settlement: 'delivered',
  });
  const [late, otherwise, resent, byStaff, gone, needless, untold] = [
    await lost(),
    await lost(),
    await lost(),
    await lost(),
    await lost(),
    await lost(),
    await lost(),
  ];
  const incidentId = await open();
  expect(await look(incidentId)).toMatchObject({ affected: 7, untold: 7 });
  const again = { route: 'sms/tencent', at: time.now, settlement: 'delivered' } as const;
  const [message] = await ledger.query<{ id: string }>(
    'SELECT attempt_id AS id FROM attempt WHERE application_id = $1',
    [late.applicationId],
  );
  await settleAttempt(ledger, message?.id ?? '', { settlement: 'delivered', at: time.now });
  await sent(otherwise, { ...again, purpose: 'copy' });
  await sent(resent, { ...again, purpose: 'resend' });
  const done = {
    taskId: byStaff.taskId,
    outcome: 'told-by-phone',
    staffRef: 'li.na',
    identity: 'verified',
  } as const;
  await ledger.transaction((tx) => completeInLedger(tx, done, time.now));
  await finishNotice(ledger, gone, 'unreachable', time.now);
  await finishNotice(ledger, needless, 'superseded', time.now);
  expect(await look(incidentId)).toMatchObject({ affected: 7, accountedFor: 6, untold: 1 });
  expect((await list(incidentId)).sort()).toEqual(
    [
      `${late.applicationId} told-late`,
      `${otherwise.applicationId} told-otherwise`,
      `${resent.applicationId} told-by-resend`,
      `${byStaff.applicationId} told-by-staff`,
      `${gone.applicationId} unreachable`,
      `${needless.applicationId} needless`,
      `${untold.applicationId} with-staff`,
    ].sort(),
  );
});

test('what is too young to judge, or in the middle of another try, is undecided and comes on the list by itself', async () => {
  const { open, owed, sent, lost, look, list, ledger, time } = incidents;
  const young = await owed();
  await sent(young, { at: time.now - minuteMs });
  const trying = await lost({ at: time.now - 10 * minuteMs });
  const waitingFor = { kind: 'receipt', until: time.now + minuteMs } as const;
  await moveNotice(ledger, trying, { state: 'awaiting-receipt', waitingFor, at: time.now });
  const incidentId = await open();
  expect(await look(incidentId)).toMatchObject({ affected: 0, undecided: 2 });
  time.now += 5 * minuteMs;
  expect(await look(incidentId)).toMatchObject({ affected: 2, undecided: 0 });
  expect(await list(incidentId)).toEqual(
    [`${young.applicationId} under-way`, `${trying.applicationId} with-staff`].sort(),
  );
});

test('a notice stands on the list of one open incident', async () => {
  const { open, lost, look, list } = incidents;
  const { applicationId } = await lost({ province: '广东' });
  await lost({ province: '浙江' });
  const narrow = await open({ province: '广东' });
  await look(narrow);
  const wide = await open({ target: 'aliyun' });
  expect(await look(wide)).toMatchObject({ affected: 1 });
  expect(await list(narrow)).toEqual([`${applicationId} with-staff`]);
});

test('what counts as delivered by the word of the provider alone is told by staff, who are given a task by the incident’s clock', async () => {
  const { open, owed, sent, look, list, ledger, time, world } = incidents;
  const notice = await owed();
  await sent(notice, { route: 'push/fcm', evidence: 'acceptance', settlement: 'delivered' });
  await finishNotice(ledger, notice, 'delivered', time.now);
  const incidentId = await open({ target: 'push/fcm' });
  await look(incidentId);
  expect(await list(incidentId)).toEqual([`${notice.applicationId} with-staff`]);
  await look(incidentId);
  const tasks = await tasksOfApplication(ledger, notice.applicationId);
  expect(tasks).toMatchObject([{ kind: 'deliver-by-hand', because: 'incident', state: 'open' }]);
  expect(tasks[0]?.dueAt).toBeLessThanOrEqual(time.now + 24 * hourMs);
  world.stories.completeTask = () => Promise.resolve('closed');
  const done = { taskId: tasks[0]?.taskId ?? '', outcome: 'told-by-phone', staffRef: 'li.na' };
  await completeHumanTask(world, done, 'update');
  expect(await look(incidentId)).toMatchObject({ accountedFor: 1, untold: 0 });
  expect(await list(incidentId)).toEqual([`${notice.applicationId} told-by-staff`]);
});

test('who asks why no message came hears of the incident, in both languages', async () => {
  const { open, lost, look, world } = incidents;
  const { applicationId } = await lost();
  const incidentId = await open();
  await look(incidentId);
  const clockwork = { timeZone: 'Asia/Shanghai' };
  const said = JSON.stringify(await explanationOf({ ...world, clockwork }, applicationId));
  expect(said).toContain(`列入事故 ${incidentId} 的名单：短信（aliyun）的消息可能没有送达。`);
  expect(said).toContain(
    `put on the list of incident ${incidentId}: its message by text message (aliyun) may never have arrived.`,
  );
});

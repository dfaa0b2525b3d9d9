/** An incident from its opening to its close, and what is refused on the way. */
import { markProvider, setIncidentRange } from '../../../client/incident/change.js';
import { approve } from '../../../client/approval/decide.js';
import { openIncident } from '../../../client/incident/open.js';
import { proposeClosing } from '../../../client/incident/close.js';
import { readIncident } from '../../../client/incident/read.js';
import { openAlarms, raiseAlarm } from '../../../ledger/alarm/raise.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { incidentsBefore } from '../../../ledger/incident/row.js';
import { person } from '../approval/people.js';
import { refusalOf } from '../intake-world.js';
import { hourMs, lostAt, minuteMs, openedIncidents, second, supervisor } from './incident-world.js';
import type { OpenedIncidents } from './incident-world.js';

let incidents: OpenedIncidents;
beforeEach(async () => {
  incidents = await openedIncidents();
});
afterEach(() => incidents.close());

const closing = { actor: supervisor, reason: 'all told' };
const alarms = async () =>
  (await openAlarms(incidents.ledger, 50)).map(
    ({ kind, subject, extent }) => `${kind} ${subject} ${extent ?? ''}`,
  );

test('it is closed by two people, once it has an end and everybody on its list is accounted for', async () => {
  const { world, open, lost, look, agree, ledger, time, told } = incidents;
  const one = await lost();
  const incidentId = await open();
  expect(told).toEqual([incidentId]);
  await look(incidentId);
  expect(await refusalOf(proposeClosing(world, incidentId, closing))).toMatchObject({
    code: 'incident-goes-on',
  });
  await setIncidentRange(world, incidentId, { until: lostAt + hourMs }, supervisor);
  expect(await refusalOf(proposeClosing(world, incidentId, closing))).toEqual({
    code: 'incident-unaccounted',
    fields: ['untold: 1', 'undecided: 0'],
  });
  await finishNotice(ledger, one, 'completed-by-staff', time.now);
  const approval = await proposeClosing(world, incidentId, closing);
  expect(
    await refusalOf(
      incidents.agree(approval.approvalId).then(() => proposeClosing(world, incidentId, closing)),
    ),
  ).toMatchObject({ code: 'incident-closed' });
  await expect(agree(approval.approvalId)).resolves.toBeUndefined();
  expect(await look(incidentId)).toEqual({ state: 'closed' });
  const whole = await readIncident(world, incidentId);
  expect(whole?.incident).toMatchObject({
    closedBy: 'wang.wei',
    confirmedBy: 'chen.jun',
    closedAt: time.now,
  });
  expect(whole?.steps.map(({ step }) => step)).toEqual(['opened', 'range-set', 'close-proposed', 'closed']);
  expect(await refusalOf(setIncidentRange(world, incidentId, { until: time.now }, supervisor))).toMatchObject(
    {
      code: 'incident-closed',
    },
  );
});

test('whoever proposed it does not confirm it; staff do neither', async () => {
  const { world, open, time } = incidents;
  const incidentId = await open({ until: time.now });
  const { approvalId } = await proposeClosing(world, incidentId, closing);
  expect(await refusalOf(approve(world, approvalId, supervisor))).toMatchObject({ code: 'approval-own' });
  expect(await refusalOf(approve(world, approvalId, person('li.na')))).toMatchObject({ code: 'forbidden' });
  expect(
    await refusalOf(proposeClosing(world, incidentId, { actor: person('li.na'), reason: 'over' })),
  ).toMatchObject({ code: 'forbidden' });
});

test('somebody found between the proposal and its confirmation keeps it open', async () => {
  const { world, open, lost, agree, time } = incidents;
  const incidentId = await open({ until: time.now });
  const { approvalId } = await proposeClosing(world, incidentId, closing);
  await lost();
  expect(await refusalOf(agree(approvalId))).toMatchObject({ code: 'approval-overtaken' });
  expect((await readIncident(world, incidentId))?.progress).toMatchObject({ affected: 1, untold: 1 });
  expect(await incidents.look(incidentId)).toMatchObject({ state: 'open' });
});

test('its clock reminds before it is due, and says when its time is over, each once; closed, both are over', async () => {
  const { world, open, lost, look, agree, ledger, time } = incidents;
  const one = await lost();
  const incidentId = await open({ until: time.now });
  const dueAt = time.now + 24 * hourMs;
  expect(await look(incidentId)).toMatchObject({ againAt: time.now + minuteMs });
  expect(await alarms()).toEqual([]);
  time.now = dueAt - 12 * hourMs;
  await look(incidentId);
  await look(incidentId);
  expect(await alarms()).toEqual([`incident-due incident ${incidentId} 1`]);
  time.now = dueAt - minuteMs / 2;
  expect(await look(incidentId)).toMatchObject({ againAt: dueAt });
  time.now = dueAt;
  await look(incidentId);
  await look(incidentId);
  expect(await alarms()).toEqual([`incident-overdue incident ${incidentId} 1`]);
  const steps = (await readIncident(world, incidentId))?.steps.map(({ step }) => step);
  expect(steps).toEqual(['opened', 'reminded', 'reminded', 'overdue']);
  await finishNotice(ledger, one, 'completed-by-staff', time.now);
  await agree((await proposeClosing(world, incidentId, closing)).approvalId);
  expect(await alarms()).toEqual([]);
});

test('nobody is reminded of those who are told, though it is not closed yet', async () => {
  const { open, lost, look, ledger, time } = incidents;
  const one = await lost();
  const incidentId = await open();
  const openedAt = time.now;
  time.now = openedAt + 13 * hourMs;
  await look(incidentId);
  expect(await alarms()).toEqual([`incident-due incident ${incidentId} 1`]);
  await finishNotice(ledger, one, 'completed-by-staff', time.now);
  await look(incidentId);
  expect(await alarms()).toEqual([]);
  time.now = openedAt + 24 * hourMs;
  await look(incidentId);
  expect(await alarms()).toEqual([`incident-overdue incident ${incidentId} 0`]);
});

test('what is heard of the provider is on record with when it was heard, the last one counting', async () => {
  const { world, open, time } = incidents;
  const incidentId = await open();
  await markProvider(world, incidentId, { mark: 'notified', at: time.now - minuteMs }, supervisor);
  await markProvider(world, incidentId, { mark: 'restored' }, supervisor);
  time.now += minuteMs;
  await markProvider(world, incidentId, { mark: 'restored' }, second);
  expect((await readIncident(world, incidentId))?.provider).toEqual({
    notified: time.now - 2 * minuteMs,
    restored: time.now,
  });
  for (const at of [time.now + 1, lostAt - 2 * hourMs])
    expect(await refusalOf(markProvider(world, incidentId, { mark: 'answered', at }, supervisor))).toEqual({
      code: 'incident-range',
      fields: ['at'],
    });
});

describe('what it is about', () => {
  test('an alarm about a route says it; one about anything else does not', async () => {
    const { world, open, ledger, time } = incidents;
    await raiseAlarm(ledger, 'receipts-missing', 'sms/aliyun@广东', time.now);
    await raiseAlarm(ledger, 'worker-away', 'worker', time.now);
    const [route, other] = await ledger.query<{ id: number }>(
      'SELECT alarm_id AS id FROM alarm ORDER BY alarm_id',
    );
    const from = lostAt;
    const incidentId = await open({ target: undefined, alarmId: route?.id ?? 0, from });
    expect((await readIncident(world, incidentId))?.incident).toMatchObject({
      target: 'sms/aliyun',
      province: '广东',
      alarmKind: 'receipts-missing',
    });
    expect(await refusalOf(open({ alarmId: other?.id ?? 0 }))).toMatchObject({
      code: 'incident-alarm',
    });
    expect(await refusalOf(open({ alarmId: 99 }))).toMatchObject({ code: 'alarm-unknown' });
  });

  test('one that an open one has already is refused by its name; one that meets another is told so', async () => {
    const { open, world, time } = incidents;
    const first = await open({ province: '广东' });
    expect(await refusalOf(open({ province: '广东', from: lostAt }))).toEqual({
      code: 'incident-known',
      fields: [`incident: ${first}`],
    });
    const wider = { target: 'aliyun', from: lostAt, until: time.now, reason: 'their whole gateway' };
    expect(await openIncident(world, wider, supervisor)).toMatchObject({ meets: [first] });
    expect(await incidentsBefore(world.ledger, { state: 'open', most: 10 })).toHaveLength(2);
  });

  test('a provider that is configured no more may have lost messages all the same; one that never was did not', async () => {
    const { open, owed, sent, look } = incidents;
    expect(await refusalOf(open({ target: 'former' }))).toMatchObject({ code: 'route-unknown' });
    await sent(await owed(), { route: 'sms/former' });
    expect(await look(await open({ target: 'former' }))).toMatchObject({ affected: 1 });
  });

  test.each([
    ['a beginning that has not come', { from: lostAt + 900 * hourMs }, 'from'],
    ['a beginning of long ago', { from: lostAt - 2_200 * hourMs }, 'from'],
    ['an end before its beginning', { until: lostAt - 2 * hourMs }, 'until'],
    ['an end that has not come', { until: lostAt + 900 * hourMs }, 'until'],
    ['a carrier of no province', { carrier: 'china-mobile' }, 'carrier'],
  ] as const)('%s is refused', async (_what, changed, field) => {
    expect(await refusalOf(incidents.open(changed))).toEqual({ code: 'incident-range', fields: [field] });
    expect(await incidentsBefore(incidents.world.ledger, { state: 'all', most: 10 })).toEqual([]);
  });

  test('it may begin earlier, not later, and its end may be set anew', async () => {
    const { world, open, time } = incidents;
    const incidentId = await open();
    const range = (order: { from?: number; until?: number }) =>
      setIncidentRange(world, incidentId, order, supervisor);
    await range({ from: lostAt - 3 * hourMs });
    expect(await refusalOf(range({ from: lostAt }))).toEqual({ code: 'incident-range', fields: ['from'] });
    await range({ until: lostAt + minuteMs });
    await range({ until: lostAt + 2 * minuteMs });
    expect(await refusalOf(range({ until: time.now + 1 }))).toEqual({
      code: 'incident-range',
      fields: ['until'],
    });
    expect((await readIncident(world, incidentId))?.incident).toMatchObject({
      fromAt: lostAt - 3 * hourMs,
      untilAt: lostAt + 2 * minuteMs,
    });
  });
});

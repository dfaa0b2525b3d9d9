/** Who is offered something for having been left untold, from the rule’s proposal to the applicant who hears of it. */
import { readAnnouncements } from '../../../client/announcement/read.js';
import { reject } from '../../../client/approval/decide.js';
import { takeAnswer } from '../../../client/incident/answer.js';
import { proposeCompensation } from '../../../client/incident/compensate.js';
import { completeHumanTask } from '../../../client/task/complete.js';
import { judgeCompensations } from '../../../activities/sweep/compensations.js';
import { openAlarms } from '../../../ledger/alarm/raise.js';
import { compensationsAfter, compensationCounts } from '../../../ledger/compensation/row.js';
import { unendedOf } from '../../../ledger/erasure/unended.js';
import { findTask } from '../../../ledger/human-task/row.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { refusalOf } from '../intake-world.js';
import { hourMs, openedIncidents, second, supervisor } from './incident-world.js';
import type { OpenedIncidents } from './incident-world.js';

let incidents: OpenedIncidents;
beforeEach(async () => {
  incidents = await openedIncidents();
});
afterEach(() => incidents.close());

const order = { actor: supervisor, reason: 'told a day late' };
const offered = async (incidentId: number) =>
  (await compensationsAfter(incidents.ledger, incidentId, { most: 100 })).map(
    ({ applicationId, state }) => `${applicationId} ${state}`,
  );
const announced = async () =>
  (await readAnnouncements(incidents.api, 0)).flatMap((one) =>
    one.kind === 'compensation.approved' ? [one] : [],
  );

test('the rule names those who heard late of what it is about; a second person agrees, the loan system answers, staff tell', async () => {
  const { world, open, lost, look, agree, ledger, time } = incidents;
  const [granted, refused, declinedLoan, early, paper] = [
    await lost(),
    await lost({}, 'final-decision', { decision: 'conditional' }),
    await lost({}, 'final-decision', { decision: 'declined' }),
    await lost(),
    await lost({}, 'preliminary-approval'),
  ];
  const incidentId = await open();
  await look(incidentId);
  await finishNotice(ledger, early, 'completed-by-staff', time.now);
  time.now += 2 * hourMs;
  for (const one of [granted, refused, declinedLoan, paper])
    await finishNotice(ledger, one, 'completed-by-staff', time.now);
  const { approvalId, act } = await proposeCompensation(world, incidentId, order);
  expect(act).toEqual({ kind: 'compensation', incidentId, offer: 'extra-credit', count: 2 });
  const [first, other] = [granted.applicationId, refused.applicationId];
  expect(await offered(incidentId)).toEqual([`${first} proposed`, `${other} proposed`].sort());
  expect(await announced()).toEqual([]);
  await agree(approvalId);
  const told = await announced();
  expect(told.map(({ applicationId, offer }) => `${applicationId} ${offer}`).sort()).toEqual(
    [`${first} extra-credit`, `${other} extra-credit`].sort(),
  );
  const idOf = (id: string) => told.find(({ applicationId }) => applicationId === id)?.compensationId ?? '';

  const answer = await takeAnswer(world, idOf(first), 'granted');
  expect(answer.result).toBe('created');
  expect((await takeAnswer(world, idOf(first), 'granted')).result).toBe('known');
  expect(await refusalOf(takeAnswer(world, idOf(first), 'refused'))).toMatchObject({
    code: 'compensation-differs',
  });
  await takeAnswer(world, idOf(other), 'refused');
  expect(await offered(incidentId)).toEqual([`${first} granted`, `${other} refused`].sort());
  const task = await findTask(ledger, answer.compensation.taskId ?? '');
  expect(task).toMatchObject({ kind: 'tell-compensation', because: 'compensation-granted', state: 'open' });
  const done = { taskId: task?.taskId ?? '', staffRef: 'li.na' };
  expect(
    await refusalOf(completeHumanTask(world, { ...done, outcome: 'unreachable' }, 'update')),
  ).toMatchObject({
    code: 'task-outcome',
  });
  await completeHumanTask(world, { ...done, outcome: 'told-by-phone' }, 'update');
  expect(await compensationsAfter(ledger, incidentId, { most: 100 })).toContainEqual(
    expect.objectContaining({ applicationId: first, state: 'told', toldBy: 'li.na', toldAt: time.now }),
  );
  expect(await refusalOf(proposeCompensation(world, incidentId, order))).toMatchObject({
    code: 'compensation-none',
  });
});

test('what nobody agreed to is not offered, and may be proposed again with whoever was found since', async () => {
  const { world, open, lost, look, agree, time } = incidents;
  await lost();
  const incidentId = await open();
  await look(incidentId);
  expect(await refusalOf(proposeCompensation(world, incidentId, order))).toMatchObject({
    code: 'compensation-none',
  });
  time.now += 2 * hourMs;
  const { approvalId } = await proposeCompensation(world, incidentId, order);
  // The same again is the same proposal.
  expect((await proposeCompensation(world, incidentId, order)).approvalId).toBe(approvalId);
  await reject(world, approvalId, second, 'not for this one');
  expect(await compensationCounts(world.ledger, incidentId)).toEqual({ declined: 1 });
  const [one] = await compensationsAfter(world.ledger, incidentId, { most: 1 });
  expect(await refusalOf(takeAnswer(world, one?.compensationId ?? '', 'granted'))).toMatchObject({
    code: 'compensation-unapproved',
  });
  await lost();
  await look(incidentId);
  time.now += 2 * hourMs;
  const again = await proposeCompensation(world, incidentId, order);
  expect(again.act).toMatchObject({ count: 2 });
  await agree(again.approvalId);
  expect(await announced()).toHaveLength(2);
});

test('one that waits too long for its next step is an alarm, until it has it', async () => {
  const { world, open, lost, look, agree, ledger, time, worker } = incidents;
  await lost();
  const incidentId = await open();
  await look(incidentId);
  time.now += 2 * hourMs;
  const judge = () => judgeCompensations({ ledger: worker, ...swept });
  const swept = { clock: world.clock, configuration: world.configuration as never };
  const alarms = async () =>
    (await openAlarms(ledger, 10)).map(({ kind, subject, extent }) => [kind, subject, extent]);
  const { approvalId } = await proposeCompensation(world, incidentId, order);
  await judge();
  expect(await alarms()).toEqual([]);
  time.now += 24 * hourMs;
  await judge();
  const waiting = ['compensation-waiting', `incident ${incidentId}`, 1];
  expect(await alarms()).toContainEqual(waiting);
  await agree(approvalId);
  await judge();
  expect(await alarms()).not.toContainEqual(waiting);
  time.now += 24 * hourMs;
  await judge();
  expect(await alarms()).toContainEqual(waiting);
  await takeAnswer(world, (await announced())[0]?.compensationId ?? '', 'refused');
  await judge();
  expect(await alarms()).not.toContainEqual(waiting);
});

test('without a rule nothing is proposed, and an answer to nothing is refused', async () => {
  const { world, open } = incidents;
  const incidentId = await open();
  const { compensation, ...rest } = world.configuration.incidents;
  expect(compensation).toBeDefined();
  const without = { ...world, configuration: { ...world.configuration, incidents: rest } };
  expect(await refusalOf(proposeCompensation(without, incidentId, order))).toMatchObject({
    code: 'compensation-no-rule',
  });
  expect(await refusalOf(proposeCompensation(world, 99, order))).toMatchObject({ code: 'incident-unknown' });
  for (const id of ['x', '0b7a6b3e-5b0a-4f7e-9a53-0a7f3a1f2c4d'])
    expect(await refusalOf(takeAnswer(world, id, 'granted'))).toMatchObject({ code: 'compensation-unknown' });
});

test('whoever waits for a compensation is not erased; who was told no, or has heard of it, is nobody’s matter here', async () => {
  const { world, open, lost, look, agree, ledger, time } = incidents;
  const one = await lost();
  const incidentId = await open();
  await look(incidentId);
  time.now += 2 * hourMs;
  await finishNotice(ledger, one, 'completed-by-staff', time.now);
  const { applicationId } = one;
  const unended = () => unendedOf(ledger, applicationId, time.now);
  const waiting = async () =>
    (await unended()).filter(({ what }) => what === 'compensation').map(({ what }) => what);
  expect(await waiting()).toEqual([]);
  const first = await proposeCompensation(world, incidentId, order);
  expect(await waiting()).toEqual(['compensation']);
  await reject(world, first.approvalId, second, 'not this time');
  expect(await waiting()).toEqual([]);
  await agree((await proposeCompensation(world, incidentId, order)).approvalId);
  expect(await waiting()).toEqual(['compensation']);
  const [told] = await announced();
  const { compensation } = await takeAnswer(world, told?.compensationId ?? '', 'granted');
  expect(await waiting()).toEqual([]);
  const task = { what: 'task', name: compensation.taskId };
  expect(await unended()).toContainEqual(task);
  const done = { taskId: compensation.taskId ?? '', staffRef: 'li.na', outcome: 'told-by-phone' };
  await completeHumanTask(world, done, 'update');
  expect(await unended()).not.toContainEqual(task);
});

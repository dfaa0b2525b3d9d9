import { sweepApprovals } from '../../../activities/sweep/approvals.js';
import { approve } from '../../../client/approval/decide.js';
import { review } from '../../../client/approval/review.js';
import { reportApplication } from '../../../client/intake/applications.js';
import { correctContacts } from '../../../client/intake/contact-correction.js';
import { allAcknowledged } from '../../../client/relay/acknowledgements.js';
import { proposeUnreachable } from '../../../client/task/unreachable.js';
import { openAlarmsOf } from '../../../ledger/alarm/raise.js';
import { findApproval } from '../../../ledger/approval/row.js';
import { closeTask } from '../../../ledger/human-task/finish.js';
import { owedTask } from '../../api/bank/owed-task.js';
import { person } from '../../client/approval/people.js';
import { applicationBody, newId, openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';

const hourMs = 3_600_000;
const configuration = configurationSchema.parse({
  version: 1,
  routes: [],
  staff: { callBackNumber: '95599' },
});

let opened: OpenedIntake;
beforeAll(async () => {
  opened = await openedIntake();
});
afterAll(() => opened.close());

const sweep = () => sweepApprovals({ ledger: opened.worker, clock: opened.world.clock, configuration });
const stateOf = async (approvalId: string) => (await findApproval(opened.ledger, approvalId))?.state;
async function proposed(): Promise<{ taskId: string; approvalId: string }> {
  const { taskId } = await owedTask(opened);
  const approval = await proposeUnreachable(opened.world, taskId, { actor: person('li.na', 'staff') });
  return { taskId, approvalId: approval?.approvalId ?? '' };
}

test('proposals nobody decided on expire, and those of a task finished otherwise are overtaken', async () => {
  const [waiting, closed] = [await proposed(), await proposed()];
  await closeTask(opened.ledger, closed.taskId, 'delivered', opened.time.now);
  await sweep();
  expect([await stateOf(waiting.approvalId), await stateOf(closed.approvalId)]).toEqual([
    'proposed',
    'overtaken',
  ]);
  opened.time.now += 24 * hourMs;
  await sweep();
  expect(await stateOf(waiting.approvalId)).toBe('expired');
});

test('what was agreed to and is not carried out is told again, for as long as it takes', async () => {
  const { approvalId, taskId } = await proposed();
  await approve(opened.world, approvalId, person('wang.wei', 'staff'));
  const waiting = () => opened.ledger.query('SELECT FROM outbox WHERE approval_id = $1', [approvalId]);
  // The story was told, and lost it.
  await allAcknowledged(opened.world.ledger, opened.world.logger);
  expect(await waiting()).toHaveLength(0);
  await sweep();
  expect(await waiting()).toHaveLength(0);
  opened.time.now += hourMs;
  await sweep();
  await sweep();
  expect(await waiting()).toHaveLength(1);
  await closeTask(opened.ledger, taskId, 'delivered', opened.time.now);
});

test('what was done alone becomes an alarm once nobody has reviewed it in time, until somebody has', async () => {
  const id = newId();
  await reportApplication(opened.world, id, applicationBody());
  const order = { actor: person('zhao.min', 'supervisor'), breakGlass: { reason: '客户在柜台' } };
  const { approval } = await correctContacts(opened.world, id, { mobile: null }, order);
  const approvalId = approval?.approvalId ?? '';
  const alarms = () => openAlarmsOf(opened.ledger, 'break-glass-unreviewed');
  opened.time.now += 23 * hourMs;
  await sweep();
  expect(await alarms()).toEqual([]);
  opened.time.now += hourMs;
  await sweep();
  expect(await alarms()).toEqual([{ subject: approvalId }]);
  await review(opened.world, approvalId, person('chen.jie', 'supervisor'), { verdict: 'endorsed' });
  expect(await alarms()).toEqual([]);
  await sweep();
  expect(await alarms()).toEqual([]);
});

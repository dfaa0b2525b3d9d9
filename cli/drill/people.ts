/** The drill's people: a member of staff who telephones, and two supervisors who run the incident together. */
import { approve } from '../../client/approval/decide.js';
import { markProvider, setIncidentRange } from '../../client/incident/change.js';
import { proposeClosing } from '../../client/incident/close.js';
import { proposeCompensation } from '../../client/incident/compensate.js';
import { readIncident } from '../../client/incident/read.js';
import type { WholeIncident } from '../../client/incident/read.js';
import { orderResends } from '../../client/incident/resend.js';
import { claimHumanTask, completeClaimedTask } from '../../client/task/claim.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { openTasks } from '../../ledger/human-task/row.js';
import { openIncidents } from '../../ledger/incident/row.js';
import type { Bank } from '../bank/open-bank.js';
import { pauseUntil } from '../demo/feeder.js';
import type { Tell } from './words.js';

const zhangWei = 'zhang.wei';
const wangFang: Actor = { account: 'wang.fang', roles: new Set(['supervisor']) };
const chenJie: Actor = { account: 'chen.jie', roles: new Set(['supervisor']) };

/** A call takes so long here, and the next thing a person does so long after the last. */
const callTakesMs = 250;
const thinksMs = 1_500;
const looksEveryMs = 300;
const answerWithinMs = 10_000;

/** Takes on the most pressing task, tells the applicant by telephone, and so on until it is stopped. */
export async function playCaller(bank: Bank, stopping: AbortSignal): Promise<void> {
  const { claimMs } = bank.configuration.staff;
  while (!stopping.aborted) {
    const [task] = await openTasks(bank.ledger, 1);
    if (task === undefined) {
      await pauseUntil(Date.now() + looksEveryMs, stopping);
      continue;
    }
    const { taskId } = task;
    // A receipt or a resend may close it at that very moment: then there is nothing left to do.
    await unlessRefused(claimHumanTask(bank, taskId, { staffRef: zhangWei, forMs: claimMs }));
    await pauseUntil(Date.now() + callTakesMs, stopping);
    const done = { outcome: 'told-by-phone', staffRef: zhangWei, claimMs, withinMs: answerWithinMs };
    await unlessRefused(completeClaimedTask(bank, taskId, done));
  }
}

async function unlessRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
  }
}

/**
 * Runs the incident once the monitor has opened it: speaks with the provider, has those untold sent to by another route,
 * ends the range when the provider is well again (`restored`, epoch milliseconds), has compensation and closing agreed to.
 */
export async function playSupervisors(
  bank: Bank,
  restored: Promise<number | undefined>,
  tell: Tell,
  stopping: AbortSignal,
): Promise<void> {
  const incidentId = await untilSo(stopping, async () => (await openIncidents(bank.ledger))[0]?.incidentId);
  if (incidentId === undefined) return;
  const think = () => pauseUntil(Date.now() + thinksMs, stopping);
  const mark = async (said: 'notified' | 'answered' | 'restored', at?: number) => {
    await markProvider(bank, incidentId, { mark: said, ...(at === undefined ? {} : { at }) }, wangFang);
    tell('provider', said);
  };
  await mark('notified');
  await think();
  await mark('answered');
  await think();
  await resendAll(bank, incidentId, tell);
  const restoredAt = await restored;
  if (restoredAt === undefined) return;
  await mark('restored', restoredAt);
  // Whoever is told that it is well again makes sure, and ends the range a little later.
  await think();
  await setIncidentRange(bank, incidentId, { until: Date.now() }, wangFang);
  tell('range');
  await untilSo(stopping, () => settled(bank, incidentId, stopping, ({ undecided }) => undecided === 0));
  await resendAll(bank, incidentId, tell);
  const named = await proposed(bank, () =>
    proposeCompensation(bank, incidentId, { actor: wangFang, reason: 'left untold in the drill' }),
  );
  tell('compensation', named);
  await untilSo(stopping, () =>
    settled(bank, incidentId, stopping, ({ undecided, untold }) => undecided + untold === 0),
  );
  const closed = await untilSo(stopping, () =>
    proposed(bank, () => proposeClosing(bank, incidentId, { actor: wangFang, reason: 'everybody is told' })),
  );
  if (closed !== undefined) tell('closed', incidentId);
}

async function resendAll(bank: Bank, incidentId: number, tell: Tell): Promise<void> {
  for (let isMore = true; isMore;) {
    const done = await orderResends(bank, incidentId, wangFang);
    isMore = done.isMore;
    if (done.ordered > 0) tell('resent', done.ordered);
  }
}

/** What one proposed the other agrees to; how many it was about, or undefined where it was refused. */
async function proposed(bank: Bank, propose: () => Promise<ApprovalRow>): Promise<number | undefined> {
  try {
    const { approvalId, act } = await propose();
    await approve(bank, approvalId, chenJie);
    return act.kind === 'compensation' ? act.count : 1;
  } catch (failure) {
    if (failure instanceof Refusal) return undefined;
    throw failure;
  }
}

/** Whether it stands so in two looks at its list, the second begun after the first was seen to be so. */
async function settled(
  bank: Bank,
  incidentId: number,
  stopping: AbortSignal,
  isSo: (progress: WholeIncident['progress']) => boolean,
): Promise<true | undefined> {
  const before = await readIncident(bank, incidentId);
  if (before === undefined || !isSo(before.progress)) return undefined;
  const seenAt = Date.now();
  while (!stopping.aborted) {
    const now = await readIncident(bank, incidentId);
    if (now === undefined || !isSo(now.progress)) return undefined;
    if ((now.incident.lookedAt ?? 0) > seenAt) return true;
    await pauseUntil(Date.now() + looksEveryMs, stopping);
  }
  return undefined;
}

/** Asks until it is so; undefined when stopped before. */
async function untilSo<Answer>(
  stopping: AbortSignal,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  while (!stopping.aborted) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pauseUntil(Date.now() + looksEveryMs, stopping);
  }
  return undefined;
}

/** Who works on a human task: taken on for a while, given back, and finished by whoever has it. */
import { Refusal } from '../../domain/failure/catalogue.js';
import {
  claimOf,
  completionFault,
  isSamePerson,
  isStaffRef,
  isTaskOutcome,
  needsApproval,
} from '../../domain/human-task/human-task.js';
import type { Claim } from '../../domain/human-task/human-task.js';
import { appendEvent } from '../../ledger/event/append.js';
import { claimTask, releaseTask } from '../../ledger/human-task/claim.js';
import { placeOf } from '../../ledger/human-task/complete.js';
import { findTask } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { IntakeWorld } from '../intake/intake.js';
import { completeHumanTask } from './complete.js';

type ClaimWorld = Pick<IntakeWorld, 'ledger' | 'clock'>;

/**
 * Takes a task on, or prolongs one's own claim, for `forMs` from now; a claim that has expired is free. On record
 * each time. A {@link Refusal} `task-claimed` names the colleague who has it and until when; `task-unknown` and
 * `task-finished` speak for themselves.
 */
export const claimHumanTask = (
  { ledger, clock }: ClaimWorld,
  taskId: string,
  { staffRef, forMs }: { readonly staffRef: string; readonly forMs: number },
): Promise<TaskRow> =>
  ledger.transaction(async (tx) =>
    claimIn(tx, await openTask(tx, taskId), { staffRef, forMs, at: clock.now() }),
  );

/** The same in the transaction of something else. */
export async function claimIn(
  tx: Queryable,
  task: TaskRow,
  { staffRef, forMs, at }: { readonly staffRef: string; readonly forMs: number; readonly at: number },
): Promise<TaskRow> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const { taskId } = task;
  const until = at + forMs;
  if (!(await claimTask(tx, taskId, { staffRef, at, until }))) throw await whyNotTheirs(tx, taskId, at);
  const detail = { staffRef, until };
  await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-claimed', detail });
  return openTask(tx, taskId);
}

/**
 * Gives a task back, on record; one that nobody has stays as it is. A {@link Refusal} `task-claimed` where it is a
 * colleague's and whoever asks is no supervisor.
 */
export const releaseHumanTask = (
  { ledger, clock }: ClaimWorld,
  taskId: string,
  { staffRef, isSupervisor }: { readonly staffRef: string; readonly isSupervisor: boolean },
): Promise<TaskRow> =>
  ledger.transaction(async (tx) => {
    if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
    const at = clock.now();
    const task = await openTask(tx, taskId);
    const claim = claimOf(task, at);
    if (claim === undefined) return task;
    if (!isSupervisor && !isSamePerson(claim.by, staffRef)) throw claimedBy(claim);
    if (await releaseTask(tx, taskId, { heldBy: claim.by, at })) {
      const detail = { staffRef, heldBy: claim.by };
      await appendEvent(tx, { at, ...placeOf(task), taskId, kind: 'task-released', detail });
    }
    return openTask(tx, taskId);
  });

/** What somebody with a task did, and how long they may keep it should its end not be recorded now. */
export interface ClaimedCompletion {
  readonly outcome: string;
  readonly staffRef: string;
  readonly claimMs: number;
  /** How long the story may take to answer. */
  readonly withinMs: number;
}

/**
 * Finishes a task by the Update of its story and waits for the answer. Whoever does not have it takes it on by that:
 * so two people cannot finish one, and where the story cannot be asked the task stays theirs, to be finished by the
 * same call. The very same completion again is answered alike, also while Temporal is away. `unreachable` is refused
 * (`needs-second-person`): it is proposed (unreachable.ts).
 */
export async function completeClaimedTask(
  world: Pick<IntakeWorld, 'ledger' | 'clock' | 'stories'>,
  taskId: string,
  { outcome, staffRef, claimMs, withinMs }: ClaimedCompletion,
): Promise<void> {
  const task = await findTask(world.ledger, taskId);
  if (task === undefined) throw new Refusal('task-unknown');
  if (task.state === 'completed' && task.outcome === outcome && task.staffRef === staffRef) return;
  if (task.state !== 'open') throw new Refusal('task-finished');
  if (!isTaskOutcome(outcome)) throw new Refusal('task-outcome');
  if (completionFault(task.kind, outcome) !== undefined) throw new Refusal('task-outcome');
  if (needsApproval(outcome)) throw new Refusal('needs-second-person');
  const claim = claimOf(task, world.clock.now());
  if (claim === undefined || !isSamePerson(claim.by, staffRef))
    await claimHumanTask(world, taskId, { staffRef, forMs: claimMs });
  await completeHumanTask(world, { taskId, outcome, staffRef }, 'update', withinMs);
}

/** An open task; a {@link Refusal} where there is none, or it is not open. */
export async function openTask(tx: Queryable, taskId: string): Promise<TaskRow> {
  const task = await findTask(tx, taskId);
  if (task === undefined) throw new Refusal('task-unknown');
  if (task.state !== 'open') throw new Refusal('task-finished');
  return task;
}

/** Why somebody could not act on a task: it is a colleague's, or finished, or there is none. */
export async function whyNotTheirs(tx: Queryable, taskId: string, at: number): Promise<Refusal> {
  const claim = claimOf(await openTask(tx, taskId), at);
  return claim === undefined ? new Refusal('task-finished') : claimedBy(claim);
}

/** Staff need to know whom to ask. */
const claimedBy = ({ by, until }: Claim): Refusal =>
  new Refusal('task-claimed', [`claimedBy: ${by}`, `until: ${new Date(until).toISOString()}`]);

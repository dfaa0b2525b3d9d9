/** Completing a human task: through its story while that runs, in the ledger alone where it has ended. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { storylessKinds } from '../../domain/human-task/human-task.js';
import { applicationIdOf, isUuid } from '../../domain/ids/ids.js';
import { completeInLedger } from '../../ledger/human-task/complete.js';
import { findTask } from '../../ledger/human-task/row.js';
import type { CompleteTaskOrder } from '../../workflows/loan-application/messages.js';
import type { IntakeWorld } from '../intake/intake.js';

/**
 * `update` waits for the answer and throws a {@link Refusal}; `signal` only tells, and the story
 * records it as not verified. Both are refused for a task that does not exist. An update that is not answered
 * `withinMs` is given up; it may still be taken up later, and the same again is answered alike.
 */
export async function completeHumanTask(
  { ledger, stories, clock }: Pick<IntakeWorld, 'ledger' | 'stories' | 'clock'>,
  order: CompleteTaskOrder,
  way: 'update' | 'signal',
  withinMs?: number,
): Promise<void> {
  const task = isUuid(order.taskId) ? await findTask(ledger, order.taskId) : undefined;
  if (task === undefined) throw new Refusal('task-unknown');
  const id = applicationIdOf(task.applicationId);
  const identity = way === 'update' ? 'verified' : 'not-verified';
  const told = storylessKinds.includes(task.kind)
    ? 'closed'
    : way === 'update'
      ? await stories.completeTask(id, order, withinMs)
      : await stories.signalCompleted(id, order);
  const answer =
    told === 'closed'
      ? await ledger.transaction((tx) => completeInLedger(tx, { ...order, identity }, clock.now()))
      : told;
  if (answer !== 'told' && answer.result === 'refused') throw new Refusal(answer.code);
}

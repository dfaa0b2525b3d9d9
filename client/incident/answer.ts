/** The loan system says whether a compensation is granted; what is granted staff tell the applicant. */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { CompensationAnswer } from '../../domain/incident/compensation.js';
import { answerCompensation, findCompensation, lockCompensation } from '../../ledger/compensation/row.js';
import type { CompensationRow } from '../../ledger/compensation/row.js';
import { appendEvent } from '../../ledger/event/append.js';
import { openTask } from '../../ledger/human-task/open.js';
import { lockApplication } from '../../ledger/application/find.js';
import type { IncidentWorld } from './world.js';

export interface Answered {
  /** The same answer again is `known`. */
  readonly result: 'created' | 'known';
  readonly compensation: CompensationRow;
}

/**
 * Takes the answer, with the task it leads to in one commit. A {@link Refusal} `compensation-unknown`,
 * `compensation-unapproved` before a second person has agreed to it, or `compensation-differs` for another answer than the
 * one that was given.
 */
export async function takeAnswer(
  { ledger, clock, configuration }: Pick<IncidentWorld, 'ledger' | 'clock' | 'configuration'>,
  compensationId: string,
  answer: CompensationAnswer,
): Promise<Answered> {
  const result = await ledger.transaction(async (tx) => {
    const found = await findCompensation(tx, compensationId);
    if (found === undefined) throw new Refusal('compensation-unknown');
    const { applicationId } = found;
    await lockApplication(tx, applicationId);
    const { state, answeredAt } = (await lockCompensation(tx, compensationId)) ?? found;
    if (answeredAt !== null) {
      if ((state === 'refused') === (answer === 'refused')) return 'known';
      throw new Refusal('compensation-differs', ['result']);
    }
    if (state !== 'approved') throw new Refusal('compensation-unapproved');
    const at = clock.now();
    const detail = { compensationId, result: answer };
    await appendEvent(tx, { at, applicationId, kind: 'compensation-answered', detail });
    if (answer === 'refused') {
      await answerCompensation(tx, compensationId, { state: answer, at });
      return 'created';
    }
    const { dueMs, remindBeforeMs } = configuration.staff;
    const dueAt = at + dueMs;
    const taskId = randomUUID();
    const task = {
      taskId,
      applicationId,
      kind: 'tell-compensation',
      because: 'compensation-granted',
    } as const;
    await openTask(tx, { ...task, openedAt: at, remindAt: dueAt - remindBeforeMs, dueAt });
    const { kind, because } = task;
    await appendEvent(tx, {
      at,
      applicationId,
      taskId,
      kind: 'task-opened',
      detail: { kind, because, dueAt },
    });
    await answerCompensation(tx, compensationId, { state: answer, at, taskId });
    return 'created';
  });
  const compensation = await findCompensation(ledger, compensationId);
  if (compensation === undefined) throw new Error('a compensation that was answered is not there');
  return { result, compensation };
}

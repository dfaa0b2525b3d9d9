/** A bank that decides, and corrects its decisions. */
import { randomUUID } from 'node:crypto';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { StageTaken } from '../../../client/intake/stages.js';
import type { ApplicationId } from '../../../domain/ids/ids.js';
import type { Stage } from '../../../domain/stage/stage.js';
import type { ApprovalRow } from '../../../ledger/approval/row.js';
import { openTask } from '../../../ledger/human-task/open.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { applicationBody, newId, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const hourMs = 3_600_000;
export const final = 'final-decision';
export const corrected = { decision: 'declined', guidance: '更正的说明-金丝雀' };

/** The notice of a stage's first round. */
export const keyOf = (applicationId: ApplicationId, stage: Stage = final) =>
  ({ applicationId, stage, round: 1 }) as const;

export function decidingBank({ world, ledger, time }: OpenedIntake) {
  /** Round 1 of a stage is reported; what becomes of its notice is the test's. */
  const reported = async (stage: Stage = final): Promise<ApplicationId> => {
    const id = newId();
    await reportApplication(world, id, applicationBody());
    await reportStage(world, id, stage, 1, stageBodies[stage]);
    return id;
  };
  const correct = (id: string, body: object = corrected, round = 2): Promise<StageTaken> =>
    reportStage(world, id, final, round, body);
  return {
    reported,
    correct,
    delivered: async (stage: Stage = final): Promise<ApplicationId> => {
      const id = await reported(stage);
      await finishNotice(ledger, keyOf(id, stage), 'delivered', time.now);
      return id;
    },
    /** A correction that waits. */
    proposed: async (id: string, body?: object): Promise<ApprovalRow> => {
      const answer = await correct(id, body);
      if (answer.result !== 'proposed') throw new Error('it was taken');
      return answer.approval;
    },
    /** Staff are to tell the first final decision. */
    taskOf: async (applicationId: ApplicationId): Promise<string> => {
      const taskId = randomUUID();
      await openTask(ledger, {
        taskId,
        applicationId,
        notice: { stage: final, round: 1 },
        kind: 'deliver-by-hand',
        because: 'no-route',
        openedAt: time.now,
        remindAt: time.now + hourMs,
        dueAt: time.now + 24 * hourMs,
      });
      return taskId;
    },
  };
}

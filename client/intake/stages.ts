/** Reports of stages: each owes one notice from its commit on, or from a supervisor's agreement. */
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { takenReport, takingFault } from '../../domain/report/judge.js';
import { stageBodySchemas } from '../../domain/report/schemas.js';
import type { StageBody } from '../../domain/report/schemas.js';
import { isStage } from '../../domain/stage/stage.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { appendEvent } from '../../ledger/event/append.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { overtakeCorrection, proposeCorrection, waitingCorrection } from './corrected-decision.js';
import type { IntakeWorld, Taken } from './intake.js';
import { isRound, takeIn } from './intake.js';
import { differingFields, lockedApplication } from './known-application.js';
import { readBody } from './read-body.js';
import { takeStage } from './take-stage.js';

/** What stages are reported with. */
export interface StageWorld extends IntakeWorld {
  readonly configuration: Pick<Configuration, 'approvals'>;
}

/** Taken or known; or, of a corrected decision, waiting for a supervisor, also when it is reported again. */
export type StageTaken = Taken | { readonly result: 'proposed'; readonly approval: ApprovalRow };

/** Who reports where nobody else is named. */
const loanSystem: Actor = { account: 'loan-system', roles: new Set(['loan-system'] as const) };

/**
 * `PUT …/stages/{stage}` and `…/rounds/{n}`: `created` (its notice is owed from now), `known`, `proposed` (a corrected
 * decision that waits for a supervisor, since the applicant may have heard the earlier one), or a {@link Refusal}.
 */
export async function reportStage(
  world: StageWorld,
  applicationId: string,
  stage: string,
  round: number,
  given: unknown,
  by: Actor = loanSystem,
): Promise<StageTaken> {
  const met: { proposed?: ApprovalRow } = {};
  const taken = await takeIn(world, applicationId, { kind: 'stage', stage, round }, async (tx, id, at) => {
    if (!isStage(stage)) throw new Refusal('stage-unknown');
    if (!isRound(round)) throw new Refusal('body-invalid', ['round: expected a whole number from 1 to 99']);
    const body = readBody<StageBody>(stageBodySchemas[stage], given);
    const [application, reports] = await Promise.all([
      lockedApplication(tx, id),
      reportsOfApplication(tx, id),
    ]);
    const key = { applicationId: id, stage, round };
    const before = takenReport(reports, key);
    if (before !== undefined) {
      const fields = await differingFields(world, tx, id, before, body);
      if (fields.length > 0) throw new Refusal('stage-differs', fields);
      await appendEvent(tx, { at, ...key, kind: 'report-repeated' });
      return { taken: { result: 'known' } };
    }
    const dataKey = await world.sealing.openDataKey(application.wrappedKey, id);
    const reported = { key, body, dataKey };
    const waiting = await waitingCorrection(world, tx, reported, at);
    if (waiting !== undefined) {
      met.proposed = waiting;
      return { taken: { result: 'known' }, proposed: true };
    }
    const fault = takingFault(reports, key);
    if (fault !== undefined) throw new Refusal(fault);
    const proposed = await proposeCorrection(world, tx, reported, by, at);
    if (proposed !== undefined) {
      met.proposed = proposed;
      return { taken: { result: 'known' }, proposed: true };
    }
    const committed = await takeStage(world, tx, reported, at);
    await overtakeCorrection(tx, id, at);
    return committed;
  });
  return met.proposed === undefined ? taken : { result: 'proposed', approval: met.proposed };
}

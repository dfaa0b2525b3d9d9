/** Reports of stages: each owes one notice from its commit on. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { stageFault } from '../../domain/report/judge.js';
import { stageBodySchemas, usefulUntilOf } from '../../domain/report/schemas.js';
import type { StageBody } from '../../domain/report/schemas.js';
import { isStage } from '../../domain/stage/stage.js';
import { appendEvent } from '../../ledger/event/append.js';
import { resolveReported } from '../../ledger/reconciliation/alarm.js';
import { insertNotice } from '../../ledger/notice/insert.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { insertReport } from '../../ledger/report/insert.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { reportPlace } from '../../runtime/sealing/places.js';
import { decisionDigest } from '../reconciliation/decision-digest.js';
import type { IntakeWorld, Taken } from './intake.js';
import { isRound, newReportId, takeIn, tellLater } from './intake.js';
import { differingFields, lockedApplication } from './known-application.js';
import { readBody } from './read-body.js';

/** A workflow that has not taken a report up after this is looked for by the sweep. */
const takenUpWithinMs = 60_000;

/**
 * `PUT …/stages/{stage}` and `…/rounds/{n}`: `created` (its notice is owed from now), `known`, or
 * a {@link Refusal}.
 */
export const reportStage = (
  world: IntakeWorld,
  applicationId: string,
  stage: string,
  round: number,
  given: unknown,
): Promise<Taken> =>
  takeIn(world, applicationId, { kind: 'stage', stage, round }, async (tx, id, at) => {
    if (!isStage(stage)) throw new Refusal('stage-unknown');
    if (!isRound(round)) throw new Refusal('body-invalid', ['round: expected a whole number from 1 to 99']);
    const body = readBody<StageBody>(stageBodySchemas[stage], given);
    const { sealing } = world;
    const application = await lockedApplication(tx, id);
    const reports = await reportsOfApplication(tx, id);
    const before = reports.find(
      (report) => report.kind === 'stage' && report.stage === stage && report.round === round,
    );
    if (before !== undefined) {
      const fields = await differingFields(world, tx, id, before, body);
      if (fields.length > 0) throw new Refusal('stage-differs', fields);
      await appendEvent(tx, { at, applicationId: id, stage, round, kind: 'report-repeated' });
      return { taken: { result: 'known' } };
    }
    const known = reports.flatMap((report) =>
      report.kind !== 'stage' || report.stage === null || report.round === null
        ? []
        : [{ stage: report.stage, round: report.round }],
    );
    const withdrawn = reports.some((report) => report.kind === 'withdrawal');
    const fault = stageFault(known, withdrawn, stage, round);
    if (fault !== undefined) throw new Refusal(fault);

    const reportId = newReportId();
    const dataKey = await sealing.openDataKey(application.wrappedKey, id);
    const usefulUntil = usefulUntilOf(body);
    await insertReport(tx, {
      reportId,
      applicationId: id,
      kind: 'stage',
      stage,
      round,
      digest: sealing.digest(canonicalJson(body)),
      sealed: sealing.seal(dataKey, body, reportPlace(reportId)),
      urgent: body.urgent !== undefined,
      receivedAt: at,
      ...(usefulUntil === undefined ? {} : { usefulUntil }),
      ...('decision' in body
        ? { decisionDigest: decisionDigest(sealing, { applicationId: id, stage, round }, body.decision) }
        : {}),
      ...(body.decidedAt === undefined ? {} : { decidedAt: Date.parse(body.decidedAt) }),
    });
    const key = { applicationId: id, stage, round };
    await insertNotice(tx, key, { reportId, owedAt: at, takenUpBy: at + takenUpWithinMs });
    const detail = { urgent: body.urgent !== undefined, decidedAt: body.decidedAt ?? null };
    await appendEvent(tx, { at, ...key, kind: 'stage-reported', detail });
    await resolveReported(tx, key, at);
    return { taken: { result: 'created' }, tell: await tellLater(tx, id, reportId, at) };
  });

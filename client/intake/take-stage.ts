/** Takes a stage that was judged: its notice is owed from the commit on. */
import { usefulUntilOf } from '../../domain/report/schemas.js';
import type { StageBody } from '../../domain/report/schemas.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { insertNotice } from '../../ledger/notice/insert.js';
import { resolveReported } from '../../ledger/reconciliation/alarm.js';
import { insertReport } from '../../ledger/report/insert.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { reportPlace } from '../../runtime/sealing/places.js';
import type { DataKey, Sealing } from '../../runtime/sealing/sealing.js';
import { decisionDigest } from '../reconciliation/decision-digest.js';
import type { Committed } from './intake.js';
import { newReportId, tellLater } from './intake.js';

/** A workflow that has not taken a report up after this is looked for by the sweep. */
const takenUpWithinMs = 60_000;

/** A stage as it was reported, and what it is sealed with. */
export interface ReportedStage {
  readonly key: NoticeKey;
  readonly body: StageBody;
  readonly dataKey: DataKey;
}

/** Writes report, notice, trail and word for the story, in the transaction given; the application must be held. */
export async function takeStage(
  { sealing }: { readonly sealing: Sealing },
  tx: Queryable,
  { key, body, dataKey }: ReportedStage,
  at: number,
): Promise<Committed & Required<Pick<Committed, 'tell'>>> {
  const reportId = newReportId();
  const usefulUntil = usefulUntilOf(body);
  const urgent = body.urgent !== undefined;
  const report = {
    reportId,
    ...key,
    kind: 'stage' as const,
    digest: sealing.digest(canonicalJson(body)),
    sealed: sealing.seal(dataKey, body, reportPlace(reportId)),
    urgent,
    receivedAt: at,
    ...(usefulUntil === undefined ? {} : { usefulUntil }),
    ...('decision' in body ? { decisionDigest: decisionDigest(sealing, key, body.decision) } : {}),
    ...(body.decidedAt === undefined ? {} : { decidedAt: Date.parse(body.decidedAt) }),
  };
  const detail = { urgent, decidedAt: body.decidedAt ?? null };
  // In this order, and nobody waits in between.
  const [, , , , tell] = await Promise.all([
    insertReport(tx, report),
    insertNotice(tx, key, { reportId, owedAt: at, takenUpBy: at + takenUpWithinMs }),
    appendEvent(tx, { at, ...key, kind: 'stage-reported', detail }),
    resolveReported(tx, key, at),
    tellLater(tx, key.applicationId, reportId, at),
  ]);
  const { decidedAt } = report;
  return {
    taken: { result: 'created' },
    tell,
    ...(decidedAt === undefined ? {} : { decided: { stage: key.stage, at: decidedAt } }),
  };
}

/** Each decision of a day held against what was reported, in one statement for all of them. */
import { entryKinds } from '../../domain/reconciliation/reconciliation.js';
import type { EntryKind, ReconciliationCounts } from '../../domain/reconciliation/reconciliation.js';
import type { Stage } from '../../domain/stage/stage.js';
import { stages } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { inForce } from './list.js';

const inOrder = (words: readonly string[]): string => `ARRAY[${words.map((word) => `'${word}'`).join(', ')}]`;
const stageOrder = (column: string): string => `array_position(${inOrder(stages)}, ${column})`;

/**
 * The decisions of all lists in force, each with what is on record of it. A list bound to regions sees no
 * application of another: what it says of one is answered as of an application that nobody reported.
 * `unreported` is not yet told apart by the grace.
 */
const listed = `
  SELECT list.day, list.regions, decision.application_id, decision.stage, decision.round, decision.decided_at,
         decision.listed_at, decision.known, application.region, application.application_id IS NOT NULL AS reported_at_all,
         CASE WHEN report.report_id IS NOT NULL
              THEN CASE WHEN report.decision_digest <> decision.decision_digest THEN 'decision-differs' ELSE 'agreed' END
              WHEN EXISTS (SELECT FROM report later WHERE later.application_id = application.application_id
                              AND (later.kind = 'withdrawal' OR later.kind = 'stage'
                                   AND ${stageOrder('later.stage')} > ${stageOrder('decision.stage')}))
              THEN 'overtaken'
              WHEN correction.approval_id IS NOT NULL THEN 'awaiting-approval'
              WHEN refused.code IS NOT NULL THEN 'report-refused'
              ELSE 'unreported' END AS kind,
         CASE WHEN report.report_id IS NULL THEN refused.code END AS refused_code,
         CASE WHEN report.report_id IS NULL THEN correction.approval_id END AS approval_id
    FROM reconciliation list
    JOIN reconciled_decision decision USING (reconciliation_id)
    LEFT JOIN application ON application.application_id = decision.application_id
          AND (list.regions = '{}' OR application.region IS NULL OR application.region = ANY (list.regions))
    LEFT JOIN report ON report.kind = 'stage' AND report.application_id = application.application_id
          AND report.stage = decision.stage AND report.round = decision.round
    LEFT JOIN approval correction ON correction.kind = 'corrected-decision' AND correction.state = 'proposed'
          AND correction.subject = application.application_id
          AND correction.act->>'stage' = decision.stage AND (correction.act->>'round')::int = decision.round
    LEFT JOIN LATERAL
          (SELECT code FROM refused_report
            WHERE NOT decision.known AND refused_report.application_id = decision.application_id
              AND (application.application_id IS NOT NULL
                   OR NOT EXISTS (SELECT FROM application other WHERE other.application_id = decision.application_id))
              AND (refused_report.kind = 'stage' AND refused_report.stage = decision.stage
                     AND coalesce(refused_report.round, 1) = decision.round
                   OR refused_report.kind = 'application' AND application.application_id IS NULL)
            ORDER BY received_at DESC, refusal_id DESC LIMIT 1) refused ON true
   WHERE ${inForce}`;

/** Reports of what was decided on a day ($1, from $2 to before $3) that no list in force names, where one should. */
const notOnList = `
  SELECT report.application_id, report.stage, report.round, report.decided_at, application.region
    FROM report JOIN application USING (application_id)
   WHERE report.kind = 'stage' AND report.decided_at >= $2 AND report.decided_at < $3
     AND EXISTS (SELECT FROM reconciliation list WHERE list.day = $1 AND ${inForce}
                    AND (list.regions = '{}' OR application.region IS NULL OR application.region = ANY (list.regions)))
     AND NOT EXISTS (SELECT FROM reconciliation list JOIN reconciled_decision decision USING (reconciliation_id)
                      WHERE list.day = $1 AND ${inForce} AND decision.application_id = report.application_id
                        AND decision.stage = report.stage AND decision.round = report.round)`;

/**
 * All of a day: $1 the day, $2 and $3 its first instant and the next day's, $4 the instant before which a decision must
 * have been listed for its grace to be over, $5 the regions its reader is bound to, or null.
 */
const judged = `
  SELECT CASE WHEN kind <> 'unreported' THEN kind WHEN listed_at > $4 THEN 'awaited' ELSE 'never-reported' END AS kind,
         application_id, stage, round, decided_at, listed_at, refused_code, approval_id, reported_at_all
    FROM (${listed}) every
   WHERE day = $1 AND ($5::text[] IS NULL OR (regions = '{}' OR regions && $5) AND (region IS NULL OR region = ANY ($5)))
  UNION ALL
  SELECT 'not-on-list', application_id, stage, round, decided_at, NULL, NULL, NULL, true
    FROM (${notOnList}) other WHERE $5::text[] IS NULL OR region IS NULL OR region = ANY ($5)`;

/** Of which day, and as whom, it is read. */
export interface JudgedDay {
  readonly day: string;
  /** Of the local day, epoch milliseconds. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** What was listed later than this is still awaited. */
  readonly listedUntil: number;
  readonly regions: readonly string[] | undefined;
}

const valuesOf = ({ day, startsAt, endsAt, listedUntil, regions }: JudgedDay): unknown[] => [
  day,
  instant(startsAt),
  instant(endsAt),
  instant(listedUntil),
  regions === undefined ? null : [...regions],
];

/** How many decisions of a day stand how. */
export async function countJudged(tx: Queryable, day: JudgedDay): Promise<ReconciliationCounts> {
  const rows = await tx.query<{ kind: EntryKind | 'agreed'; count: number }>(
    `SELECT kind, count(*) AS count FROM (${judged}) judged GROUP BY kind`,
    valuesOf(day),
    'anew',
  );
  const of = (kind: EntryKind | 'agreed') => rows.find((row) => row.kind === kind)?.count ?? 0;
  const counts = Object.fromEntries(entryKinds.map((kind) => [kind, of(kind)])) as Record<EntryKind, number>;
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return { listed: all - counts['not-on-list'], agreed: of('agreed'), ...counts };
}

export interface EntryRow {
  readonly kind: EntryKind;
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
  readonly decidedAt: number | null;
  readonly listedAt: number | null;
  /** Why the newest report of it was refused; a code of the catalogue, perhaps of another version's. */
  readonly refusedCode: string | null;
  /** What an `awaiting-approval` waits for. */
  readonly approvalId: string | null;
  /** Whether the application itself was reported. */
  readonly applicationKnown: boolean;
}

/** Where a page ends, and the next one begins behind. */
export type EntryPlace = Pick<EntryRow, 'kind' | 'applicationId' | 'stage' | 'round'>;

/** A page of what does not agree, in the order of {@link entryKinds}, then by application, stage and round. */
export const judgedEntries = (
  tx: Queryable,
  day: JudgedDay,
  page: { readonly kind?: EntryKind; readonly after?: EntryPlace; readonly most: number },
): Promise<EntryRow[]> => {
  const rank = `array_position(${inOrder(entryKinds)}, kind)`;
  const after = page.after ?? { kind: '', applicationId: '', stage: '', round: 0 };
  return tx.query<EntryRow>(
    `SELECT kind, application_id AS "applicationId", stage, round, decided_at AS "decidedAt",
            listed_at AS "listedAt", refused_code AS "refusedCode", approval_id AS "approvalId", reported_at_all AS "applicationKnown"
       FROM (${judged}) judged
      WHERE kind <> 'agreed' AND ($6::text IS NULL OR kind = $6)
        AND (${rank}, application_id COLLATE "C", ${stageOrder('stage')}, round)
            > (coalesce(array_position(${inOrder(entryKinds)}, $7), 0), $8 COLLATE "C",
               coalesce(${stageOrder('$9')}, 0), $10::int)
      ORDER BY ${rank}, application_id COLLATE "C", ${stageOrder('stage')}, round LIMIT $11`,
    [
      ...valuesOf(day),
      page.kind ?? null,
      after.kind,
      after.applicationId,
      after.stage,
      after.round,
      page.most,
    ],
    'anew',
  );
};

/** How many decisions of a day's lists were never taken, their grace being over; counted no further than `most`. */
export async function countUnreported(
  tx: Queryable,
  day: string,
  listedUntil: number,
  most: number,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT 1 FROM (${listed}) every
        WHERE day = $1 AND NOT known AND kind IN ('unreported', 'report-refused') AND listed_at <= $2 LIMIT $3) missing`,
    [day, instant(listedUntil), most],
    'anew',
  );
  return row?.count ?? 0;
}

/** Whether there is any: what the day's alarm is about. */
export const isAnyUnreported = async (tx: Queryable, day: string, listedUntil: number): Promise<boolean> =>
  (await countUnreported(tx, day, listedUntil, 1)) > 0;

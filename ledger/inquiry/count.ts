/** How often was asked, and why no message had come. */
import { ofRegions } from '../application/regions.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

export interface InquiryCount {
  /** In the bank's zone, `YYYY-MM-DD`. */
  readonly day: string;
  /** As it was explained then. */
  readonly cause: string;
  readonly count: number;
}

/** By day and cause, from an instant on and before another; of applications of these regions, or of none. */
export const countInquiries = (
  tx: Queryable,
  span: { readonly from: number; readonly before: number; readonly timeZone: string },
  regions: readonly string[] | undefined,
): Promise<InquiryCount[]> =>
  tx.query<InquiryCount>(
    `SELECT (i.asked_at AT TIME ZONE $3)::date::text AS day, i.cause, count(*) AS count
       FROM inquiry i LEFT JOIN application a USING (application_id)
      WHERE i.asked_at >= $1 AND i.asked_at < $2 AND ($4::text[] IS NULL OR ${ofRegions('$4')})
      GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    [instant(span.from), instant(span.before), span.timeZone, regions === undefined ? null : [...regions]],
  );

/** How often was asked about one application. */
export async function inquiriesOf(tx: Queryable, applicationId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM inquiry WHERE application_id = $1`,
    [applicationId],
  );
  return row?.count ?? 0;
}

/** How often was asked since an instant, by the cause that was told; whoever asked, wherever. */
export const countCausesAsked = (
  tx: Queryable,
  since: number,
): Promise<{ readonly cause: string; readonly count: number }[]> =>
  tx.query(`SELECT cause, count(*) AS count FROM inquiry WHERE asked_at >= $1 GROUP BY cause`, [
    instant(since),
  ]);

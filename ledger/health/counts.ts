/** What the calls of each minute came to, by route and by where the number is from. */
import type { Route } from '../../domain/attempt/route.js';
import type { MinuteCount } from '../../domain/health/count.js';
import { isFailed } from '../attempt/fate.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

type Row = Omit<MinuteCount, 'province' | 'carrier'> & {
  readonly [Name in 'province' | 'carrier']: Exclude<MinuteCount[Name], undefined> | null;
};

/**
 * Of attempts begun since an instant, those whose call was answered, or whose outcome is in doubt. An index by time
 * leads to them, however many there were before.
 *
 * @param lateAfterMs from when on a receipt by a route is late; others are not counted
 */
export async function minuteCounts(
  tx: Queryable,
  since: number,
  lateAfterMs: ReadonlyMap<Route, number>,
): Promise<MinuteCount[]> {
  const rows = await tx.query<Row>(
    statement,
    [instant(since), [...lateAfterMs.keys()], [...lateAfterMs.values()]],
    'anew',
  );
  return rows.map(({ province, carrier, ...row }) => ({
    ...row,
    ...(province === null ? {} : { province }),
    // A carrier alone is no place that a share could be moved for.
    ...(province === null || carrier === null ? {} : { carrier }),
  }));
}

const statement = `
  SELECT a.route, a.province_guess AS province, a.carrier_guess AS carrier,
         date_trunc('minute', coalesce(a.answered_at, a.intended_at)) AS at,
         count(*) AS answered, count(*) FILTER (WHERE ${isFailed('a')}) AS failed,
         count(*) FILTER (WHERE a.outcome = 'accepted') AS accepted,
         count(*) FILTER (WHERE a.outcome = 'accepted'
                            AND coalesce(a.settlement = 'no-receipt', true)) AS silent,
         count(*) FILTER (WHERE a.outcome = 'accepted' AND a.settlement <> 'no-receipt'
                            AND a.settled_at > a.answered_at + make_interval(secs => rule.late_ms / 1000.0)) AS late
    FROM attempt a JOIN unnest($2::text[], $3::bigint[]) AS rule(route, late_ms) ON rule.route = a.route
   WHERE a.intended_at >= $1 AND a.outcome <> 'intended' AND a.failure IS DISTINCT FROM 'not-allowed'
   GROUP BY 1, 2, 3, 4`;

/** How each scope that is in trouble, or was lately, stands. */
import type { Measure } from '../../domain/health/count.js';
import { scopeFrom, scopeName } from '../../domain/health/scope.js';
import type { Share } from '../../domain/health/share.js';
import type { Standing } from '../../domain/health/standing.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Of each measure that was beyond its threshold, what was seen when it was so last. */
export type Evidence = Readonly<Partial<Record<Measure, Share>>>;

export interface StandingOnRecord extends Standing {
  readonly evidence: Evidence;
}

type Row = Omit<StandingOnRecord, 'scope' | 'overAt'> & {
  readonly scope: string;
  readonly overAt: number | null;
};

/** Those that are not over, and those that have been so since an instant. */
export async function standingsSince(tx: Queryable, since: number): Promise<StandingOnRecord[]> {
  const rows = await tx.query<Row>(
    `SELECT scope, measures, since, sick_at AS "sickAt", step, moved_at AS "movedAt", is_rising AS "isRising", falls, over_at AS "overAt", evidence
       FROM route_health WHERE over_at IS NULL OR over_at > $1 ORDER BY scope`,
    [instant(since)],
  );
  return rows.flatMap(({ scope: name, overAt, ...row }) => {
    const scope = scopeFrom(name);
    return scope === undefined ? [] : [{ ...row, scope, ...(overAt === null ? {} : { overAt }) }];
  });
}

/** Puts down how one stands; of one scope there is one. */
export const keepStanding = (tx: Queryable, standing: StandingOnRecord, judgedAt: number): Promise<unknown> =>
  tx.query(
    `INSERT INTO route_health (scope, measures, since, sick_at, step, moved_at, is_rising, falls, over_at, evidence, judged_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (scope) DO UPDATE
       SET measures = excluded.measures, since = excluded.since, sick_at = excluded.sick_at, step = excluded.step,
           moved_at = excluded.moved_at, is_rising = excluded.is_rising, falls = excluded.falls, over_at = excluded.over_at,
           evidence = excluded.evidence, judged_at = excluded.judged_at`,
    [
      scopeName(standing.scope),
      [...standing.measures],
      instant(standing.since),
      instant(standing.sickAt),
      standing.step,
      instant(standing.movedAt),
      standing.isRising,
      standing.falls,
      standing.overAt === undefined ? null : instant(standing.overAt),
      JSON.stringify(standing.evidence),
      instant(judgedAt),
    ],
  );

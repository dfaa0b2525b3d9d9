import type { RouteOverride } from '../../domain/plan/override.js';
import { appendEvent } from '../event/append.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Writes one down, and that in the trail, for whoever watches; answers its number. */
export async function insertOverride(
  tx: Queryable,
  given: Omit<RouteOverride, 'overrideId'>,
): Promise<number> {
  const [row] = await tx.query<{ overrideId: number }>(
    `INSERT INTO route_override
       (target, weight, share, freezes, province, carrier, staff_ref, reason, set_at, expires_at, approval_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING override_id::integer AS "overrideId"`,
    [
      given.target,
      given.weight ?? null,
      given.share ?? null,
      given.sort === 'freeze',
      given.province ?? null,
      given.carrier ?? null,
      given.staffRef,
      given.reason,
      instant(given.setAt),
      instant(given.expiresAt),
      given.approvalId ?? null,
    ],
  );
  if (row === undefined) throw new Error('an override was not written');
  const { target, sort, staffRef, setAt: at } = given;
  const detail = { overrideId: row.overrideId, target, sort, staffRef };
  await appendEvent(tx, { at, kind: 'override-set', detail });
  return row.overrideId;
}

/** Ends one before its time; one that was ended stays as it was. */
export async function endOverride(
  tx: Queryable,
  overrideId: number,
  { staffRef, at }: { readonly staffRef: string; readonly at: number },
): Promise<void> {
  const [ended] = await tx.query<{ target: string }>(
    `INSERT INTO route_override_end (override_id, staff_ref, ended_at) VALUES ($1, $2, $3)
     ON CONFLICT (override_id) DO NOTHING
     RETURNING (SELECT target FROM route_override WHERE override_id = $1) AS target`,
    [overrideId, staffRef, instant(at)],
  );
  if (ended === undefined) return;
  const detail = { overrideId, target: ended.target, staffRef };
  await appendEvent(tx, { at, kind: 'override-ended', detail });
}

type Perhaps = 'weight' | 'share' | 'province' | 'carrier' | 'approvalId';
type Nullable = Omit<RouteOverride, Perhaps> & {
  readonly [Name in Perhaps]: Exclude<RouteOverride[Name], undefined> | null;
};

/** Every override in force at an instant, the oldest first. */
export async function overridesInForce(tx: Queryable, at: number): Promise<RouteOverride[]> {
  const rows = await tx.query<Nullable>(
    `SELECT override_id::integer AS "overrideId", sort, target, weight, share, province, carrier,
            staff_ref AS "staffRef", reason, set_at AS "setAt", expires_at AS "expiresAt", approval_id AS "approvalId"
       FROM route_override o
      WHERE set_at <= $1 AND expires_at > $1
        AND NOT EXISTS (SELECT FROM route_override_end e WHERE e.override_id = o.override_id AND e.ended_at <= $1)
      ORDER BY override_id`,
    [instant(at)],
  );
  return rows.map(({ weight, share, province, carrier, approvalId, ...row }) => ({
    ...row,
    ...(weight === null ? {} : { weight }),
    ...(share === null ? {} : { share }),
    ...(province === null ? {} : { province }),
    ...(carrier === null ? {} : { carrier }),
    ...(approvalId === null ? {} : { approvalId }),
  }));
}

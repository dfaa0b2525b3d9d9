/** Brings the list of an incident up to date: the query that is run again and again, and only adds. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { stretchesOf } from './stretches.js';
import type { Stretch } from './stretches.js';
import { isInScope, isLost, isProof, isUndecided } from './scope.js';

/** What one look at a stretch of time came to. */
export interface Listed {
  /** New on the list. */
  readonly listed: number;
  /** Messages that cannot be judged yet, or whose story is in the middle of another try. */
  readonly undecided: number;
}

/**
 * Lists the notices whose message was lost between two instants and that no other message has reached: unless their story
 * is sending just now, or awaits a receipt in time, and unless they stand on the list of another open incident.
 */
export function listAffected(
  tx: Queryable,
  incidentId: number,
  { from, until, now }: Stretch & { readonly now: number },
): Promise<Listed> {
  return addedUp(tx, { from, until }, (stretch) => listStretch(tx, incidentId, stretch, now));
}

/** What the stretches of a range come to, one after the other; the rest is left out once one answers nothing. */
export async function addedUp(
  tx: Queryable,
  range: Stretch,
  list: (stretch: Stretch) => Promise<Listed | undefined>,
): Promise<Listed> {
  const total = { listed: 0, undecided: 0 };
  for await (const stretch of stretchesOf(tx, range)) {
    const found = await list(stretch);
    if (found === undefined) break;
    total.listed += found.listed;
    total.undecided += found.undecided;
  }
  return total;
}

/** Lists one stretch. */
export async function listStretch(
  tx: Queryable,
  incidentId: number,
  { from, until }: Stretch,
  now: number,
): Promise<Listed> {
  const [row] = await tx.query<Listed>(
    statement,
    [incidentId, instant(from), instant(until), instant(now)],
    'anew',
  );
  if (row === undefined) throw new Error('a count came to nothing');
  return row;
}

const ofNotice = (one: string, other: string): string =>
  ['application_id', 'stage', 'round'].map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');

/** A story goes on within moments of a deadline, with another message or with staff. */
const actsWithin = '10 seconds';

/**
 * Of the messages between $2 and $3 what was lost and reached by no other, as it stands at $4. What stands on the list
 * already is left out first: at most looks that is all of it.
 */
const found = `
  i AS (SELECT * FROM incident WHERE incident_id = $1),
  tried AS MATERIALIZED (
    SELECT a.application_id, a.stage, a.round, a.attempt_id, a.intended_at, ${isLost('a', '$4')} AS lost,
           ${isUndecided('a', '$4')} AS undecided
      FROM attempt a, i
     WHERE a.intended_at >= $2 AND a.intended_at < $3 AND ${isInScope('a')}
  ), first AS MATERIALIZED (
    SELECT DISTINCT ON (application_id, stage, round) application_id, stage, round, attempt_id
      FROM tried t
     WHERE lost AND NOT EXISTS (SELECT FROM incident_notice l WHERE l.incident_id = $1 AND ${ofNotice('l', 't')})
     ORDER BY application_id, stage, round, intended_at, attempt_id
  ), found AS MATERIALIZED (
    SELECT f.*, (n.state = 'sending' OR (n.state = 'awaiting-receipt' AND n.waiting_until > $4::timestamptz - interval '${actsWithin}')) AS in_the_middle
      FROM first f JOIN notice n ON ${ofNotice('n', 'f')}
     WHERE NOT EXISTS (SELECT FROM attempt b, i WHERE ${ofNotice('b', 'f')} AND ${isProof('b')})
       AND NOT EXISTS (SELECT FROM incident_notice l JOIN incident o USING (incident_id)
                        WHERE ${ofNotice('l', 'f')} AND o.closed_at IS NULL)
  )`;
const undecided = `(SELECT count(*) FROM found WHERE in_the_middle) + (SELECT count(*) FROM tried WHERE undecided)`;

const statement = `
  WITH ${found}, listed AS (
    INSERT INTO incident_notice (incident_id, application_id, stage, round, attempt_id, listed_at)
    SELECT $1, application_id, stage, round, attempt_id, $4 FROM found WHERE NOT in_the_middle
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT (SELECT count(*) FROM listed) AS listed, ${undecided} AS undecided`;

/** How many messages of an incident cannot be judged yet; lists none. */
export async function undecidedOf(
  tx: Queryable,
  incidentId: number,
  { from, until, now }: { readonly from: number; readonly until?: number; readonly now: number },
): Promise<number> {
  let total = 0;
  for await (const stretch of stretchesOf(tx, { from, until: until ?? now })) {
    const [row] = await tx.query<{ undecided: number }>(
      `WITH ${found} SELECT ${undecided} AS undecided`,
      [incidentId, instant(stretch.from), instant(stretch.until), instant(now)],
      'anew',
    );
    total += row?.undecided ?? 0;
  }
  return total;
}

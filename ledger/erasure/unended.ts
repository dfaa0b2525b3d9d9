/** What keeps an application from being over, as far as the ledger knows. */
import type { Unended } from '../../domain/erasure/erasure.js';
import { compensationWaits } from '../compensation/waiting.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/**
 * An attempt of which something may still be heard at `$2`: the same as the story waits for before it ends. A delivery
 * that rests on acceptance alone may still bounce.
 */
export const receiptPossible = (attempt: string): string => `
  ${attempt}.outcome <> 'rejected' AND NOT ${attempt}.never_received AND ${attempt}.receipt_horizon > $2
  AND (${attempt}.settlement IS NULL OR ${attempt}.settlement = 'no-receipt'
       OR (${attempt}.settlement = 'delivered' AND ${attempt}.evidence = 'acceptance'))`;

/** Reports that end an application: nothing is owed after them but their own notices. */
export const endingReports = `(kind = 'withdrawal' OR (kind = 'stage' AND stage = 'final-decision'))`;

/** What must end first; nothing where the ledger knows the application as over at an instant. */
export const unendedOf = (tx: Queryable, applicationId: string, now: number): Promise<Unended[]> =>
  tx
    .query<{ what: Unended['what']; name: string | null; until: number | null }>(
      `SELECT 'decision' AS what, NULL AS name, NULL::timestamptz AS until
        WHERE NOT EXISTS (SELECT FROM report WHERE application_id = $1 AND ${endingReports})
       UNION ALL
       SELECT 'notice', stage || '/' || round, NULL FROM notice WHERE application_id = $1 AND finished_at IS NULL
       UNION ALL
       SELECT 'correction', approval_id::text, expires_at FROM approval
        WHERE application_id = $1 AND kind = 'corrected-decision' AND state = 'proposed' AND expires_at > $2
       UNION ALL
       SELECT 'compensation', c.compensation_id::text, NULL FROM compensation c WHERE c.application_id = $1 AND ${compensationWaits('c')}
       UNION ALL
       SELECT 'task', task_id::text, NULL FROM human_task WHERE application_id = $1 AND state = 'open'
       UNION ALL
       SELECT 'receipt', t.route, max(t.receipt_horizon) FROM attempt t
        WHERE t.application_id = $1 AND ${receiptPossible('t')} GROUP BY t.route
       UNION ALL
       SELECT 'message', NULL, NULL WHERE EXISTS (SELECT FROM outbox WHERE application_id = $1)`,
      [applicationId, instant(now)],
    )
    .then((rows) =>
      rows.map(({ what, name, until }) => ({
        what,
        ...(name === null ? {} : { name }),
        ...(until === null ? {} : { until }),
      })),
    );

import type { NoticeKey } from '../../domain/ids/ids.js';
import { supersedes } from '../../domain/report/judge.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Queryable } from '../ledger.js';

type Overtaking = { readonly stage: Stage; readonly round: number } | { readonly stage: null };

/** What a later report has made of a notice: a withdrawal ends every one, a stage or round what it supersedes. */
export async function overtakenAs(
  tx: Queryable,
  key: NoticeKey,
): Promise<'withdrawn' | 'superseded' | undefined> {
  const reports = await tx.query<Overtaking>(
    `SELECT stage, round FROM report WHERE application_id = $1 AND kind IN ('stage', 'withdrawal')`,
    [key.applicationId],
  );
  if (reports.some(({ stage }) => stage === null)) return 'withdrawn';
  return reports.some((later) => later.stage !== null && supersedes(later, key)) ? 'superseded' : undefined;
}

import type { Decision, ListedDecision } from '../../domain/reconciliation/reconciliation.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';

/**
 * What was decided, for comparison alone. Keyed, since a plain hash of three possible words is no secret; and bound to
 * its place, since equal digests of different applications would tell who was decided alike.
 */
export const decisionDigest = (
  sealing: Sealing,
  { applicationId, stage, round }: Pick<ListedDecision, 'applicationId' | 'stage' | 'round'>,
  decision: Decision,
): Buffer => sealing.digest(canonicalJson({ applicationId, decision, round, stage }));

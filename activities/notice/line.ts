/** Where a held notice stands in line for the route it is to leave by, and when its turn comes. */
import type { Route } from '../../domain/attempt/route.js';
import type { WaitingFor } from '../../domain/notice/state.js';
import type { Permission, SendSubject } from '../../domain/policy/permission.js';
import { wakeAt } from '../../domain/policy/waking.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { takePlace } from '../../ledger/opening/take-place.js';
import { spacingOf } from '../send/pacer.js';
import type { World } from '../world.js';

/** What a notice waits for, and by which route it is to leave then. */
export interface Opening {
  readonly subject: SendSubject;
  /** The permission that begins with it: epoch milliseconds. */
  readonly permission: Extract<Permission, { because: 'window' | 'quiet-hours' }>;
  readonly route: Route;
}

export interface Held {
  readonly waitingFor: WaitingFor;
  /** Where it wakes later than the first moments, since others go before it. */
  readonly line?: { readonly opensAt: number; readonly ahead: number };
}

/**
 * Takes a place in line and says when the notice wakes. One that is held to this opening already keeps its time,
 * whatever is planned of it anew; an urgent one waits for nobody.
 */
export async function inLine(
  { rules, routes }: World,
  tx: Queryable,
  { state, waitingFor, waitingUntil }: NoticeRow,
  { subject, permission: { opensAt, closesAt }, route }: Opening,
): Promise<Held> {
  const until = (instant: number): WaitingFor => ({ kind: 'window', until: instant });
  const heldTo = state === 'held' && waitingFor === 'window' ? waitingUntil : null;
  if (heldTo !== null && heldTo >= opensAt && heldTo < closesAt) return { waitingFor: until(heldTo) };
  const allowed = routes.get(route)?.settings.perSecond;
  const first = wakeAt(rules, subject, opensAt, closesAt);
  if (subject.urgent || allowed === undefined) return { waitingFor: until(first) };
  // At the pacer's own pace: faster, and a line would grow there.
  const perSecond = 1_000 / spacingOf(allowed);
  const ahead = await takePlace(tx, { opensAt, route, isFinalDecision: subject.stage === 'final-decision' });
  const wakes = wakeAt(rules, subject, opensAt, closesAt, { ahead, perSecond });
  return { waitingFor: until(wakes), ...(wakes === first ? {} : { line: { opensAt, ahead } }) };
}

/** An act of one person that takes effect once a second one agrees, or was done alone and is reviewed afterwards. */

/**
 * What needs a second pair of eyes: a notice closed untold; a mobile number that staff replace or take away; a route
 * held for long, or given another share; words for applicants; a decision corrected that the applicant may have heard; an
 * incident closed; what those are offered whom it left untold.
 */
export const approvalKinds = [
  'unreachable',
  'contact-change',
  'route-hold',
  'route-weight',
  'words',
  'corrected-decision',
  'incident-close',
  'compensation',
] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/**
 * `proposed` waits for somebody else; `overtaken`: what it is about has changed since. `acted-alone` was done at once
 * by whoever broke the glass, and stays so until somebody else has `reviewed` it. All others are ends.
 */
export const approvalStates = [
  'proposed',
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'overtaken',
  'acted-alone',
  'reviewed',
] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** What the other person says of an act that was done alone. */
export const reviewVerdicts = ['endorsed', 'objected'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** Every step is kept: the states, and what was shown, carried out, or came to nothing. */
export const approvalSteps = [...approvalStates, 'revealed', 'carried-out', 'came-to-nothing'] as const;
export type ApprovalStep = (typeof approvalSteps)[number];

const hourMs = 3_600_000;

/** How long a proposal of each kind may be decided on, where nothing else is configured; milliseconds. */
export const usualExpiryMs: Readonly<Record<ApprovalKind, number>> = {
  unreachable: 24 * hourMs,
  'contact-change': 24 * hourMs,
  'route-hold': 4 * hourMs,
  'route-weight': 24 * hourMs,
  words: 30 * 24 * hourMs,
  'corrected-decision': 24 * hourMs,
  'incident-close': 24 * hourMs,
  compensation: 7 * 24 * hourMs,
};

/** How long one person may keep a target held within a day, where nothing else is configured; milliseconds. */
export const usualHoldAloneMs = 4 * hourMs;

/** Until when what was done alone must have been reviewed, where nothing else is configured; milliseconds. */
export const usualReviewMs = 24 * hourMs;

/** An approval as it stands at an instant: a proposal whose time is over has expired, whoever writes that down. */
export const stateAt = (
  { state, expiresAt }: { readonly state: ApprovalState; readonly expiresAt: number },
  now: number,
): ApprovalState => (state === 'proposed' && expiresAt <= now ? 'expired' : state);

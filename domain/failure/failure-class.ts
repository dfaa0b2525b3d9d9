/** Why an attempt failed; the class alone decides the next step (see escalation). */
export const failureClasses = [
  'wrong-number',
  'suspect-number',
  'unreachable',
  'blocked',
  'rate-limited',
  'content-rejected',
  'misconfigured',
  'provider-down',
  'unknown-outcome',
  'not-allowed',
] as const;
export type FailureClass = (typeof failureClasses)[number];

import type { FailureClass } from '../failure/failure-class.js';

/**
 * What a failure rules out (DESIGN §5):
 * - `contact`: no more routes to this contact value;
 * - `channel`: the same contact by another provider of this channel would meet the same end;
 * - `route`: only this provider failed;
 * - `back-off`: the same route may be asked again a little later, else as `route`.
 */
export type RuledOut = 'contact' | 'channel' | 'route' | 'back-off';

export const ruledOutBy: Readonly<Record<FailureClass, RuledOut>> = {
  'wrong-number': 'contact',
  'suspect-number': 'channel',
  unreachable: 'channel',
  blocked: 'channel',
  'rate-limited': 'back-off',
  'content-rejected': 'route',
  misconfigured: 'route',
  'provider-down': 'route',
  // Once asking the provider has led nowhere: another message on this channel could be a second one.
  'unknown-outcome': 'channel',
  'not-allowed': 'route',
};

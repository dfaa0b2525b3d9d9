/** A day on which nothing is out of the ordinary: what fails fails as it always does, and nobody must be called. */
import type { Route } from '../../../domain/attempt/route.js';
import type { Timing } from '../../stack/timing.js';

/** Hours pressed to minutes, and no further: whoever is late because the machine is busy must not look silent. */
export const ordinaryTiming: Timing = {
  route: {
    callTimeoutMs: 5_000,
    lingerMs: 2_000,
    receiptDeadlineMs: 15_000,
    receiptHorizonMs: 90_000,
    settlingDelayMs: 1_000,
    health: { windowMs: 5 * 60_000, silence: { afterMs: 10_000 } },
  },
  monitor: { everyMs: 2_000 },
  staff: { dueMs: 600_000, remindBeforeMs: 60_000 },
  sweep: { everyMs: 10_000, graceMs: 20_000 },
};

/** Of a hundred messages. */
const silentShare = 0.03;
const callFailsShare = 0.005;

/** Receipts that tell of a failure: a handset that is off, a number that may be nobody's, the provider itself at a loss. */
const receipts: readonly { readonly route: Route; readonly code: string; readonly share: number }[] = [
  { route: 'sms/aliyun', code: 'MOBLLE_TERMINAL_ERROR', share: 0.01 },
  { route: 'sms/aliyun', code: 'MOBILE_NOT_ON_SERVICE', share: 0.006 },
  { route: 'sms/aliyun', code: 'NO_ROUTE', share: 0.005 },
  { route: 'sms/tencent', code: 'EXPIRED', share: 0.01 },
  { route: 'sms/tencent', code: 'UNDELIV', share: 0.006 },
];

/** What the simulated providers do. */
export const ordinaryRules = (): object[] => [
  { match: { share: callFailsShare }, action: { refuseBefore: 'html-502' } },
  { match: { share: silentShare }, action: { receipt: 'none' } },
  ...receipts.map(({ route, code, share }) => ({ match: { route, share }, action: { receipt: { code } } })),
];

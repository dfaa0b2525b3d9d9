/** Where the drill plays: what a bank configures in minutes and hours, pressed into seconds. */
import type { Route } from '../../domain/attempt/route.js';
import type { BankSettings } from '../stack/bank-settings.js';
import type { StackRouteName } from '../stack/routes/stack-routes.js';
import type { Timing } from '../stack/timing.js';
import type { DrillProvince } from './provinces.js';

/** The two ways SMS go. */
export const drillRoutes: readonly StackRouteName[] = ['sms/aliyun', 'sms/tencent'];
/** The one that loses a province. */
export const losingRoute = 'sms/aliyun' satisfies Route;

/** How often the monitor looks. */
export const monitorEveryMs = 1_000;

export const drillTiming: Timing = {
  route: {
    callTimeoutMs: 2_000,
    lingerMs: 2_000,
    receiptDeadlineMs: 3_000,
    receiptHorizonMs: 90_000,
    settlingDelayMs: 1_000,
    health: { windowMs: 5 * 60_000, silence: { afterMs: 2_000 } },
  },
  monitor: { everyMs: monitorEveryMs, downMs: 10_000 },
  staff: { dueMs: 300_000, remindBeforeMs: 30_000 },
  sweep: { everyMs: 10_000, graceMs: 10_000 },
};

/**
 * What the bank has decided: silence about a final decision is a matter for staff, about a preliminary approval for a
 * second message; whoever was approved and left untold is offered something, however late they hear of it.
 */
export const drillSettings = (numberSegments: string): BankSettings => ({
  numberSegments,
  copyOnSilence: { 'preliminary-approval': true, 'final-decision': false },
  incidents: {
    dueMs: 300_000,
    remindBeforeMs: [240_000, 120_000, 30_000],
    everyMs: 1_000,
    compensation: { untoldMs: 0 },
  },
});

/** A handset that is off, a number that may be nobody's: of every hundred messages one or two, as on any day. */
const ordinary: readonly { readonly route: Route; readonly code: string; readonly share: number }[] = [
  { route: 'sms/aliyun', code: 'MOBLLE_TERMINAL_ERROR', share: 0.01 },
  { route: 'sms/aliyun', code: 'MOBILE_NOT_ON_SERVICE', share: 0.006 },
  { route: 'sms/tencent', code: 'EXPIRED', share: 0.01 },
  { route: 'sms/tencent', code: 'UNDELIV', share: 0.006 },
];

/** What the simulated providers do; one loses a province without a word where it is given. */
export const drillRules = (lost?: DrillProvince): object[] => [
  ...(lost === undefined
    ? []
    : [{ match: { route: losingRoute, phonePrefix: lost.prefix }, action: { receipt: 'none' } }]),
  ...ordinary.map(({ route, code, share }) => ({ match: { route, share }, action: { receipt: { code } } })),
];

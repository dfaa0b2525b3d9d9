/** How pressing each kind of alarm is, and what ends it. */
import { alarmKinds } from './alarm.js';
import type { AlarmKind } from './alarm.js';

/**
 * `critical` wakes somebody: applicants go untold, or a promise of ours is broken, for as long as nobody acts. `warning` is
 * work for today: people have it already, or what it leads to is hours or days off. `minor` is for whoever looks.
 */
export const severities = ['critical', 'warning', 'minor'] as const;
export type Severity = (typeof severities)[number];

/**
 * What ends an alarm: its `reason` is gone, and whoever raises it finds that out; or it tells of something that happened
 * once, and is over with somebody's `acknowledgement`.
 */
export type EndedBy = 'reason' | 'acknowledgement';

interface Nature {
  readonly severity: Severity;
  readonly endedBy: EndedBy;
}

const natures: Readonly<Record<AlarmKind, Nature>> = {
  'task-overdue': { severity: 'warning', endedBy: 'reason' },
  // Whatever is held for that year waits for it.
  'calendar-unknown': { severity: 'critical', endedBy: 'reason' },
  'unlisted-code': { severity: 'minor', endedBy: 'acknowledgement' },
  'contradicting-receipt': { severity: 'warning', endedBy: 'acknowledgement' },
  'delivery-revoked': { severity: 'minor', endedBy: 'acknowledgement' },
  // Nothing leaves by the route until somebody mends it.
  'provider-misconfigured': { severity: 'critical', endedBy: 'acknowledgement' },
  'application-silent': { severity: 'minor', endedBy: 'acknowledgement' },
  'workflow-gone': { severity: 'warning', endedBy: 'acknowledgement' },
  'workflow-stuck': { severity: 'critical', endedBy: 'reason' },
  'notice-silent': { severity: 'critical', endedBy: 'reason' },
  'malformed-signal': { severity: 'minor', endedBy: 'acknowledgement' },
  'configuration-refused': { severity: 'warning', endedBy: 'reason' },
  'receipt-source-refused': { severity: 'warning', endedBy: 'acknowledgement' },
  'decision-unreported': { severity: 'warning', endedBy: 'reason' },
  'webhook-undelivered': { severity: 'warning', endedBy: 'reason' },
  'webhook-gone': { severity: 'warning', endedBy: 'reason' },
  'erasure-failed': { severity: 'warning', endedBy: 'reason' },
  'break-glass-unreviewed': { severity: 'warning', endedBy: 'reason' },
  'correction-expired': { severity: 'warning', endedBy: 'reason' },
  // Others carry its share by now, where there are any.
  'route-failing': { severity: 'warning', endedBy: 'reason' },
  // What it took and never delivered is found out by nobody but us.
  'receipts-missing': { severity: 'critical', endedBy: 'reason' },
  'route-slow': { severity: 'warning', endedBy: 'reason' },
  'worker-away': { severity: 'critical', endedBy: 'reason' },
  'temporal-away': { severity: 'critical', endedBy: 'reason' },
  'ledger-away': { severity: 'critical', endedBy: 'reason' },
  'held-too-long': { severity: 'critical', endedBy: 'reason' },
  'calendar-running-out': { severity: 'warning', endedBy: 'reason' },
  'invariant-broken': { severity: 'critical', endedBy: 'acknowledgement' },
  'alarm-untold': { severity: 'warning', endedBy: 'reason' },
  'incident-due': { severity: 'warning', endedBy: 'reason' },
  // Somebody a provider left untold has not heard from the bank within a day.
  'incident-overdue': { severity: 'critical', endedBy: 'reason' },
  'compensation-waiting': { severity: 'warning', endedBy: 'reason' },
};

export const severityOf = (kind: AlarmKind): Severity => natures[kind].severity;

export const endedBy = (kind: AlarmKind): EndedBy => natures[kind].endedBy;

/** The kinds of one severity. */
export const kindsOf = (severity: Severity): AlarmKind[] =>
  alarmKinds.filter((kind) => natures[kind].severity === severity);

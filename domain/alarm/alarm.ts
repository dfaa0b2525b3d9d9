/** What must come to a supervisor's or an engineer's attention. One open alarm per kind and subject. */
export const alarmKinds = [
  'task-overdue',
  'calendar-unknown',
  'unlisted-code',
  'contradicting-receipt',
  'delivery-revoked',
  'provider-misconfigured',
  'application-silent',
  'workflow-gone',
  'workflow-stuck',
  'notice-silent',
  'malformed-signal',
  'configuration-refused',
  'receipt-source-refused',
  'decision-unreported',
  'webhook-undelivered',
  'webhook-gone',
  'erasure-failed',
  'break-glass-unreviewed',
  'correction-expired',
  'route-failing',
  'receipts-missing',
  'route-slow',
  'worker-away',
  'temporal-away',
  'ledger-away',
  'held-too-long',
  'calendar-running-out',
  'invariant-broken',
  'alarm-untold',
  'incident-due',
  'incident-overdue',
  'compensation-waiting',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** What the subject of an alarm names: an id, a notice's name, or what else words can tell. */
export type AlarmSubject = 'application' | 'notice' | 'task' | 'attempt' | 'approval' | 'other';

const subjectOf: Readonly<Record<AlarmKind, AlarmSubject>> = {
  'task-overdue': 'task',
  'calendar-unknown': 'other',
  'unlisted-code': 'other',
  'contradicting-receipt': 'attempt',
  'delivery-revoked': 'attempt',
  'provider-misconfigured': 'other',
  'application-silent': 'application',
  'workflow-gone': 'application',
  'workflow-stuck': 'application',
  'notice-silent': 'notice',
  'malformed-signal': 'application',
  'configuration-refused': 'other',
  'receipt-source-refused': 'other',
  'decision-unreported': 'other',
  'webhook-undelivered': 'other',
  'webhook-gone': 'other',
  'erasure-failed': 'other',
  'break-glass-unreviewed': 'approval',
  'correction-expired': 'notice',
  'route-failing': 'other',
  'receipts-missing': 'other',
  'route-slow': 'other',
  'worker-away': 'other',
  'temporal-away': 'other',
  'ledger-away': 'other',
  'held-too-long': 'other',
  'calendar-running-out': 'other',
  // The notice's name, and which of the invariants.
  'invariant-broken': 'notice',
  'alarm-untold': 'other',
  'incident-due': 'other',
  'incident-overdue': 'other',
  'compensation-waiting': 'other',
};

/** The kinds of alarm whose subject names such a thing. */
export const alarmsAbout = (subject: AlarmSubject): AlarmKind[] =>
  alarmKinds.filter((kind) => subjectOf[kind] === subject);

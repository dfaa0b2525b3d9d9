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
  'decision-unreported',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

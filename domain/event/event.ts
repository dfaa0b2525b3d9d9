/**
 * The append-only trail: every fact about an application, in the order it was recorded.
 * Details are enums, references and instants, never applicant data.
 */
export const eventKinds = [
  'application-reported',
  'application-erased',
  'contacts-reported',
  'contact-checked',
  'contact-verified',
  'contact-revealed',
  'stage-reported',
  'withdrawal-reported',
  'resend-ordered',
  'resend-not-sent',
  'reply-received',
  'sms-unsubscribed',
  'report-refused',
  'report-repeated',
  'notice-held',
  'notice-planned',
  'notice-finished',
  'notice-reopened',
  'attempt-intended',
  'attempt-barred',
  'attempt-answered',
  'attempt-repeated',
  'attempt-reconciled',
  'attempt-settled',
  'window-closed',
  'receipt-recorded',
  'receipt-contradicts',
  'receipt-malformed',
  'task-opened',
  'task-claimed',
  'task-released',
  'task-reminded',
  'task-overdue',
  'task-completed',
  'task-closed',
  'signal-ignored',
  'webhook-replayed',
] as const;
export type EventKind = (typeof eventKinds)[number];

export type EventDetail = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

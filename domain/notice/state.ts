/** States of a notice. Nothing unfinished may be forgotten. */
export const unfinishedStates = ['held', 'sending', 'awaiting-receipt', 'with-staff'] as const;
export const finishedStates = [
  'delivered',
  'completed-by-staff',
  'superseded',
  'withdrawn',
  'unreachable',
] as const;
export type UnfinishedState = (typeof unfinishedStates)[number];
export type FinishedState = (typeof finishedStates)[number];
export type NoticeState = UnfinishedState | FinishedState;

export const isFinished = (state: NoticeState): state is FinishedState =>
  (finishedStates as readonly string[]).includes(state);

/** What an unfinished notice waits for; always one of these, until a known instant. */
export const waits = [
  'window', // its send policy lets it go later
  'calendar', // the calendar does not know the year; asked again at `until`
  'workflow', // reported, not yet taken up by the workflow
  'provider', // a send is under way
  'receipt', // accepted, its delivery receipt is awaited
  'reconciliation', // the outcome is unknown, the provider is asked
  'back-off', // a provider's limit
  'staff', // a person
] as const;
export type Wait = (typeof waits)[number];

/** `until` is an instant in epoch milliseconds by which something will have happened. */
export interface WaitingFor {
  readonly kind: Wait;
  readonly until: number;
}

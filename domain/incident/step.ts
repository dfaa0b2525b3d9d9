/**
 * What is done about an incident, one line each. `provider-…`: what was heard of the provider; `range-set`: which messages it
 * is about was changed; `resends-ordered`: staff had those still untold sent to by another route.
 */
export const incidentSteps = [
  'opened',
  'range-set',
  'provider-notified',
  'provider-answered',
  'provider-restored',
  'resends-ordered',
  'reminded',
  'overdue',
  'compensation-proposed',
  'compensation-approved',
  'close-proposed',
  'closed',
] as const;
export type IncidentStep = (typeof incidentSteps)[number];

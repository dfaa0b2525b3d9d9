/** What became of a notice on the list of an incident, and whether all of them are accounted for. */

/**
 * `told-late`: by the very message that was thought lost; `told-otherwise`: by another message of its own story;
 * `told-by-resend`: by one that staff ordered; `needless`: superseded or withdrawn, nobody has to hear it any more;
 * `unproven`: counts as delivered by the word of the provider that lost others; `under-way`: its story goes on by itself.
 */
export const affectedStates = [
  'told-late',
  'told-otherwise',
  'told-by-resend',
  'told-by-staff',
  'unreachable',
  'needless',
  'with-staff',
  'under-way',
  'unproven',
] as const;
export type AffectedState = (typeof affectedStates)[number];

const unaccounted: readonly AffectedState[] = ['with-staff', 'under-way', 'unproven'];

export const isAccountedFor = (state: AffectedState): boolean => !unaccounted.includes(state);

/** How many notices stand where; a state without any may be absent. */
export type AffectedCounts = Readonly<Partial<Record<AffectedState, number>>>;

/** How far an incident is. */
export interface IncidentProgress {
  /** Everybody on the list. */
  readonly affected: number;
  readonly accountedFor: number;
  /** Still to be told. */
  readonly untold: number;
  /** Messages in its range of which cannot be said yet whether they were lost. */
  readonly undecided: number;
}

export function progressOf(counts: AffectedCounts, undecided: number): IncidentProgress {
  const sum = (which: (state: AffectedState) => boolean): number =>
    affectedStates.filter(which).reduce((total, state) => total + (counts[state] ?? 0), 0);
  const affected = sum(() => true);
  const accountedFor = sum(isAccountedFor);
  return { affected, accountedFor, untold: affected - accountedFor, undecided };
}

/** Why an incident cannot be closed: it has no end yet, or not everybody is accounted for. Undefined where it can. */
export function closingFault(
  { until }: { readonly until?: number },
  { untold, undecided }: IncidentProgress,
): 'incident-goes-on' | 'incident-unaccounted' | undefined {
  if (until === undefined) return 'incident-goes-on';
  return untold > 0 || undecided > 0 ? 'incident-unaccounted' : undefined;
}

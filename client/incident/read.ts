/** An incident as it stands: nothing of it is stored that could be out of date. */
import { progressOf } from '../../domain/incident/affected.js';
import type { AffectedCounts, IncidentProgress } from '../../domain/incident/affected.js';
import type { CompensationState } from '../../domain/incident/compensation.js';
import { providerMarks } from '../../domain/incident/incident.js';
import type { ProviderMark } from '../../domain/incident/incident.js';
import { compensationCounts } from '../../ledger/compensation/row.js';
import { affectedCounts } from '../../ledger/incident/affected.js';
import { undecidedOf } from '../../ledger/incident/list.js';
import { findIncident, scopeOf } from '../../ledger/incident/row.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import { stepsOfIncident } from '../../ledger/incident/step.js';
import type { IncidentStepRow } from '../../ledger/incident/step.js';
import type { IncidentWorld } from './world.js';

export interface WholeIncident {
  readonly incident: IncidentRow;
  readonly steps: readonly IncidentStepRow[];
  readonly counts: AffectedCounts;
  readonly progress: IncidentProgress;
  readonly compensation: Readonly<Partial<Record<CompensationState, number>>>;
  /** When each was heard of the provider, the last time it was said. */
  readonly provider: Readonly<Partial<Record<ProviderMark, number>>>;
}

export async function readIncident(
  { ledger, clock }: Pick<IncidentWorld, 'ledger' | 'clock'>,
  incidentId: number,
): Promise<WholeIncident | undefined> {
  const incident = await findIncident(ledger, incidentId);
  if (incident === undefined) return undefined;
  const [steps, counts, compensation, undecided] = await Promise.all([
    stepsOfIncident(ledger, incidentId),
    affectedCounts(ledger, incidentId),
    compensationCounts(ledger, incidentId),
    incident.closedAt === null
      ? undecidedOf(ledger, incidentId, { ...scopeOf(incident), now: clock.now() })
      : 0,
  ]);
  return {
    ...{ incident, steps, counts, compensation },
    progress: progressOf(counts, undecided),
    provider: heardOf(steps),
  };
}

function heardOf(steps: readonly IncidentStepRow[]): Partial<Record<ProviderMark, number>> {
  const heard: Partial<Record<ProviderMark, number>> = {};
  for (const { step, detail } of steps)
    for (const mark of providerMarks)
      if (step === `provider-${mark}` && typeof detail['when'] === 'number') heard[mark] = detail['when'];
  return heard;
}

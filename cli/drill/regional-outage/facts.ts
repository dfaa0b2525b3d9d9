/** What a drill is judged by, heard when it is over: the ledger, the incident, and the provider's own log. */
import { readIncident } from '../../../client/incident/read.js';
import type { WholeIncident } from '../../../client/incident/read.js';
import { healthRules } from '../../../runtime/configuration/health-schema.js';
import type { RouteOverride } from '../../../domain/plan/override.js';
import type { AlarmRow } from '../../../ledger/alarm/raise.js';
import { compensationsAfter } from '../../../ledger/compensation/row.js';
import type { CompensationRow } from '../../../ledger/compensation/row.js';
import { affectedPages } from '../../../ledger/incident/affected.js';
import type { AffectedRow } from '../../../ledger/incident/affected.js';
import { incidentsBefore } from '../../../ledger/incident/row.js';
import type { Bank } from '../../bank/open-bank.js';
import type { Reported } from '../../demo/feeder.js';
import type { Witnesses } from '../../demo/judge.js';
import { hearWitnesses } from '../../demo/witnesses.js';
import { losingRoute, monitorEveryMs } from '../setting.js';
import { routeAlarmsOf } from '../watch.js';

/** How the monitor judges silence on the route that loses a province. */
export interface SilenceRule {
  readonly minSample: number;
  readonly afterMs: number;
  readonly monitorEveryMs: number;
}

export interface DrillFacts {
  readonly witnesses: Witnesses;
  readonly alarms: readonly AlarmRow[];
  readonly shares: readonly RouteOverride[];
  /** However many were opened. */
  readonly incidents: readonly WholeIncident[];
  /** Of the first of them. */
  readonly list: readonly AffectedRow[];
  readonly compensations: readonly CompensationRow[];
  readonly rule: SilenceRule;
}

const page = 500;

export async function hearFacts(
  bank: Bank,
  simulatorUrl: string,
  fed: readonly Reported[],
  shares: readonly RouteOverride[],
): Promise<DrillFacts> {
  const rows = await incidentsBefore(bank.ledger, { state: 'all', most: page });
  const read = await Promise.all(rows.toReversed().map(({ incidentId }) => readIncident(bank, incidentId)));
  const incidents = read.filter((one) => one !== undefined);
  const incidentId = incidents[0]?.incident.incidentId;
  return {
    witnesses: await hearWitnesses(bank, simulatorUrl, fed),
    alarms: await routeAlarmsOf(bank),
    ...{ shares, incidents },
    list: incidentId === undefined ? [] : await wholeList(bank, incidentId),
    compensations: incidentId === undefined ? [] : await allCompensations(bank, incidentId),
    rule: silenceRule(bank),
  };
}

async function wholeList({ ledger }: Bank, incidentId: number): Promise<AffectedRow[]> {
  const list: AffectedRow[] = [];
  for await (const rows of affectedPages(ledger, incidentId, page)) list.push(...rows);
  return list;
}

async function allCompensations({ ledger }: Bank, incidentId: number): Promise<CompensationRow[]> {
  const all: CompensationRow[] = [];
  for (;;) {
    const behind = all.at(-1)?.applicationId ?? '';
    const rows = await compensationsAfter(ledger, incidentId, { behind, most: page });
    all.push(...rows);
    if (rows.length < page) return all;
  }
}

function silenceRule({ configuration }: Bank): SilenceRule {
  const health = configuration.routes.find(({ route }) => route === losingRoute)?.health;
  const silence = health === undefined ? undefined : healthRules(health).silence;
  if (silence === undefined) throw new Error('silence is not judged on the route that loses a province');
  return { minSample: silence.minSample, afterMs: silence.afterMs, monitorEveryMs };
}

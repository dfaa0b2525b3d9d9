/** What an ordinary day came to: the contract of `--json`. Pure: the same facts always give the same score. */
import type { RouteOverride } from '../../../domain/plan/override.js';
import type { AlarmRow } from '../../../ledger/alarm/raise.js';
import { judge } from '../../demo/judge.js';
import type { Witnesses } from '../../demo/judge.js';
import { shareScope } from '../watch.js';

/** What it is judged by, heard when it is over. */
export interface OrdinaryFacts {
  readonly witnesses: Witnesses;
  /** Of every kind, whatever became of them. */
  readonly alarms: readonly AlarmRow[];
  /** Every share the monitor set. */
  readonly shares: readonly RouteOverride[];
  readonly incidents: number;
}

export interface OrdinaryScore {
  readonly seed: string;
  readonly applications: number;
  /** Messages by the providers' own log, and what they said of them. */
  readonly accepted: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly silent: number;
  /** All four must be 0: nothing was out of the ordinary. */
  readonly alarms: number;
  readonly sharesMoved: number;
  readonly incidents: number;
  readonly unfinished: number;
  readonly againstPolicy: number;
  readonly duplicateAccepts: number;
  readonly lost: number;
  readonly elapsedMs: number;
  /** One line each; empty where everything held. Application ids at most. */
  readonly differences: readonly string[];
}

export function ordinaryScore(
  { witnesses, alarms, shares, incidents }: OrdinaryFacts,
  given: Pick<OrdinaryScore, 'seed' | 'applications' | 'elapsedMs'>,
): OrdinaryScore {
  const taken = witnesses.providerLog.filter((entry) => entry.kind === 'acceptance');
  const receipts = taken.map((entry) => ('receipts' in entry ? entry.receipts : []));
  const delivered = receipts.filter((its) => its.some(({ success }) => success)).length;
  const silent = receipts.filter((its) => its.length === 0).length;
  const unfinished = witnesses.survey.notices.filter(({ finishedAt }) => finishedAt === null);
  const { againstPolicy, duplicateAccepts, lost, breaches } = judge(witnesses);
  return {
    ...given,
    accepted: taken.length,
    delivered,
    undelivered: taken.length - delivered - silent,
    silent,
    alarms: alarms.length,
    sharesMoved: shares.length,
    incidents,
    unfinished: unfinished.length,
    ...{ againstPolicy, duplicateAccepts, lost },
    differences: [
      ...breaches,
      ...alarms.map(({ kind, subject }) => `an alarm ${kind} ${subject}`),
      ...shares.map((one) => `the share of ${shareScope(one)} was touched`),
      ...(incidents === 0 ? [] : [`${incidents} incidents were opened`]),
      ...unfinished.map(({ applicationId, state }) => `${applicationId}: still ${state}`),
    ],
  };
}

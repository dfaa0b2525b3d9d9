/** The drill's score: the contract of `--json`. Pure: the same facts always give the same score. */
import type { AffectedState } from '../../../domain/incident/affected.js';
import type { CompensationState } from '../../../domain/incident/compensation.js';
import type { ProvinceGuess } from '../../../domain/contact/number-segment.js';
import { judge } from '../../demo/judge.js';
import type { DrillCase } from './drill-case.js';
import { differencesOf } from './differences.js';
import type { DrillFacts, SilenceRule } from './facts.js';
import { losingRoute } from '../setting.js';
import { takenMessages } from './swallowed.js';
import type { TakenMessage } from './swallowed.js';
import { shareScope } from '../watch.js';

/** Times in milliseconds from the first message that was lost; null where it did not come to that. */
export interface DrillScore {
  readonly seed: string;
  readonly applications: number;
  readonly route: string;
  readonly province: ProvinceGuess;
  readonly alarmMs: number | null;
  readonly shareMovedMs: number | null;
  readonly incidentMs: number | null;
  readonly closedMs: number | null;
  /**
   * How many periods it took from when as many lost messages could be counted as are needed until the alarm: 1 where it
   * came with the first. A period is a minute at least, since messages are counted by whole minutes.
   */
  readonly periodsToAlarm: number | null;
  /** By the provider's own log. */
  readonly accepted: number;
  readonly swallowed: number;
  readonly swallowedPercent: number;
  readonly swallowedAfterMove: number;
  readonly affected: number;
  readonly toldLate: number;
  readonly toldOtherwise: number;
  readonly toldByResend: number;
  readonly toldByStaff: number;
  readonly untold: number;
  readonly compensationProposed: number;
  readonly compensationGranted: number;
  readonly compensationRefused: number;
  readonly compensationTold: number;
  readonly otherSharesTouched: number;
  readonly otherAlarms: number;
  readonly againstPolicy: number;
  readonly duplicateAccepts: number;
  readonly lost: number;
  readonly elapsedMs: number;
  /** One line each; empty where everything held. Application ids at most. */
  readonly differences: readonly string[];
}

export function scoreOf(facts: DrillFacts, given: DrillCase): DrillScore {
  const { seed, applications, province, elapsedMs } = given;
  const { witnesses, list, compensations } = facts;
  const scope = `${losingRoute}@${province}`;
  const taken = takenMessages(witnesses.providerLog, witnesses.survey.attempts);
  const swallowed = taken.filter(({ fate }) => fate === 'swallowed');
  const first = swallowed[0]?.at;
  const since = (at: number | null | undefined): number | null =>
    at === undefined || at === null || first === undefined ? null : at - first;
  const alarm = facts.alarms.find(({ kind, subject }) => kind === 'receipts-missing' && subject === scope);
  const moved = facts.shares.find((one) => shareScope(one) === scope);
  const periodsToAlarm = alarm === undefined ? null : periodsTo(alarm.openedAt, swallowed, facts.rule);
  const verdict = judge(witnesses);
  const incident = facts.incidents[0]?.incident;
  const inState = (...states: AffectedState[]): number =>
    list.filter(({ state }) => states.includes(state)).length;
  const offered = (...states: CompensationState[]): number =>
    compensations.filter(({ state }) => states.includes(state)).length;
  const accepted = witnesses.providerLog.filter(({ kind }) => kind === 'acceptance').length;
  return {
    ...{ seed, applications, route: losingRoute, province },
    alarmMs: since(alarm?.openedAt),
    shareMovedMs: since(moved?.setAt),
    incidentMs: since(incident?.openedAt),
    closedMs: since(incident?.closedAt),
    periodsToAlarm,
    accepted,
    swallowed: swallowed.length,
    swallowedPercent: accepted === 0 ? 0 : Math.round((swallowed.length / accepted) * 1_000) / 10,
    swallowedAfterMove: moved === undefined ? 0 : swallowed.filter(({ at }) => at > moved.setAt).length,
    affected: list.length,
    toldLate: inState('told-late'),
    toldOtherwise: inState('told-otherwise'),
    toldByResend: inState('told-by-resend'),
    toldByStaff: inState('told-by-staff'),
    untold: facts.incidents[0]?.progress.untold ?? 0,
    compensationProposed: compensations.length,
    compensationGranted: offered('granted', 'told'),
    compensationRefused: offered('refused'),
    compensationTold: offered('told'),
    otherSharesTouched: facts.shares.filter((one) => shareScope(one) !== scope).length,
    otherAlarms: facts.alarms.filter((one) => one !== alarm).length,
    againstPolicy: verdict.againstPolicy,
    duplicateAccepts: verdict.duplicateAccepts,
    lost: verdict.lost,
    elapsedMs,
    differences: [
      ...verdict.breaches,
      ...differencesOf(facts, given, taken),
      ...(periodsToAlarm !== null && periodsToAlarm > mostPeriods
        ? [`the alarm came after ${periodsToAlarm} periods, expected ${mostPeriods} at most`]
        : []),
    ],
  };
}

const minuteMs = 60_000;
const mostPeriods = 2;

/** Messages are counted once the minute in which they were taken is over, and they are old enough. */
function periodsTo(alarmAt: number, swallowed: readonly TakenMessage[], rule: SilenceRule): number | null {
  const last = swallowed[rule.minSample - 1];
  if (last === undefined) return null;
  const minute = Math.floor((last.attempt.answeredAt ?? last.at) / minuteMs) * minuteMs;
  const periodMs = Math.max(minuteMs, rule.monitorEveryMs);
  return Math.max(1, Math.ceil((alarmAt - minute - minuteMs - rule.afterMs) / periodMs));
}

/** Looks at how every route does, and brings what follows into force: shares, alarms, and the record of both. */
import type { RouteAlarm } from '../../domain/health/alarm.js';
import { measures } from '../../domain/health/count.js';
import type { HealthRules, Measure } from '../../domain/health/count.js';
import { judgeHealth } from '../../domain/health/judge.js';
import type { JudgedRoute, Seen } from '../../domain/health/judge.js';
import { scopeName } from '../../domain/health/scope.js';
import { factors } from '../../domain/health/standing.js';
import type { Standing } from '../../domain/health/standing.js';
import { overridesOf, theMonitor } from '../../domain/plan/override.js';
import type { RouteOverride } from '../../domain/plan/override.js';
import { raiseAlarm, resolveAlarm } from '../../ledger/alarm/raise.js';
import { minuteCounts } from '../../ledger/health/counts.js';
import { keepStanding, standingsSince } from '../../ledger/health/standings.js';
import type { Evidence, StandingOnRecord } from '../../ledger/health/standings.js';
import type { Queryable } from '../../ledger/ledger.js';
import { lockOverrides } from '../../ledger/override/hold-alone.js';
import { endOverride, insertOverride, overridesInForce } from '../../ledger/override/override.js';
import { healthRules } from '../../runtime/configuration/health-schema.js';
import type { MonitorPorts } from '../../workflows/monitor/ports.js';
import { openByAlarm } from '../incident/open-by-alarm.js';
import { asOfNow } from '../world.js';
import type { World } from '../world.js';

const dayMs = 86_400_000;
/** A share lapses by itself where nobody looks at routes any more; while somebody does it is prolonged. */
const shareForMs = dayMs;
const prolongedBeforeMs = dayMs / 2;
/** A call may be answered so long after it was intended. */
const answeredWithinMs = 120_000;

/** Which alarm tells of a measure beyond its threshold; its subject is the scope. */
export const alarmOf: Readonly<Record<Measure, RouteAlarm>> = {
  failure: 'route-failing',
  silence: 'receipts-missing',
  slowness: 'route-slow',
};

type Watching = Pick<World, 'ledger' | 'clock' | 'configuration' | 'logger'>;

export const createMonitorActivities = (
  live: World,
  start: (incidentId: number) => Promise<void>,
): MonitorPorts => ({
  watchRoutes: async () => {
    const world = asOfNow(live);
    const { seen, opened } = await world.ledger.transaction((tx) => watchRoutes(world, tx));
    for (const incidentId of opened) {
      world.logger.warn({ incidentId }, 'an incident was opened');
      await start(incidentId);
    }
    const moved = seen.filter(isMoved);
    for (const { standing, before } of moved)
      world.logger.warn(
        { scope: scopeName(standing.scope), from: before?.step ?? 0, to: standing.step },
        'the share of a route was changed',
      );
    return {
      inTrouble: seen.filter(({ standing }) => standing.overAt === undefined).length,
      moved: moved.length,
      opened,
    };
  },
});

const isMoved = ({ standing, before }: Seen): boolean => standing.step !== (before?.step ?? 0);

/** One look, in the transaction given; whoever sets overrides meanwhile waits for it. Answers which incidents it opened. */
export async function watchRoutes(
  { clock, configuration }: Pick<Watching, 'clock' | 'configuration'>,
  tx: Queryable,
): Promise<{ readonly seen: Seen[]; readonly opened: number[] }> {
  await lockOverrides(tx);
  const at = clock.now();
  const { monitor, incidents } = configuration;
  const inForce = await overridesInForce(tx, at);
  const routes = configuration.routes.map(({ route, health }): JudgedRoute => {
    const { hold, freeze } = overridesOf(route, inForce);
    return {
      route,
      rules: healthRules(health),
      isOpen: hold === undefined,
      isFrozen: freeze !== undefined || !monitor.balances,
    };
  });
  const known = (await standingsSince(tx, at - dayMs)).map((one) => asSet(one, inForce, at));
  const since = at - Math.max(0, ...routes.map(({ rules }) => reachOf(rules)));
  const counts = await minuteCounts(
    tx,
    since,
    new Map(routes.map(({ route, rules }) => [route, lateAfter(rules)])),
  );
  const seen = judgeHealth({ at, routes, counts, standings: known, pace: monitor });
  const opened: number[] = [];
  for (const one of seen) {
    const evidence = evidenceOf(one, known);
    await keepStanding(tx, { ...one.standing, evidence }, at);
    await setShare(tx, one.standing, evidence, inForce, at);
    const { scope } = one.standing;
    for (const alarm of await tellAlarms(tx, one, at)) {
      if (!incidents.opensOn.includes(alarm)) continue;
      const rules = routes.find(({ route }) => route === scope.route)?.rules;
      const incidentId = await openByAlarm(
        tx,
        {
          scope,
          alarm,
          subject: scopeName(scope),
          from: at - (rules === undefined ? 0 : reachOf(rules)),
          evidence: reasonOf(one.standing, evidence),
        },
        incidents.dueMs,
        at,
      );
      if (incidentId !== undefined) opened.push(incidentId);
    }
  }
  return { seen, opened };
}

/** Whoever ended a share by hand, or let it lapse, has set it back: the standing goes on from there. */
function asSet(standing: StandingOnRecord, inForce: readonly RouteOverride[], at: number): StandingOnRecord {
  const isInForce = standing.step === 0 || sharesOf(standing, inForce).length > 0;
  return isInForce ? standing : { ...standing, step: 0, movedAt: at };
}

const sharesOf = ({ scope }: Standing, inForce: readonly RouteOverride[]): RouteOverride[] =>
  inForce.filter(
    ({ sort, target, province, carrier }) =>
      sort === 'share' && target === scope.route && province === scope.province && carrier === scope.carrier,
  );

/** How far back what a route is judged by may have been intended. */
const reachOf = ({ windowMs, silence, slowness }: HealthRules): number =>
  windowMs + Math.max(0, silence?.afterMs ?? 0, slowness?.afterMs ?? 0) + answeredWithinMs;

/** Where slowness is not judged no receipt is late: none comes after its horizon, which is two weeks at most. */
const lateAfter = ({ slowness }: HealthRules): number => slowness?.afterMs ?? 15 * dayMs;

function evidenceOf({ standing, troubles }: Seen, known: readonly StandingOnRecord[]): Evidence {
  const before = known.find(
    (one) => scopeName(one.scope) === scopeName(standing.scope) && one.overAt === undefined,
  );
  return {
    ...before?.evidence,
    ...Object.fromEntries(troubles.map(({ measure, share }) => [measure, share])),
  };
}

/** Brings the share of a standing into force, where it is another than the one that is. */
async function setShare(
  tx: Queryable,
  standing: Standing,
  evidence: Evidence,
  inForce: readonly RouteOverride[],
  at: number,
): Promise<void> {
  const set = sharesOf(standing, inForce);
  const wanted = standing.step === 0 ? undefined : factors[standing.step];
  const [only] = set;
  if (
    set.length === (wanted === undefined ? 0 : 1) &&
    (only === undefined || (only.share === wanted && only.expiresAt - at > prolongedBeforeMs))
  )
    return;
  for (const { overrideId } of set) await endOverride(tx, overrideId, { staffRef: theMonitor, at });
  if (wanted === undefined) return;
  const { route, ...place } = standing.scope;
  await insertOverride(tx, {
    sort: 'share',
    target: route,
    ...place,
    share: wanted,
    staffRef: theMonitor,
    reason: reasonOf(standing, evidence),
    setAt: at,
    expiresAt: at + shareForMs,
  });
}

/** Such as `silence 20/20, failure 3/20`: what was seen, in as few words as a record needs. */
const reasonOf = ({ measures: beyond }: Standing, evidence: Evidence): string =>
  measures
    .filter((measure) => beyond.includes(measure))
    .map((measure) => `${measure} ${evidence[measure]?.bad ?? 0}/${evidence[measure]?.sample ?? 0}`)
    .join(', ');

/** Raised while a measure is seen beyond its threshold, and ended when the scope is over it; answers those that were opened. */
async function tellAlarms(
  tx: Queryable,
  { standing, before, troubles }: Seen,
  at: number,
): Promise<RouteAlarm[]> {
  const subject = scopeName(standing.scope);
  const opened: RouteAlarm[] = [];
  for (const measure of measures) {
    const trouble = troubles.find((one) => one.measure === measure);
    const alarm = alarmOf[measure];
    if (standing.overAt === undefined && trouble !== undefined) {
      const extent = { counts: false, extent: trouble.share.bad };
      if (await raiseAlarm(tx, alarm, subject, at, extent)) opened.push(alarm);
    } else if (standing.overAt !== undefined || isOver(measure, standing, before))
      await resolveAlarm(tx, alarm, subject, at);
  }
  return opened;
}

const isOver = (measure: Measure, standing: Standing, before: Standing | undefined): boolean =>
  before?.measures.includes(measure) === true && !standing.measures.includes(measure);

/** The figures of the ledger as it stands, from one snapshot of it. */
import { alarmKinds } from '../../domain/alarm/alarm.js';
import { taskKinds } from '../../domain/human-task/human-task.js';
import { unfinishedStates } from '../../domain/notice/state.js';
import { stages } from '../../domain/stage/stage.js';
import { countOpenAlarms } from '../../ledger/alarm/count.js';
import { openTasksByAge } from '../../ledger/human-task/by-age.js';
import type { TasksByAge } from '../../ledger/human-task/by-age.js';
import { countWaiting } from '../../ledger/compensation/waiting.js';
import { openIncidents } from '../../ledger/incident/row.js';
import { countCausesAsked } from '../../ledger/inquiry/count.js';
import type { Queryable } from '../../ledger/ledger.js';
import { countUnfinished } from '../../ledger/notice/count.js';
import type { NoticeCount } from '../../ledger/notice/count.js';
import { overridesInForce } from '../../ledger/override/override.js';
import { backlog } from '../../ledger/outbox/outbox.js';
import { countsOfEndpoints } from '../../ledger/webhook/endpoint.js';
import type { State } from '../../runtime/metrics/state.js';

const dayMs = 24 * 3_600_000;

/** What a held notice may wait for. */
const heldFor = ['window', 'calendar', 'workflow'] as const;

/** Reads them as of `now`; `endpoints` are those of the configuration, which are told of though nothing waits for them. */
export async function readLedgerState(
  tx: Queryable,
  now: number,
  endpoints: readonly string[],
): Promise<State> {
  const [notices, tasks, outbox, webhooks, alarms, causes, overrides, incidents, waiting] = await Promise.all(
    [
      countUnfinished(tx),
      openTasksByAge(tx, now),
      backlog(tx),
      countsOfEndpoints(tx),
      countOpenAlarms(tx),
      countCausesAsked(tx, now - dayMs),
      overridesInForce(tx, now),
      openIncidents(tx),
      countWaiting(tx),
    ],
  );
  const open = new Map(alarms.map(({ kind, count }) => [kind, count]));
  const known = new Map(webhooks.map((counts) => [counts.name, counts]));
  const everyEndpoint = [...new Set([...endpoints, ...known.keys()])];
  return {
    ...noticeFigures(notices, now),
    ...taskFigures(tasks, now),
    bida_outbox_messages: [{ value: outbox.count }],
    bida_outbox_oldest_seconds: [{ value: ageOf(outbox.oldestAt, now) }],
    bida_webhooks_pending: everyEndpoint.map((endpoint) => ({
      endpoint,
      value: known.get(endpoint)?.pending ?? 0,
    })),
    bida_webhooks_given_up: everyEndpoint.map((endpoint) => ({
      endpoint,
      value: known.get(endpoint)?.givenUp ?? 0,
    })),
    bida_webhook_oldest_seconds: everyEndpoint.map((endpoint) => ({
      endpoint,
      value: ageOf(known.get(endpoint)?.oldestAt, now),
    })),
    bida_route_share: overrides.flatMap(({ sort, target, province, carrier, share }) =>
      sort === 'share' && share !== undefined
        ? [{ route: target, province: province ?? 'all', carrier: carrier ?? 'all', value: share }]
        : [],
    ),
    bida_incidents_open: [{ value: incidents.length }],
    bida_incident_due_seconds:
      incidents.length === 0
        ? []
        : [{ value: (Math.min(...incidents.map(({ dueAt }) => dueAt)) - now) / 1_000 }],
    bida_compensations_waiting: (['proposed', 'approved'] as const).map((state) => ({
      state,
      value: waiting[state],
    })),
    bida_alarms_open: alarmKinds.map((kind) => ({ kind, value: open.get(kind) ?? 0 })),
    bida_inquiries_last_day: causes.map(({ cause, count }) => ({ cause, value: count })),
  };
}

/** Seconds since an instant; 0 where there is none, and where a clock is ahead of ours. */
const ageOf = (at: number | null | undefined, now: number): number =>
  at === null || at === undefined ? 0 : Math.max(0, now - at) / 1_000;

/** How many, of all that are alike in this. */
const sum = (counts: readonly NoticeCount[]): number => counts.reduce((total, { count }) => total + count, 0);

const oldest = (instants: readonly number[]): number | undefined =>
  instants.length === 0 ? undefined : Math.min(...instants);

function noticeFigures(counts: readonly NoticeCount[], now: number): State {
  const held = counts.filter(({ state }) => state === 'held');
  const heldBy = (wait: NoticeCount['waitingFor']) => held.filter(({ waitingFor }) => waitingFor === wait);
  return {
    bida_notices: stages.flatMap((stage) =>
      unfinishedStates.map((state) => ({
        stage,
        state,
        value: sum(counts.filter((one) => one.stage === stage && one.state === state)),
      })),
    ),
    bida_notices_held: heldFor.map((wait) => ({ waiting_for: wait, value: sum(heldBy(wait)) })),
    bida_held_oldest_seconds: heldFor.map((wait) => ({
      waiting_for: wait,
      value: ageOf(oldest(heldBy(wait).map(({ oldestOwedAt }) => oldestOwedAt)), now),
    })),
    bida_wait_overdue_seconds: unfinishedStates.map((state) => ({
      state,
      value: ageOf(
        oldest(counts.filter((one) => one.state === state).map(({ soonestUntil }) => soonestUntil)),
        now,
      ),
    })),
  };
}

const nothing = { hour: 0, fourHours: 0, day: 0, older: 0, unclaimed: 0, overdue: 0 };

function taskFigures(counts: readonly TasksByAge[], now: number): State {
  const known = new Map(counts.map((one) => [one.kind, one]));
  const all = taskKinds.map((kind) => ({
    kind,
    ...(known.get(kind) ?? nothing),
    ageSeconds: ageOf(known.get(kind)?.oldestOpenedAt, now),
  }));
  return {
    bida_tasks_open: all.flatMap(({ kind, hour, fourHours, day, older }) => [
      { kind, age: 'under-1h', value: hour },
      { kind, age: 'under-4h', value: fourHours },
      { kind, age: 'under-24h', value: day },
      { kind, age: 'over-24h', value: older },
    ]),
    bida_tasks_unclaimed: all.map(({ kind, unclaimed }) => ({ kind, value: unclaimed })),
    bida_tasks_overdue: all.map(({ kind, overdue }) => ({ kind, value: overdue })),
    bida_task_oldest_seconds: all.map(({ kind, ageSeconds }) => ({ kind, value: ageSeconds })),
  };
}

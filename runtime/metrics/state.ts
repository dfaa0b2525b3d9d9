/** What is read as it stands when somebody asks: gauges, made anew each time, so that what is not known is not told. */
import { Gauge, Registry } from 'prom-client';
import { programVersion } from '../version/version.js';

/** Every figure of a state, with its labels; those of time are seconds. */
export const stateFigures = {
  bida_build_info: {
    help: 'Always 1; which program and which Node run in which room',
    labels: ['room', 'version', 'node'],
  },
  bida_scrape_failed: {
    help: '1 where a source of these figures could not be asked, so that what comes from it is missing',
    labels: ['source'],
  },
  bida_calendar_years_left: {
    help: 'Years after this one that the calendar in force knows; +Inf where it needs no data',
    labels: [],
  },
  bida_calendar_end_timestamp_seconds: {
    help: 'When the last year ends that the calendar in force knows; missing where it needs no data',
    labels: [],
  },
  bida_notices: { help: 'Unfinished notices, by stage and state', labels: ['stage', 'state'] },
  bida_notices_held: {
    help: 'Held notices, by what they wait for',
    labels: ['waiting_for'],
  },
  bida_held_oldest_seconds: {
    help: 'How long ago the longest held of them was reported; 0 where none is held',
    labels: ['waiting_for'],
  },
  bida_wait_overdue_seconds: {
    help: 'How long the latest of the unfinished notices is past what it says it waits for; 0 where none is',
    labels: ['state'],
  },
  bida_tasks_open: { help: 'Open tasks, by kind and age', labels: ['kind', 'age'] },
  bida_tasks_unclaimed: { help: 'Open tasks that nobody has taken on, by kind', labels: ['kind'] },
  bida_tasks_overdue: { help: 'Open tasks past their due time, by kind', labels: ['kind'] },
  bida_task_oldest_seconds: { help: 'Age of the oldest open task, by kind; 0 without any', labels: ['kind'] },
  bida_outbox_messages: { help: 'Messages that workflows have still to be told', labels: [] },
  bida_outbox_oldest_seconds: { help: 'Age of the oldest of these messages; 0 without any', labels: [] },
  bida_webhooks_pending: { help: 'Webhooks still to be taken, by endpoint', labels: ['endpoint'] },
  bida_webhooks_given_up: { help: 'Webhooks that were given up, by endpoint', labels: ['endpoint'] },
  bida_webhook_oldest_seconds: {
    help: 'How long the oldest pending webhook has been queued, by endpoint; 0 without any',
    labels: ['endpoint'],
  },
  bida_route_share: {
    help: 'What the monitor leaves of the weight of a route, for a province and carrier or for all; missing where it takes nothing',
    labels: ['route', 'province', 'carrier'],
  },
  bida_incidents_open: { help: 'Incidents that are not closed', labels: [] },
  bida_incident_due_seconds: {
    help: 'Until the first open incident is due, below 0 where it is late; missing without any',
    labels: [],
  },
  bida_compensations_waiting: {
    help: 'Compensations that wait for their next step: to be agreed to, or to be answered by the loan system',
    labels: ['state'],
  },
  bida_alarms_open: { help: 'Open alarms of the ledger, by kind', labels: ['kind'] },
  bida_inquiries_last_day: {
    help: 'Inquiries of the last 24 hours, by the cause that was told',
    labels: ['cause'],
  },
} as const satisfies Readonly<Record<string, { readonly help: string; readonly labels: readonly string[] }>>;

type StateName = keyof typeof stateFigures;

/** One value; exactly the labels of its figure. */
export type Sample<Name extends StateName> = {
  readonly [Label in (typeof stateFigures)[Name]['labels'][number]]: string;
} & { readonly value: number };

/** What is known of them; a figure that is left out is not told. */
export type State = { readonly [Name in StateName]?: readonly Sample<Name>[] };

/** What runs in a process of such a room. */
export const buildInfo = (room: 'api' | 'worker'): State => ({
  bida_build_info: [{ room, version: programVersion, node: process.version, value: 1 }],
});

/** In Prometheus' text format 0.0.4. */
export function stateText(state: State): Promise<string> {
  const registry = new Registry();
  for (const name of Object.keys(state) as StateName[]) {
    const { help, labels } = stateFigures[name];
    const gauge = new Gauge<string>({ name, help, labelNames: [...labels], registers: [registry] });
    const samples: readonly Readonly<Record<string, string | number>>[] = state[name] ?? [];
    for (const { value, ...labelled } of samples) gauge.set(labelled, Number(value));
  }
  return registry.metrics();
}

/** How the text is told to whoever asks for it. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/** An incident over a day of very many attempts: its list, what it is read by, and its reports; by the clock and in memory. */
import { createIncidentActivities } from '../../activities/incident/look.js';
import type { World } from '../../activities/world.js';
import { incidentReport } from '../../client/incident/report.js';
import type { ReportFormat } from '../../client/incident/report.js';
import { readIncident } from '../../client/incident/read.js';
import { affectedAfter } from '../../ledger/incident/affected.js';
import { insertIncident } from '../../ledger/incident/row.js';
import { residentBytes } from '../figures/memory.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { onFilledStack } from '../on-filled-stack.js';
import type { FilledStack } from '../on-filled-stack.js';
import { fillDay } from './fill.js';

export interface IncidentOrder {
  readonly attempts: number;
  readonly lost: number;
  readonly seed: number;
}

/** How long something took, and by how much the process grew meanwhile at most. */
export interface Cost {
  readonly ms: number;
  readonly grewBytes: number;
}

export interface IncidentMeasured {
  readonly order: IncidentOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly affected: number;
  readonly steps: readonly (Cost & { readonly step: Step; readonly bytes?: number })[];
}

const steps = [
  'first-look',
  'next-look',
  'progress',
  'first-page',
  'last-page',
  'page-of-one-state',
  'csv',
  'html',
] as const;
export type Step = (typeof steps)[number];

/** What the process may grow by, however long the list is. */
export const mostGrowth = 150_000_000;
export const passes = ({ steps: measured, affected, order }: IncidentMeasured): boolean =>
  affected === expected(order) && measured.every(({ grewBytes }) => grewBytes <= mostGrowth);

const expected = ({ attempts, lost }: IncidentOrder): number =>
  Math.floor(attempts / 100) * lost + Math.min(attempts % 100, lost);

const hourMs = 3_600_000;
const route = 'sms/aliyun';
const page = 50;

export const measureIncident = (
  order: IncidentOrder,
  progress: (line: string) => void,
): Promise<IncidentMeasured> =>
  onFilledStack(
    { ...order, fill: (client, from, last) => fillDay(client, { ...order, route }, from, last) },
    (stack) => measure(order, stack, progress),
    progress,
  );

async function measure(
  order: IncidentOrder,
  { file, bank }: FilledStack,
  progress: (line: string) => void,
): Promise<IncidentMeasured> {
  const { ledger } = bank;
  const now = Date.now();
  const incidentId = await insertIncident(ledger, {
    target: route,
    from: now - 26 * hourMs,
    until: now - hourMs / 2,
    openedBy: 'bench',
    reason: 'bench',
    openedAt: now,
    dueAt: now + 24 * hourMs,
  });
  const incidents = createIncidentActivities({ ...bank, ledger } as unknown as World);
  const last = { applicationId: 'BENCH-9999', stage: 'final-decision', round: 1 } as const;
  const report = (format: ReportFormat) => async () => {
    let bytes = 0;
    const pieces = await incidentReport(bank, incidentId, format, {
      language: 'zh',
      timeZone: 'Asia/Shanghai',
    });
    for await (const piece of pieces) bytes += Buffer.byteLength(piece);
    return bytes;
  };
  const works: Readonly<Record<Step, () => Promise<unknown>>> = {
    'first-look': () => incidents.lookAtIncident({ incidentId }),
    'next-look': () => incidents.lookAtIncident({ incidentId }),
    progress: () => readIncident(bank, incidentId),
    'first-page': () => affectedAfter(ledger, incidentId, {}, { most: page }),
    'last-page': () => affectedAfter(ledger, incidentId, {}, { behind: last, most: page }),
    'page-of-one-state': () => affectedAfter(ledger, incidentId, { states: ['told-late'] }, { most: page }),
    csv: report('csv'),
    html: report('html'),
  };
  const measured: IncidentMeasured['steps'][number][] = [];
  for (const step of steps) {
    const { answer, ...cost } = await costOf(works[step]);
    measured.push({ step, ...cost, ...(typeof answer === 'number' ? { bytes: answer } : {}) });
    progress(`${step}: ${Math.round(cost.ms)} ms`);
  }
  const [listed] = await ledger.query<{ affected: number }>(
    'SELECT count(*) AS affected FROM incident_notice WHERE incident_id = $1',
    [incidentId],
  );
  return {
    order,
    at: new Date().toISOString(),
    machine: await machineOf(bank, file),
    affected: listed?.affected ?? 0,
    steps: measured,
  };
}

const samplesEveryMs = 20;

async function costOf(work: () => Promise<unknown>): Promise<Cost & { readonly answer: unknown }> {
  const before = residentBytes(process.pid);
  let most = before;
  const sample = () => (most = Math.max(most, residentBytes(process.pid)));
  const sampling = setInterval(sample, samplesEveryMs);
  const beganAt = performance.now();
  try {
    const answer = await work();
    sample();
    return { answer, ms: performance.now() - beganAt, grewBytes: most - before };
  } finally {
    clearInterval(sampling);
  }
}

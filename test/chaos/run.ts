/** One chaos run from its seed to its verdict, leaks included. */
import { newStateFolder, removeStateFolder } from '../journeys/state-folder.js';
import { searchStateForLeaks } from '../journeys/leak-search.js';
import type { StackRouteName } from '../../cli/stack/routes/stack-routes.js';
import type { Summary } from '../../cli/demo/summary.js';
import { canariesOf } from './applicants.js';
import { playChaos } from './play.js';
import { planChaos } from './plan.js';
import type { ChaosOrder } from './plan.js';

export interface ChaosReport extends Summary {
  readonly seed: number;
  /** Of the plan: the same for the same seed and size. */
  readonly plan: string;
  readonly faults: Readonly<Record<string, number>>;
  readonly deaths: Readonly<Record<string, number>>;
  /** Stories that do not agree with the ledger, or are stuck. */
  readonly disagreeing: number;
  /** Details of applicants found in what the stack wrote. */
  readonly leaks: number;
  /** One line a breach. */
  readonly breaches: readonly string[];
}

/** Whether everything was kept that was promised. */
export const allKept = (report: ChaosReport): boolean =>
  report.lost + report.duplicateAccepts + report.againstPolicy + report.disagreeing + report.leaks === 0 &&
  report.notices ===
    report.delivered + report.completedByStaff + report.superseded + report.withdrawn + report.unreachable;

/** Every provider the simulator speaks for. */
const everyRoute: readonly StackRouteName[] = [
  'sms/aliyun',
  'sms/tencent',
  'sms/bank-gateway',
  'push/jpush',
  'push/fcm',
  'email/smtp',
  'voice/aliyun',
];
/** Long enough that a process may die at each seam, and come back. */
const leastSeconds = 60;
/** What two slow cores keep up with beside the deaths: in a backlog later stages overtake what is to be tested. */
const mostPerSecond = 3;

/** What a run is unless told otherwise. */
export const chaosOrder = (seed: number, applications: number): ChaosOrder => ({
  seed,
  applications,
  routes: everyRoute,
  waits: { callTimeoutMs: 1_000, lingerMs: 1_500, receiptDeadlineMs: 10_000 },
  rate: Math.min(mostPerSecond, applications / leastSeconds),
});

/** Plays it in a state folder of its own, which is gone afterwards unless something was found in it. */
export async function runChaos(order: ChaosOrder, progress: (line: string) => void): Promise<ChaosReport> {
  const plan = planChaos(order);
  progress(
    `seed ${order.seed}, plan ${plan.digest}: ${Object.values(plan.faults).reduce((a, b) => a + b, 0)} faults`,
  );
  const stateDir = newStateFolder();
  let isKept = false;
  try {
    const { summary, verdict, disagreeing, deaths } = await playChaos(order, plan, stateDir, progress);
    progress('searching everything it wrote for details of applicants');
    const leaks = await searchStateForLeaks(stateDir, plan.applicants.flatMap(canariesOf));
    const report = {
      seed: order.seed,
      plan: plan.digest,
      ...summary,
      disagreeing: disagreeing.length,
      leaks: leaks.length,
      deaths,
      faults: plan.faults,
      breaches: [
        ...verdict.breaches,
        ...disagreeing,
        ...leaks.map(({ writing, file, at }) => `a detail as ${writing} in ${file} at ${at}`),
      ],
    };
    isKept = allKept(report);
    return report;
  } finally {
    if (isKept) removeStateFolder(stateDir);
    else progress(`what it wrote is kept in ${stateDir}`);
  }
}

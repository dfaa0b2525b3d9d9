/** Plays a chaos plan on the whole embedded stack, and hears the witnesses. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feed, pauseUntil } from '../../cli/demo/feeder.js';
import type { Reported } from '../../cli/demo/feeder.js';
import { judge } from '../../cli/demo/judge.js';
import type { Verdict } from '../../cli/demo/judge.js';
import { summarise } from '../../cli/demo/summary.js';
import type { Summary } from '../../cli/demo/summary.js';
import { atRest, hearWitnesses, setRules } from '../../cli/demo/witnesses.js';
import { approve } from '../../client/approval/decide.js';
import { completeHumanTask } from '../../client/task/complete.js';
import { proposeUnreachable } from '../../client/task/unreachable.js';
import { openTasks } from '../../ledger/human-task/row.js';
import { surveyAll } from '../../ledger/notice/survey.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { RealStack } from '../journeys/real-stack.js';
import { until } from '../journeys/until.js';
import { disagreements } from './agreement.js';
import { keepHistories } from './histories.js';
import type { ChaosOrder, ChaosPlan, Kill } from './plan.js';

export interface Played {
  readonly summary: Summary;
  readonly verdict: Verdict;
  /** Applications whose story in Temporal says something else than the ledger, or is stuck. */
  readonly disagreeing: readonly string[];
  /** How often each part died. */
  readonly deaths: Readonly<Record<string, number>>;
}

/** Everything is at rest so long after the last report; anything slower has got stuck. */
const restWithinMs = 150_000;

/**
 * Runs the plan to its end: everything fed, every kill done, every task finished by staff. The stack is
 * down when this resolves, and `stateDir` holds what it wrote.
 */
export async function playChaos(
  order: ChaosOrder,
  plan: ChaosPlan,
  stateDir: string,
  progress: (line: string) => void,
): Promise<Played> {
  const marks = mkdtempSync(join(tmpdir(), 'bida-chaos-'));
  const stack = await startStack(order, plan, stateDir, marks);
  const over = new AbortController();
  try {
    progress(`the stack is up: ${order.routes.join(', ')}`);
    await setRules(stack.file.simulatorUrl, plan.rules);
    const startsAt = Date.now();
    const began = performance.now();
    const fed: Reported[] = [];
    const killing = killAll(stack, plan.kills, startsAt, over.signal);
    const feeding = feed(stack.bank, plan.events, startsAt, over.signal, (one) => fed.push(one));
    const shown = show(stack, () => fed.length, plan.events.length, progress, over.signal);
    await Promise.all([feeding, killing]);
    await rest(stack, progress);
    progress('at rest; staff finish what machines could not');
    await finishTasks(stack).catch(async (failure: unknown) => {
      const left = await openTasks(stack.bank.ledger, 2_000);
      const of = [...new Set(left.map(({ applicationId }) => applicationId))];
      progress(`tasks nobody could finish; histories are kept in ${await keepHistories(stack.file, of)}`);
      throw failure;
    });
    const survey = await rest(stack, progress);
    over.abort();
    await shown;
    const verdict = judge(await hearWitnesses(stack.bank, stack.file.simulatorUrl, fed, survey));
    progress('asking the stories whether they agree');
    const disagreeing = await disagreements(stack.bank, survey);
    const odd = disagreeing.flatMap((line) => /^CH-\d{4}/.exec(line) ?? []);
    if (odd.length > 0) progress(`their histories are kept in ${await keepHistories(stack.file, odd)}`);
    const deaths = deathsIn(stack.said);
    await stack.stop();
    return {
      summary: summarise(survey, verdict, Math.round(performance.now() - began)),
      verdict,
      disagreeing,
      deaths,
    };
  } finally {
    over.abort();
    await stack.end();
    rmSync(marks, { recursive: true, force: true });
  }
}

function startStack(
  { routes, waits, seed }: ChaosOrder,
  { workerSeams, doorSeams }: ChaosPlan,
  stateDir: string,
  marks: string,
): Promise<RealStack> {
  const part = (entry: string, seams: Readonly<Record<string, string>>) => ({
    program: process.execPath,
    args: ['--enable-source-maps', join(__dirname, '../stack/parts', entry)],
    environment: { SEAMS_FOLDER: marks, SEAMS: JSON.stringify(seams) },
  });
  return RealStack.start({
    stateDir,
    calendar: 'open',
    routes,
    timing: {
      route: { ...waits, settlingDelayMs: 500, receiptHorizonMs: 60_000 },
      email: { receiptDeadlineMs: 6_000, receiptHorizonMs: 60_000 },
      staff: { dueMs: 600_000, remindBeforeMs: 60_000 },
      sweep: { everyMs: 10_000, graceMs: 10_000 },
    },
    // One in twenty corrects its decision, and nobody stands by to approve that.
    correctsAtOnce: true,
    // A part dies as often as the plan says, and with the servers it needs.
    restarts: { pausesMs: [50, 200], mostInAMinute: 60 },
    simulator: { seed, receiptDelayMs: [100, 600], retryScale: 1 / 60 },
    parts: {
      worker: part('worker-with-seams.cjs', workerSeams),
      api: part('api-with-seams.cjs', doorSeams),
    },
  });
}

async function killAll(
  stack: RealStack,
  kills: readonly Kill[],
  startsAt: number,
  stopping: AbortSignal,
): Promise<void> {
  for (const { atMs, part } of kills.toSorted((one, other) => one.atMs - other.atMs)) {
    await pauseUntil(startsAt + atMs, stopping);
    if (stopping.aborted) return;
    const pid = (await stack.pids())[part];
    if (pid !== undefined) killHard(pid);
  }
}

/** One that is down already, by another death, has died as well. */
function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}

/** Undefined while the database is being started again, or the stack is down. */
async function surveyOf(stack: RealStack): Promise<Survey | undefined> {
  try {
    return await surveyAll(stack.bank.ledger);
  } catch {
    return undefined;
  }
}

async function rest(stack: RealStack, progress: (line: string) => void): Promise<Survey> {
  let last: Survey | undefined;
  try {
    return await until(
      async () => {
        last = (await surveyOf(stack)) ?? last;
        return last !== undefined && atRest(last, Date.now() + restWithinMs) && last;
      },
      restWithinMs,
      'nothing moves any more',
    );
  } catch (failure) {
    const left = (last?.notices ?? []).filter(({ finishedAt }) => finishedAt === null);
    for (const { applicationId, stage, round, state, waitingFor, waitingUntil } of left)
      progress(
        `${applicationId}/${stage}/${round}: ${state}, ${waitingFor ?? '-'} until ${waitingUntil ?? '-'}`,
      );
    const of = left.map(({ applicationId }) => applicationId);
    progress(
      `now ${Date.now()}, to be told ${last?.toBeTold ?? '?'}; histories are kept in ${await keepHistories(stack.file, of)}`,
    );
    for (const line of stack.said.split('\n').slice(-12)) progress(`the stack said: ${line}`);
    throw failure;
  }
}

/** Staff finish every task, half of them by the plain signal; one that closes by itself needs nobody. */
async function finishTasks({ bank }: RealStack): Promise<void> {
  const signalled = new Set<string>();
  await until(
    async () => {
      const open = await openTasks(bank.ledger, 2_000);
      for (const [at, task] of open.entries()) {
        const { taskId } = task;
        if (signalled.has(taskId)) continue;
        const way = at % 2 === 0 ? 'update' : 'signal';
        const finished =
          task.kind === 'deliver-by-hand'
            ? completeHumanTask(bank, { taskId, staffRef: 'zhang.wei', outcome: 'told-by-phone' }, way)
            : closeUntold(bank, taskId);
        const done = await finished.then(
          () => true,
          () => false,
        );
        // What a second person agreed to is carried out by itself.
        if (done && (way === 'signal' || task.kind === 'correct-contact')) signalled.add(taskId);
      }
      return open.length === 0;
    },
    restWithinMs,
    'no task is open',
  );
}

async function closeUntold(bank: RealStack['bank'], taskId: string): Promise<void> {
  const actor = { account: 'zhang.wei', roles: new Set(['staff'] as const) };
  const approval = await proposeUnreachable(bank, taskId, { actor });
  if (approval !== undefined)
    await approve(bank, approval.approvalId, { account: 'li.na', roles: new Set(['staff'] as const) });
}

/** Says now and then how far it is. */
async function show(
  stack: RealStack,
  fed: () => number,
  events: number,
  progress: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await pauseUntil(Date.now() + 5_000, stopping);
    const survey = await surveyOf(stack);
    if (survey === undefined) continue;
    const finished = survey.notices.filter(({ finishedAt }) => finishedAt !== null).length;
    progress(
      `${fed()} of ${events} reports fed, ${finished} of ${survey.notices.length} notices finished, ${survey.attempts.length} attempts`,
    );
  }
}

function deathsIn(said: string): Record<string, number> {
  const deaths: Record<string, number> = {};
  for (const [, part = ''] of said.matchAll(/(\w+) was ended by SIGKILL/g))
    deaths[part] = (deaths[part] ?? 0) + 1;
  return deaths;
}

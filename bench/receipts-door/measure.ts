/** One measurement from its order to its figures; everything it started is ended when it resolves. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Bank } from '../../cli/bank/open-bank.js';
import { setRules } from '../../cli/demo/witnesses.js';
import type { PartName } from '../../cli/stack/options.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { prepareLedger } from '../../cli/words/prepare-ledger.js';
import { backlog } from '../../ledger/outbox/outbox.js';
import { readConfiguration } from '../../runtime/configuration/read-configuration.js';
import { readRotatingSecret } from '../../runtime/configuration/secret.js';
import { onStack } from '../on-stack.js';
import { attemptsNeeded, planPushes } from './plan.js';
import type { PlannedPush, PushOrder } from './plan.js';
import { awaitedPrefix, goOnSending, prepareAwaiting } from './prepare.js';
import { processorMs } from '../figures/processor-time.js';
import type { Push, Pushed } from './pusher.js';
import { spreadOf } from '../figures/spread.js';
import type { Spread } from '../figures/spread.js';
import { storedOnce } from './stored-once.js';
import type { Stored } from './stored-once.js';

export interface DoorOrder extends PushOrder {
  /** Other applications a second. */
  readonly sending: number;
  /** Whether worker and Temporal give way to door and ledger. */
  readonly doorFirst: boolean;
}

export interface Measured extends DoorOrder {
  readonly receipts: number;
  readonly pushes: number;
  /** Of every push, in milliseconds from the moment it was scheduled for. */
  readonly answered: Spread;
  /** Of the pushes of one receipt, and of those of more. */
  readonly answeredSingle: Spread;
  readonly answeredBatch: Spread;
  /** What 95 of 100 of the pushes of each second stayed within: a start in the cold is told from a steady state. */
  readonly p95BySecond: readonly number[];
  /** How late the provider itself was; counted in all of the above. */
  readonly providerLate: Spread;
  /** How often each status came back; 0 where nothing did. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers later than the 700 ms Aliyun waits. */
  readonly over700Ms: number;
  /** Share of one core each process used while receipts were pushed. */
  readonly cores: Readonly<Record<string, number>>;
  readonly stored: Stored;
  /** Other notices that were reported meanwhile, and how many of them were delivered by its end. */
  readonly others: { readonly reported: number; readonly delivered: number };
  /** Messages stories had still to be told when the last push was answered. */
  readonly toBeTold: number;
}

/** What is asked of the door. */
const p99WithinMs = 100;

/** Whether everything was acknowledged in time and is stored. */
export const passes = ({ answered, stored, statuses, pushes }: Measured): boolean =>
  answered.p99 <= p99WithinMs && stored.missing === 0 && stored.twice === 0 && statuses['200'] === pushes;

const hourMs = 3_600_000;
const rooms: readonly PartName[] = ['postgres', 'temporal', 'simulator', 'api', 'worker'];

export const measureDoor = (order: DoorOrder, progress: (line: string) => void): Promise<Measured> =>
  onStack(
    {
      calendar: 'open',
      doorFirst: order.doorFirst,
      routes: ['sms/aliyun', 'sms/aliyun-b'],
      // Nothing is to be given up while thousands of messages wait for their receipts.
      timing: { route: { lingerMs: 0, receiptDeadlineMs: 2 * hourMs, receiptHorizonMs: 4 * hourMs } },
      progress,
      migrate: prepareLedger,
      simulator: { seed: order.seed, words: embeddedWords },
    },
    (stack, bank) => measure(order, stack, bank, progress),
  );

async function measure(
  order: DoorOrder,
  stack: RunningStack,
  bank: Bank,
  progress: (line: string) => void,
): Promise<Measured> {
  const { file } = stack;
  await setRules(file.simulatorUrl, [{ match: { phonePrefix: awaitedPrefix }, action: { receipt: 'none' } }]);
  const awaiting = await prepareAwaiting(
    bank,
    attemptsNeeded(order.rate * order.seconds, order.each),
    progress,
  );
  const pushes = planPushes(order, awaiting);
  const receipts = pushes.reduce((sum, { rows }) => sum + rows.length, 0);
  progress(`pushing ${receipts} receipts in ${pushes.length} pushes within ${order.seconds} s`);
  const pids = Object.fromEntries(rooms.map((name) => [name, stack.pidOf(name) ?? 0]));
  const others = goOnSending(bank, order.sending);
  const before = processorTimes(pids);
  const pushed = await pushAll(stack, bodies(file.apiUrl, file.configurationFile, pushes));
  const after = processorTimes(pids);
  const { count: toBeTold } = await backlog(bank.ledger);
  const reported = await others.stop();
  const [delivered] = await bank.ledger.query<{ count: number }>(
    `SELECT count(*) AS count FROM notice WHERE application_id LIKE 'OT-%' AND state = 'delivered'`,
  );
  const took = (some: readonly Pushed[]) => spreadOf(some.map(({ tookMs }) => tookMs));
  const statuses: Record<string, number> = {};
  for (const { status } of pushed) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    ...order,
    receipts,
    pushes: pushes.length,
    answered: took(pushed),
    answeredSingle: took(pushed.filter((_, place) => pushes[place]?.rows.length === 1)),
    answeredBatch: took(pushed.filter((_, place) => (pushes[place]?.rows.length ?? 0) > 1)),
    p95BySecond: Array.from(
      { length: order.seconds },
      (_, second) =>
        took(pushed.filter((_one, place) => Math.floor((pushes[place]?.atMs ?? 0) / 1_000) === second)).p95,
    ),
    providerLate: spreadOf(pushed.map(({ lateMs }) => lateMs)),
    statuses,
    over700Ms: pushed.filter(({ tookMs }) => tookMs > 700).length,
    cores: coresUsed(before, after),
    stored: await storedOnce(bank.ledger, pushes, pushed),
    others: { reported, delivered: delivered?.count ?? 0 },
    toBeTold,
  };
}

/** As Aliyun writes them. */
function bodies(apiUrl: string, configurationFile: string, pushes: readonly PlannedPush[]): Push[] {
  const secrets = new Map<string, string>(
    readConfiguration(configurationFile).routes.map(({ route, receiptSecretFile }) => [
      route,
      readRotatingSecret(receiptSecretFile).reveal(),
    ]),
  );
  return pushes.map(({ atMs, route, rows }) => ({
    atMs,
    url: `${apiUrl}/v1/receipts/${route}/${secrets.get(route) ?? ''}`,
    body: JSON.stringify(
      rows.map(({ attemptId, messageId, code }) => ({
        phone_number: '13900000000',
        send_time: '2026-11-02 10:00:00',
        report_time: '2026-11-02 10:00:03',
        success: code === 'DELIVERED',
        err_code: code,
        err_msg: '',
        sms_size: '1',
        biz_id: messageId,
        out_id: attemptId,
      })),
    ),
  }));
}

async function pushAll({ file }: RunningStack, pushes: readonly Push[]): Promise<readonly Pushed[]> {
  const planFile = join(file.stateDir, 'pushes.json');
  writeFileSync(planFile, JSON.stringify(pushes), { mode: 0o600 });
  const typescript = resolve(dirname(__dirname), '../test/stack/typescript.cjs');
  const child = fork(join(__dirname, 'pusher.ts'), [planFile], { execArgv: ['--require', typescript] });
  return new Promise((fulfil, reject) => {
    child.once('message', (pushed) => fulfil(pushed as readonly Pushed[]));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code ?? 'a signal'}`)));
  });
}

interface ProcessorTimes {
  readonly atMs: number;
  readonly usedMs: Readonly<Record<string, number>>;
}

/** This process is the parent of all the others: what is theirs is not its own. */
function processorTimes(pids: Readonly<Record<string, number>>): ProcessorTimes {
  const { bench, ...parts } = processorMs({ ...pids, bench: process.pid });
  const own = Object.values<number>(parts).reduce((left, used) => left - used, bench);
  return { atMs: performance.now(), usedMs: { ...parts, bench: own } };
}

const coresUsed = (before: ProcessorTimes, after: ProcessorTimes): Record<string, number> =>
  Object.fromEntries(
    Object.entries(after.usedMs).map(([name, usedMs]) => {
      const share = (usedMs - (before.usedMs[name] ?? 0)) / (after.atMs - before.atMs);
      return [name, Math.round(share * 100) / 100];
    }),
  );

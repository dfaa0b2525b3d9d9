/**
 * Whether an application costs the same however much has gone before: two stacks run beside each other, one of which
 * grows step by step, and after each step both are measured in turn and back. All they started is ended when it resolves.
 */
import { decodeJwt } from 'jose';
import type { Bank } from '../../cli/bank/open-bank.js';
import type { StackOptions } from '../../cli/stack/options.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { prepareLedger } from '../../cli/words/prepare-ledger.js';
import { residentBytes } from '../figures/memory.js';
import { cpuOf } from '../figures/processor-time.js';
import { ratioOf } from '../figures/ratio.js';
import type { Ratio } from '../figures/ratio.js';
import { measureLoad } from '../ladder/block.js';
import type { Block } from '../ladder/block.js';
import { startFeeder } from '../ladder/feeder.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { onStack } from '../on-stack.js';
import { askPages } from '../pages/ask.js';
import type { Answered } from '../pages/ask.js';
import { copyOf } from '../pages/copy.js';
import type { Copy } from '../pages/copy.js';
import { ledgerSize, multiply } from '../pages/multiply.js';
import { letPatternsRest } from '../pages/patterns.js';
import { chances } from '../receipts-door/plan.js';
import { openApplications } from './open-applications.js';

export interface GrowthOrder {
  readonly seed: number;
  /** Finished applications in the ledger: the stack that stays small has the first, the other grows to each. */
  readonly finished: readonly number[];
  /** Open ones beside the most that are finished. */
  readonly open: readonly number[];
  readonly passes: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly lanes: number;
}

/** What an application costs on the stack that has grown to this, beside the one that has not. */
export interface Step {
  readonly finished: number;
  readonly open: number;
  readonly cpu: Ratio;
  readonly throughput: Ratio;
  readonly pairs: readonly { readonly small: Block; readonly large: Block }[];
  /** On disk, indexes included, for each of the finished ones it grew by. */
  readonly bytesPerApplication?: number;
  /** Resident in the worker for each of the open ones it keeps in memory since; absent where it had no room for all. */
  readonly workerBytesEach?: number;
  /** Staff's pages on the grown stack; too small a ledger has no second page of tasks. */
  readonly pages?: readonly Answered[];
}

export interface Growth {
  readonly order: GrowthOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly steps: readonly Step[];
}

const hourMs = 3_600_000;
/** So many applications have tasks for more pages than one. */
const leastForPages = 2_000;

/** A stack, and the applications it was filled with. */
interface Side {
  readonly stack: RunningStack;
  readonly bank: Bank;
  readonly ownerUrl: string;
  readonly copies: Copy[];
}

export function measureGrowth(order: GrowthOrder, progress: (line: string) => void): Promise<Growth> {
  return onSide(order, (small) => onSide(order, (large) => new Growing(order, small, large, progress).run()));
}

function onSide<Measured>(
  { seed }: GrowthOrder,
  measure: (side: Side) => Promise<Measured>,
): Promise<Measured> {
  let ownerUrl = '';
  const options: Omit<StackOptions, 'stateDir'> = {
    calendar: 'open',
    identity: true,
    timing: {
      route: { receiptDeadlineMs: 2 * hourMs, receiptHorizonMs: 4 * hourMs },
      // The copies have no story that a sweep could find.
      sweep: { everyMs: 24 * hourMs, graceMs: 24 * hourMs },
    },
    progress: () => undefined,
    migrate: (url) => {
      ownerUrl = url;
      return prepareLedger(url);
    },
    simulator: { seed, words: embeddedWords },
  };
  return onStack(options, (stack, bank) => measure({ stack, bank, ownerUrl, copies: [] }));
}

class Growing {
  readonly #order: GrowthOrder;
  readonly #small: Side;
  readonly #large: Side;
  readonly #progress: (line: string) => void;
  readonly #chance: () => number;
  #blocks = 0;

  constructor(order: GrowthOrder, small: Side, large: Side, progress: (line: string) => void) {
    this.#order = order;
    this.#small = small;
    this.#large = large;
    this.#progress = progress;
    this.#chance = chances(order.seed);
  }

  async run(): Promise<Growth> {
    const [first = 0, ...more] = this.#order.finished;
    const sides = [this.#small, this.#large];
    await Promise.all(sides.map(({ bank, stack }) => letPatternsRest(bank, stack.file, () => undefined)));
    for (const side of sides) {
      await this.#grow(side, first);
      // What only a first load pays for counts nowhere.
      await this.#block(side);
    }
    const machine = await machineOf(this.#large.bank, this.#large.stack.file);
    const steps = [await this.#step(first, 0, {})];
    for (const finished of more) {
      const bytesPerApplication = await this.#grow(this.#large, finished);
      const pages = await this.#pages();
      steps.push(await this.#step(finished, 0, { bytesPerApplication, ...(pages && { pages }) }));
    }
    const finished = more.at(-1) ?? first;
    let opened = 0;
    for (const open of this.#order.open) {
      const workerBytesEach = await this.#open(opened, open);
      opened = open;
      steps.push(await this.#step(finished, open, workerBytesEach === undefined ? {} : { workerBytesEach }));
    }
    return { order: this.#order, at: new Date().toISOString(), machine, steps };
  }

  /** Fills a ledger up to so many; resolves with what each of those added took on disk. */
  async #grow({ stack, bank, ownerUrl, copies }: Side, count: number): Promise<number> {
    const had = copies.length;
    // Whoever asks for the pages has tasks of their own among them.
    const caller = decodeJwt(stack.file.tokens?.staff ?? '').sub ?? '';
    const { bytes: before } = await ledgerSize(bank.ledger);
    for (let n = had; n < count; n += 1) copies.push(copyOf(n, count, this.#chance, caller));
    await multiply(ownerUrl, bank, copies.slice(had), this.#progress);
    const { bytes } = await ledgerSize(bank.ledger);
    return Math.round((bytes - before) / Math.max(1, count - had));
  }

  async #open(from: number, to: number): Promise<number | undefined> {
    const { bank, stack } = this.#large;
    const worker = stack.pidOf('worker') ?? 0;
    const before = residentBytes(worker);
    await openApplications(bank, worker, [from, to], this.#progress);
    // Where some are let go again, what they leave until it is swept up hides what the others take.
    if (to > bank.configuration.stories.cached) return undefined;
    return Math.round((residentBytes(worker) - before) / (to - from));
  }

  async #pages(): Promise<Answered[] | undefined> {
    const { stack, copies } = this.#large;
    if (copies.length < leastForPages) return undefined;
    return askPages(stack.file, copies, this.#chance, () => undefined);
  }

  async #step(
    finished: number,
    open: number,
    found: Partial<Pick<Step, 'bytesPerApplication' | 'workerBytesEach' | 'pages'>>,
  ): Promise<Step> {
    const pairs: { readonly small: Block; readonly large: Block }[] = [];
    for (let nth = 0; nth < this.#order.passes; nth += 1) {
      // In turn and back: a machine that drifts is as unfair to one as to the other.
      const first = await this.#block(nth % 2 === 0 ? this.#small : this.#large);
      const second = await this.#block(nth % 2 === 0 ? this.#large : this.#small);
      pairs.push(nth % 2 === 0 ? { small: first, large: second } : { small: second, large: first });
      const took = [first, second].map((block) => cpuOf(block).toFixed(0)).join(' and ');
      this.#progress(`${finished} finished, ${open} open, pass ${nth + 1}: ${took} ms an application`);
    }
    const { seed } = this.#order;
    return {
      finished,
      open,
      cpu: ratioOf(
        pairs.map(({ small, large }) => [cpuOf(large), cpuOf(small)]),
        seed,
      ),
      throughput: ratioOf(
        pairs.map(({ small, large }) => [large.perSecond, small.perSecond]),
        seed,
      ),
      pairs,
      ...found,
    };
  }

  async #block({ stack, bank }: Side): Promise<Block> {
    const { lanes, warmUp, seconds } = this.#order;
    const feeder = await startFeeder();
    try {
      const order = {
        rung: 'O2',
        load: { lanes },
        warmUpMs: warmUp * 1_000,
        measureMs: seconds * 1_000,
      } as const;
      return await measureLoad(order, stack, bank, feeder, (this.#blocks += 1));
    } finally {
      feeder.kill();
    }
  }
}

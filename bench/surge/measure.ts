/**
 * A morning: everything that was decided while the window was closed wakes at one opening, and goes out through one
 * provider's limit while urgent notices overtake it. Once with a worker that keeps every story in memory, and once with
 * one that has room for a tenth of them. The provider's own log is what is believed.
 */
import type { Bank } from '../../cli/bank/open-bank.js';
import { readLog } from '../../cli/demo/witnesses.js';
import type { RunningStack } from '../../cli/stack/start.js';
import { embeddedWords } from '../../cli/stack/words.js';
import { prepareLedger } from '../../cli/words/prepare-ledger.js';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { peakResidentBytes } from '../figures/memory.js';
import { processorMs } from '../figures/processor-time.js';
import { spreadOf } from '../figures/spread.js';
import type { Spread } from '../figures/spread.js';
import { setProviderLatency } from '../ladder/stack.js';
import { machineOf } from '../machine.js';
import type { Machine } from '../machine.js';
import { onStack } from '../on-stack.js';
import { saying } from '../saying.js';
import { mostInAnySecond } from './sliding-second.js';

export interface SurgeOrder {
  readonly seed: number;
  readonly notices: number;
  /** What the provider allows. */
  readonly perSecond: number;
  /** Between the first report and the opening. */
  readonly leadSeconds: number;
  /** How many stories the worker keeps in memory, each a drain of its own. */
  readonly cached: readonly number[];
}

/** What one drain came to. */
export interface Drain {
  readonly cached: number;
  /** Sent once the window had opened: those that were held, and the urgent ones. */
  readonly held: number;
  readonly urgent: number;
  /** Notices the provider took more than once, and those it never took. */
  readonly twice: number;
  readonly lost: number;
  /** From the opening to the provider's taking of a held one, milliseconds. */
  readonly latenessMs: Spread;
  /** From the opening to the last of them, and what the limit alone would take. */
  readonly drainMs: number;
  readonly idealMs: number;
  readonly mostInAnySecond: number;
  /** From the report of an urgent one, made while the others drain, to the provider's taking of it, milliseconds. */
  readonly urgentMs: Spread;
  readonly peakBytes: Readonly<Record<string, number>>;
  /** Processor time from the opening to the end, milliseconds for each notice. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

export interface Surge {
  readonly order: SurgeOrder;
  readonly at: string;
  readonly machine: Machine;
  readonly drains: readonly Drain[];
}

const route = 'sms/aliyun';
const urgentEveryMs = 2_000;
const atOnce = 16;
/** A drain that takes so many times the ideal, and a minute, is given up. */
const patience = 20;
const processes = ['api', 'postgres', 'temporal', 'worker', 'simulator'] as const;

export async function measureSurge(order: SurgeOrder, progress: (line: string) => void): Promise<Surge> {
  const drains: Drain[] = [];
  let machine: Machine | undefined;
  for (const cached of order.cached) {
    let opensAt = 0;
    const options = {
      // A Monday of plain working days, as fast as the clock: it opens when everything has been reported.
      calendar: () => {
        opensAt = Date.now() + order.leadSeconds * 1_000;
        const pressed = {
          realAnchor: new Date(opensAt).toISOString(),
          calendarAnchor: '2026-06-01T09:00:00+08:00',
          factor: 1,
        };
        return { inline: { holidays: 'none', pressed } };
      },
      routes: [route],
      timing: { perSecond: { [route]: order.perSecond } },
      cachedStories: cached,
      progress: () => undefined,
      migrate: prepareLedger,
      simulator: { seed: order.seed, words: embeddedWords },
    } as const;
    const drain = await onStack(options, async (stack, bank) => {
      machine ??= await machineOf(bank, stack.file);
      return new Morning(order, cached, opensAt, stack, bank, progress).run();
    });
    drains.push(drain);
  }
  if (machine === undefined) throw new Error('nothing was measured');
  return { order, at: new Date().toISOString(), machine, drains };
}

class Morning {
  readonly #urgent = new Map<string, number>();

  constructor(
    readonly order: SurgeOrder,
    readonly cached: number,
    readonly opensAt: number,
    readonly stack: RunningStack,
    readonly bank: Bank,
    readonly progress: (line: string) => void,
  ) {}

  async run(): Promise<Drain> {
    const { simulatorUrl } = this.stack.file;
    await setProviderLatency(simulatorUrl);
    await this.#feed();
    await this.#untilOpen();
    const before = processorMs(this.#pids());
    await this.#drain();
    const after = processorMs(this.#pids());
    return this.#judge(before, after);
  }

  #pids(): Record<(typeof processes)[number], number> {
    const pid = (name: (typeof processes)[number]) => this.stack.pidOf(name) ?? 0;
    return {
      api: pid('api'),
      postgres: pid('postgres'),
      temporal: pid('temporal'),
      worker: pid('worker'),
      simulator: pid('simulator'),
    };
  }

  async #feed(): Promise<void> {
    const say = saying(this.progress);
    let next = 0;
    const report = async (): Promise<void> => {
      while (next < this.order.notices) {
        const n = next;
        next += 1;
        await this.#report(`HELD-${String(n).padStart(6, '0')}`, n, {});
        say(`${n + 1} of ${this.order.notices} reported`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, report));
  }

  async #report(id: string, n: number, more: object): Promise<void> {
    await reportApplication(this.bank, id, {
      applicant: { name: '欧阳 试' },
      contacts: { mobile: `139${String(n).padStart(8, '0')}` },
      product: 'consumer',
    });
    await reportStage(this.bank, id, 'final-decision', 1, { decision: 'declined', ...more });
  }

  /** Everything is held by then, or what follows would be another thing. */
  async #untilOpen(): Promise<void> {
    const say = saying(this.progress);
    while (Date.now() < this.opensAt) {
      say(`opens in ${Math.ceil((this.opensAt - Date.now()) / 1_000)} s`);
      await pause(Math.min(250, this.opensAt - Date.now()));
    }
    const [row] = await this.bank.ledger.query<{ held: number }>(
      `SELECT count(*)::int AS held FROM notice WHERE ever_held`,
    );
    if (row?.held !== this.order.notices)
      throw new Error(
        `only ${row?.held ?? 0} of ${this.order.notices} were held when the window opened: give it a longer lead`,
      );
  }

  async #drain(): Promise<void> {
    const say = saying(this.progress);
    const endsAt = Date.now() + patience * this.#idealMs() + 60_000;
    for (let nth = 0; ; nth += 1) {
      const [row] = await this.bank.ledger.query<{ open: number; urgent: number }>(
        `SELECT count(*) FILTER (WHERE application_id LIKE 'HELD-%')::int AS open,
                count(*) FILTER (WHERE application_id LIKE 'URGENT-%')::int AS urgent
           FROM notice WHERE finished_at IS NULL`,
      );
      const { open = 0, urgent = 0 } = row ?? {};
      if (open === 0 && urgent === 0) return;
      if (Date.now() > endsAt) throw new Error(`${open} of ${this.order.notices} were not delivered in time`);
      say(`${this.order.notices - open} of ${this.order.notices} delivered`);
      if (open > 0) {
        const id = `URGENT-${String(nth).padStart(6, '0')}`;
        this.#urgent.set(id, Date.now());
        await this.#report(id, this.order.notices + nth, { urgent: { reason: 'disbursal today' } });
      }
      await pause(urgentEveryMs);
    }
  }

  #idealMs(): number {
    return ((this.order.notices + this.#urgent.size) * 1_000) / this.order.perSecond;
  }

  async #judge(before: Record<string, number>, after: Record<string, number>): Promise<Drain> {
    const attempts = await this.bank.ledger.query<{ attemptId: string; id: string }>(
      `SELECT attempt_id AS "attemptId", application_id AS id FROM attempt`,
    );
    const applicationOf = new Map(attempts.map(({ attemptId, id }) => [attemptId, id]));
    const log = await readLog(this.stack.file.simulatorUrl);
    const calls = log.flatMap((entry) => (entry.kind === 'request' ? [entry.openedAt ?? entry.at] : []));
    const taken = new Map<string, number[]>();
    for (const entry of log)
      if (entry.kind === 'acceptance' && 'outId' in entry) {
        const id = applicationOf.get(entry.outId) ?? '';
        taken.set(id, [...(taken.get(id) ?? []), entry.at]);
      }
    const held = [...taken].filter(([id]) => id.startsWith('HELD-')).map(([, [at = 0]]) => at - this.opensAt);
    const count = this.order.notices + this.#urgent.size;
    return {
      cached: this.cached,
      held: held.length,
      urgent: this.#urgent.size,
      twice: [...taken.values()].filter(({ length }) => length > 1).length,
      lost: count - taken.size,
      latenessMs: spreadOf(held),
      drainMs: Math.max(...held),
      idealMs: Math.round(this.#idealMs()),
      mostInAnySecond: mostInAnySecond(calls),
      urgentMs: spreadOf([...this.#urgent].map(([id, at]) => (taken.get(id)?.at(0) ?? Infinity) - at)),
      peakBytes: Object.fromEntries(
        Object.entries(this.#pids()).map(([name, pid]) => [name, peakResidentBytes(pid)]),
      ),
      cpuMs: Object.fromEntries(
        processes.map((name) => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / count]),
      ),
    };
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

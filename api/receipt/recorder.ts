/**
 * Records receipts as they come: those that arrive while others are being committed go together in the next statement,
 * so that the more there is to do, the less each costs. One that is not usual is recorded by itself.
 */
import type { Route } from '../../domain/attempt/route.js';
import { usualStaffTimes } from '../../domain/human-task/human-task.js';
import type { StaffTimes } from '../../domain/human-task/human-task.js';
import { isLedgerAway } from '../../ledger/away.js';
import type { Ledger } from '../../ledger/ledger.js';
import { recordTogether } from '../../ledger/receipt/record-together.js';
import { recordReceipt } from '../../ledger/receipt/record.js';
import type { RecordedReceipt, ReportedReceipt } from '../../ledger/receipt/record.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Tally } from '../../runtime/metrics/tally.js';

/** Together fewer than the pool has connections, so that health and relay are not kept waiting. */
const statementsAbreast = 2;
const singlesAbreast = 6;
/** A statement stays short enough that nobody waits long behind it. */
const mostTogether = 100;

/** Whoever asked for it has given up: it was not begun. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

interface Waiting {
  readonly route: Route;
  readonly given: ReportedReceipt;
  readonly isWanted: () => boolean;
  readonly resolve: (recorded: RecordedReceipt) => void;
  readonly reject: (failure: unknown) => void;
}

export interface RecorderWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly tally: Tally;
  readonly staff?: StaffTimes;
}

export class ReceiptRecorder {
  readonly #world: RecorderWorld;
  readonly #together: Waiting[] = [];
  readonly #single: Waiting[] = [];
  #statements = 0;
  #singles = 0;

  constructor(world: RecorderWorld) {
    this.#world = world;
  }

  /** Committed when this resolves; not begun any more once it `isWanted` no longer. */
  record(route: Route, given: ReportedReceipt, isWanted: () => boolean): Promise<RecordedReceipt> {
    return new Promise((resolve, reject) => {
      this.#together.push({ route, given, isWanted, resolve, reject });
      // Whatever else comes in this turn goes with it.
      setImmediate(() => this.#beginStatements());
    });
  }

  #beginStatements(): void {
    while (this.#statements < statementsAbreast && this.#together.length > 0) {
      const some = this.#together.splice(0, mostTogether).filter(stillWanted);
      if (some.length === 0) continue;
      this.#statements += 1;
      void this.#recordTogether(some).finally(() => {
        this.#statements -= 1;
        this.#beginStatements();
      });
    }
  }

  async #recordTogether(some: readonly Waiting[]): Promise<void> {
    const { ledger, clock } = this.#world;
    const at = clock.now();
    try {
      const answers = await recordTogether(ledger, some, at);
      some.forEach((one, place) => {
        const answer = answers[place];
        if (answer === undefined) this.#single.push(one);
        else this.#recorded(one, answer, at);
      });
    } catch (failure) {
      // One that cannot be stored must not keep the others out; a ledger that is away takes none of them.
      if (isLedgerAway(failure)) for (const { reject } of some) reject(failure);
      else this.#single.push(...some);
    }
    this.#beginSingles();
  }

  #recorded({ route, given, resolve }: Waiting, recorded: RecordedReceipt, at: number): void {
    this.#world.tally.receiptCame({ ...given, ...recorded, route, receivedAt: at });
    resolve(recorded);
  }

  #beginSingles(): void {
    while (this.#singles < singlesAbreast) {
      const one = this.#single.shift();
      if (one === undefined) return;
      if (!stillWanted(one)) continue;
      this.#singles += 1;
      const { ledger, clock, staff = usualStaffTimes } = this.#world;
      const at = clock.now();
      recordReceipt(ledger, one.route, one.given, at, staff)
        .then((recorded) => this.#recorded(one, recorded, at), one.reject)
        .finally(() => {
          this.#singles -= 1;
          this.#beginSingles();
        });
    }
  }
}

/** Lets go of one that nobody waits for any more. */
function stillWanted({ isWanted, reject }: Waiting): boolean {
  const wanted = isWanted();
  if (!wanted) reject(new GivenUp('nobody waits for it any more'));
  return wanted;
}

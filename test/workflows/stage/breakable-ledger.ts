import { Ledger } from '../../../ledger/ledger.js';
import type { Queryable } from '../../../ledger/ledger.js';

/** The real ledger, whose connections can be made to fail. */
export class BreakableLedger extends Ledger {
  #failures = 0;

  /** The next so many uses find no database. */
  breakFor(uses: number): void {
    this.#failures = uses;
  }

  get stillBroken(): boolean {
    return this.#failures > 0;
  }

  override query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.#down() ?? super.query<Row>(text, values);
  }

  override transaction<Answer>(body: (tx: Queryable) => Promise<Answer>): Promise<Answer> {
    return this.#down() ?? super.transaction(body);
  }

  #down(): Promise<never> | undefined {
    if (this.#failures === 0) return undefined;
    this.#failures -= 1;
    return Promise.reject(new Error('connect ECONNREFUSED'));
  }
}

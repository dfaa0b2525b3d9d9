/**
 * Puts what an endpoint took on record several at a time: each is a commit saved. What a process takes with it as it dies
 * is sent once more, under the same id.
 */
import type { Taken } from '../../ledger/webhook/settle.js';

/** So much lies between an answer and its record; the next of the same application waits that long. */
const togetherMs = 100;

export class TakenTogether {
  readonly #record: (some: readonly Taken[]) => Promise<void>;
  #waiting: Taken[] = [];
  #unrecorded = 0;
  #recording: Promise<void> = Promise.resolve();

  /** `record` puts some on record, and never rejects. */
  constructor(record: (some: readonly Taken[]) => Promise<void>) {
    this.#record = record;
  }

  take(one: Taken): void {
    this.#waiting.push(one);
    this.#unrecorded += 1;
    if (this.#waiting.length > 1) return;
    const before = this.#recording;
    this.#recording = new Promise<void>((resolve) => setTimeout(resolve, togetherMs)).then(async () => {
      await before;
      const some = this.#waiting.splice(0);
      await this.#record(some);
      this.#unrecorded -= some.length;
    });
  }

  /** Whether anything is not on record yet that was taken. */
  get isWaiting(): boolean {
    return this.#unrecorded > 0;
  }

  /** Resolves when everything that was taken until now is on record, or could not be put there. */
  recorded(): Promise<void> {
    return this.#recording;
  }
}

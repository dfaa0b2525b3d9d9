import type { Restarts } from './death-count.js';
import type { PartName } from './options.js';
import { Part } from './part.js';
import type { PartFailed, PartSpec } from './part.js';
import type { Progress } from './progress.js';
import type { PartRegister } from './register.js';

/** The order in which parts end: whoever uses another ends before it. */
const endingOrder: readonly PartName[] = ['worker', 'api', 'simulator', 'identity', 'temporal', 'postgres'];

/** The running parts of one stack. */
export class Crew {
  /** Resolves when one of them could not be kept running. */
  readonly gaveUp: Promise<PartFailed>;
  readonly #parts = new Map<PartName, Part>();
  #giveUp: (failure: PartFailed) => void = () => undefined;
  #stopping = false;
  #hard = false;

  constructor(
    private readonly register: PartRegister,
    private readonly progress: Progress,
    private readonly restarts: Restarts | undefined,
    /** Parts that run behind the others where the processor is short. */
    private readonly behind: readonly PartName[] = [],
  ) {
    this.gaveUp = new Promise((resolve) => (this.#giveUp = resolve));
  }

  /** Starts a part and resolves once it is ready; it is kept running from then on. */
  async start(name: PartName, spec: PartSpec): Promise<void> {
    if (this.#stopping) throw new Error('the stack is stopping');
    const part = new Part(
      { ...spec, givesWay: this.behind.includes(name) },
      this.register,
      this.progress,
      this.restarts,
    );
    this.#parts.set(name, part);
    void part.gaveUp.then(this.#giveUp);
    await part.start();
  }

  /** The pid of a part that runs now. */
  pidOf(name: PartName): number | undefined {
    return this.#parts.get(name)?.pid;
  }

  /** Ends every part, in order, or all at once when there is no time (also when asked so half-way). */
  async stop(hard: boolean): Promise<void> {
    this.#stopping = true;
    this.#hard ||= hard;
    if (this.#hard) await Promise.all([...this.#parts.values()].map((part) => part.stop(true)));
    else for (const name of endingOrder) await this.#parts.get(name)?.stop(this.isHard());
  }

  // Another call may have changed it while the loop above was waiting.
  private isHard(): boolean {
    return this.#hard;
  }
}

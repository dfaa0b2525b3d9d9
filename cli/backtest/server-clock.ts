import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Clock } from '../../runtime/clock/clock.js';

/** What the clock needs of the time-skipping server. */
export type SkippingServer = Pick<TestWorkflowEnvironment, 'currentTimeMs' | 'sleep'>;

/**
 * The time-skipping server's clock for everything that is not a workflow. While something runs the
 * server's time goes as fast as the machine's; when it skips, it must be asked anew ({@link refresh}).
 * Never behind the server and never backwards: a notice woken at an opening must find it open.
 */
export class ServerClock implements Clock {
  #aheadMs = -Infinity;

  constructor(private readonly server: SkippingServer) {}

  now(): number {
    return Math.ceil(Date.now() + this.#aheadMs);
  }

  /** Asks the server for the time and answers it, epoch milliseconds. */
  async refresh(): Promise<number> {
    const askedAt = Date.now();
    const serverNow = await this.server.currentTimeMs();
    this.#aheadMs = Math.max(this.#aheadMs, serverNow - askedAt);
    return serverNow;
  }

  /** Lets time pass up to an instant; what is due on the way happens first, each at its time. */
  async passTo(instant: number): Promise<void> {
    const leftMs = instant - (await this.refresh());
    if (leftMs <= 0) return;
    await this.server.sleep(Math.ceil(leftMs));
    await this.refresh();
  }
}

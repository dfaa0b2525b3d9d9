import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Clock } from '../../../runtime/clock/clock.js';

const dayMs = 24 * 3_600_000;
/** Shanghai keeps one offset all year. */
const shanghaiMs = 8 * 3_600_000;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** `Tue 22:30`, in Shanghai. */
export type WeekTime = `${(typeof days)[number]} ${number}:${number}`;

/**
 * The time-skipping server's clock. It must be asked anew after every skip ({@link refresh}); between
 * skips it goes as fast as the machine's own.
 */
export class ServerClock implements Clock {
  #aheadMs = 0;
  constructor(private readonly environment: TestWorkflowEnvironment) {}

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  async refresh(): Promise<number> {
    this.#aheadMs = (await this.environment.currentTimeMs()) - Date.now();
    return this.now();
  }

  /** Lets so much time pass, or up to an instant: whatever is due in between happens. */
  async pass(ms: number): Promise<void> {
    if (ms > 0) await this.environment.sleep(ms);
    await this.refresh();
  }
  async passTo(instant: number): Promise<void> {
    await this.pass(instant - (await this.refresh()));
  }

  /** The next instant of that name: always in the future. */
  next(when: WeekTime): number {
    const [day = '', time = ''] = when.split(' ');
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const local = this.now() + shanghaiMs;
    const midnight = local - (local % dayMs);
    // 1 January 1970 was a Thursday.
    const today = (midnight / dayMs + 4) % 7;
    const ahead = (days.indexOf(day as (typeof days)[number]) - today + 7) % 7;
    const found = midnight + ahead * dayMs + (hours * 60 + minutes) * 60_000 - shanghaiMs;
    return found > this.now() ? found : found + 7 * dayMs;
  }
}

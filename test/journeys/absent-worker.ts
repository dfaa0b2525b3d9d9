/** A stack whose worker alone can be sent away and called back, while everything else goes on. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isGone } from '../cli/stack/supervised.js';
import { RealStack } from './real-stack.js';
import type { StackOrder } from './real-stack.js';
import { until } from './until.js';

export class AbsentWorker {
  readonly #away: string;

  private constructor(
    readonly stack: RealStack,
    away: string,
  ) {
    this.#away = away;
  }

  static async start(order: StackOrder): Promise<AbsentWorker> {
    const away = join(order.stateDir, 'worker-away');
    const worker = {
      program: process.execPath,
      args: ['--enable-source-maps', join(__dirname, '../stack/parts/worker-that-leaves.cjs')],
      environment: { AWAY: away },
    };
    return new AbsentWorker(await RealStack.start({ ...order, parts: { ...order.parts, worker } }), away);
  }

  /** Ends it in order, as an operator does; resolves when its process is gone and none is at work. */
  async leave(): Promise<void> {
    const { worker } = await this.stack.pids();
    if (worker === undefined) throw new Error('there is no worker to send away');
    writeFileSync(this.#away, '');
    process.kill(worker, 'SIGTERM');
    await until(() => isGone(worker), 20_000, 'the worker has stopped');
    await until(() => this.stack.said.includes('worker ended with status 0'), 2_000, 'it stopped in order');
  }

  /** Calls it back; it is at work a few seconds later. */
  comeBack(): void {
    rmSync(this.#away);
  }

  /** As a test's last act, whatever state it is in. */
  async end(): Promise<void> {
    if (existsSync(this.#away)) this.comeBack();
    await this.stack.end();
  }
}

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openBank } from '../../cli/bank/open-bank.js';
import type { Bank } from '../../cli/bank/open-bank.js';
import type { PartName, StackOptions } from '../../cli/stack/options.js';
import type { StackFile } from '../../cli/stack/stack-file.js';
import { isGone } from '../cli/stack/supervised.js';
import { until } from './until.js';

/** How a test’s stack differs from the one `npm start` runs. */
export interface StackOrder extends Pick<
  StackOptions,
  'stateDir' | 'calendar' | 'routes' | 'timing' | 'identity' | 'parts' | 'restarts' | 'correctsAtOnce'
> {
  readonly simulator?: Partial<StackOptions['simulator']>;
}

type Pids = Partial<Record<PartName, number>>;
type Said =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'up'; readonly file: StackFile; readonly pids: Pids }
  | { readonly kind: 'pids'; readonly pids: Pids }
  | { readonly kind: 'down'; readonly reason: unknown }
  | { readonly kind: 'failed'; readonly message: string };

/** The embedded stack with all its real parts, in a process of its own that can be stopped or killed. */
export class RealStack {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  readonly #lines: string[] = [];
  #up: Extract<Said, { kind: 'up' }> | undefined;
  #pids: Pids = {};
  #over: string | undefined;
  #bank: Bank | undefined;

  /** Starts it and waits until it is up. `environment` is inherited by every part. */
  static async start(order: StackOrder, environment: NodeJS.ProcessEnv = {}): Promise<RealStack> {
    const stack = new RealStack(order, environment);
    await until(() => stack.#up !== undefined || stack.#over !== undefined, 60_000);
    if (stack.#up === undefined)
      throw new Error(`the stack did not start: ${stack.#over ?? ''}\n${stack.#lines.join('\n')}`);
    stack.#bank = openBank(stack.#up.file, { ...process.env, ...environment });
    return stack;
  }

  private constructor(order: StackOrder, environment: NodeJS.ProcessEnv) {
    if (!existsSync(join(__dirname, '../../dist/.built')))
      throw new Error('dist/ is missing or half built: run `npm run build` first');
    // Leaks and kills are told of servers of our own, whatever servers the tests’ surroundings name.
    this.#child = fork(join(__dirname, '../stack/parts/whole-stack.cjs'), [JSON.stringify(order)], {
      env: { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '', ...environment },
      execArgv: ['--enable-source-maps'],
    });
    this.#child.on('message', (message) => this.#hear(message as Said));
    this.#exited = new Promise((resolve) => this.#child.once('exit', (code) => resolve(code)));
    void this.#exited.then((code) => (this.#over ??= `its process ended with status ${code ?? '?'}`));
  }

  /** How to reach it. */
  get file(): StackFile {
    if (this.#up === undefined) throw new Error('the stack is not up');
    return this.#up.file;
  }

  /** The bank’s side of it. */
  get bank(): Bank {
    if (this.#bank === undefined) throw new Error('the stack is not up');
    return this.#bank;
  }

  /** What it has said of its progress. */
  get said(): string {
    return this.#lines.join('\n');
  }

  /** Ends it in order, as Ctrl-C does; fails if that was not what happened. */
  async stop(): Promise<void> {
    await this.#closeBank();
    this.#child.kill('SIGTERM');
    const code = await this.#exited;
    if (code !== 0) throw new Error(`the stack stopped with status ${code ?? '?'}: ${this.#over ?? ''}`);
  }

  /** Ends the supervisor with SIGKILL and waits until its guardian has ended every part. */
  async kill(): Promise<void> {
    await this.#closeBank();
    const pids = Object.values(await this.pids());
    this.#child.kill('SIGKILL');
    await this.#exited;
    await until(() => pids.every(isGone));
  }

  /** The processes its parts are by now: those that died have others in their place. */
  async pids(): Promise<Pids> {
    this.#pids = {};
    this.#child.send('pids', (failure) => (this.#over ??= failure?.message));
    await until(() => this.#over !== undefined || Object.keys(this.#pids).length > 0);
    if (this.#over !== undefined) throw new Error(`the stack is down: ${this.#over}\n${this.said}`);
    return this.#pids;
  }

  /** As a test’s last act, whatever state it is in. */
  async end(): Promise<void> {
    await this.#closeBank();
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGTERM');
    await this.#exited;
  }

  async #closeBank(): Promise<void> {
    const bank = this.#bank;
    this.#bank = undefined;
    await bank?.close();
  }

  #hear(said: Said): void {
    switch (said.kind) {
      case 'progress':
        this.#lines.push(said.line);
        return;
      case 'up':
        this.#up = said;
        this.#pids = said.pids;
        return;
      case 'pids':
        this.#pids = said.pids;
        return;
      case 'down':
        this.#over = JSON.stringify(said.reason);
        return;
      case 'failed':
        this.#over = said.message;
        return;
    }
  }
}

/** The loan system's process, as the benchmark steers it. */
import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Fed } from './loan-system/feed.js';
import type { Answer, Order } from './loan-system/orders.js';

/** Lets a plain Node run these sources. */
export const typescript = resolve(__dirname, '../../test/stack/typescript.cjs');

export interface Feeder {
  readonly pid: number;
  readonly toldPort: number;
  begin(order: Omit<Extract<Order, { kind: 'begin' }>, 'kind'>): void;
  /** How many are finished and under way by now. */
  mark(): Promise<Extract<Answer, { kind: 'marked' }>>;
  /** Begins nothing more; resolves when everything that was begun is delivered. */
  end(): Promise<readonly Fed[]>;
  kill(): void;
}

/** Started before anything else of a block; rejects, whatever is asked for, with what failed in it. */
export async function startFeeder(): Promise<Feeder> {
  const child = fork(join(__dirname, 'loan-system/main.ts'), [], { execArgv: ['--require', typescript] });
  const awaited = new Map<Answer['kind'], (answer: Answer) => void>();
  let fail: (failure: Error) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => undefined);
  child.on('message', (answer: Answer) => {
    if (answer.kind === 'failed') fail(new Error(`the loan system failed: ${answer.message}`));
    else awaited.get(answer.kind)?.(answer);
  });
  child.once('exit', (code) => fail(new Error(`the loan system ended with ${code ?? 'a signal'}`)));
  const hear = <Kind extends Answer['kind']>(kind: Kind): Promise<Extract<Answer, { kind: Kind }>> =>
    Promise.race([
      new Promise<Extract<Answer, { kind: Kind }>>((fulfil) =>
        awaited.set(kind, (answer) => fulfil(answer as Extract<Answer, { kind: Kind }>)),
      ),
      failed,
    ]);
  const tell = (order: Order): void => void child.send(order);
  const { toldPort } = await hear('up');
  return {
    pid: child.pid ?? 0,
    toldPort,
    begin: (order) => tell({ kind: 'begin', ...order }),
    mark: () => {
      const marked = hear('marked');
      tell({ kind: 'mark' });
      return marked;
    },
    end: async () => {
      const fed = hear('fed');
      tell({ kind: 'end' });
      return (await fed).finished;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * The provider, in a process of its own so that its clock is nobody else's: pushes each body at its time, however long
 * the answers to others take, and tells its parent what came back.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** A push as the process is given it. */
export interface Push {
  readonly atMs: number;
  readonly url: string;
  readonly body: string;
}

/** What came of one: `status` 0 where nothing came back; times in milliseconds from the scheduled start. */
export interface Pushed {
  readonly status: number;
  readonly tookMs: number;
  /** How much later than scheduled it was sent: the provider's own delay, which counts all the same. */
  readonly lateMs: number;
  readonly taken: boolean;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function push({ url, body }: Push, dueMs: number): Promise<Pushed> {
  const lateMs = performance.now() - dueMs;
  return new Promise((resolve) => {
    const done = (status: number, text: string) =>
      resolve({
        status,
        lateMs,
        tookMs: performance.now() - dueMs,
        taken: status === 200 && text.includes('"code":0'),
      });
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json;charset=utf-8',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => done(response.statusCode ?? 0, text));
        response.on('error', () => done(0, ''));
      },
    );
    sent.on('error', () => done(0, ''));
    sent.end(body);
  });
}

async function main(file: string): Promise<void> {
  const pushes = JSON.parse(readFileSync(file, 'utf8')) as readonly Push[];
  const startMs = performance.now() + 200;
  const answers: Promise<Pushed>[] = [];
  for (const one of pushes) {
    const dueMs = startMs + one.atMs;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    answers.push(push(one, dueMs));
  }
  const pushed = await Promise.all(answers);
  process.send?.(pushed, () => process.exit(0));
}

process.on('disconnect', () => process.exit(1));
void main(process.argv[2] ?? '');

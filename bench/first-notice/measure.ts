/** From a clone to the first delivered notice, by the clock, with caches of packages and programs as they are. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { computerHere } from '../machine.js';
import type { Computer } from '../machine.js';
import { isFirstDelivery, landmarksOf } from './landmarks.js';
import type { Heard, Speaker } from './landmarks.js';
import { listen } from './listen.js';

export interface FirstNoticeOrder {
  readonly seed: number;
  readonly times: number;
}

/** A landmark, and the milliseconds from the beginning of the clone to it. */
export interface Passed {
  readonly name: string;
  readonly afterMs: number;
}

export interface FirstNotice {
  readonly order: FirstNoticeOrder;
  readonly at: string;
  readonly computer: Computer;
  /** One for each clone; all have the same landmarks, the servers' in the order they happened to come up. */
  readonly clones: readonly (readonly Passed[])[];
}

const checkout = resolve(__dirname, '../..');

export async function measureFirstNotice(
  order: FirstNoticeOrder,
  progress: (line: string) => void,
): Promise<FirstNotice> {
  const clones: (readonly Passed[])[] = [];
  for (let nth = 1; nth <= order.times; nth += 1) {
    // What the clone before has left to be written to disk, a gigabyte of it, is no matter of this one.
    await promisify(execFile)('sync');
    const passed = await fromClone();
    clones.push(passed);
    const last = passed.at(-1);
    progress(
      `clone ${nth} of ${order.times}: ${((last?.afterMs ?? 0) / 1_000).toFixed(1)} s to the first notice`,
    );
  }
  return { order, at: new Date().toISOString(), computer: computerHere(), clones };
}

/** Everything it made is gone when it resolves. */
async function fromClone(): Promise<Passed[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bida-clone-'));
  // As a folder of a person's is: PostgreSQL, where it runs as another user, reaches its programs there.
  chmodSync(folder, 0o755);
  try {
    const beganAt = Date.now();
    const directory = join(folder, 'bida');
    await promisify(execFile)('git', ['clone', '--quiet', checkout, directory]);
    const clonedAt = Date.now();
    const heard: Heard[] = [];
    const hears = (one: Heard): void => void heard.push(one);
    const npm = (speaker: Speaker, args: readonly string[], until?: (line: string) => boolean) =>
      listen({ speaker, args, directory, hears, ...(until === undefined ? {} : { until }) });
    // Or the scripts of packages, and the build, would not be heard.
    await npm('npm ci', ['ci', '--foreground-scripts']);
    await npm('npm run demo', ['run', 'demo'], isFirstDelivery);
    return [{ name: 'cloned', at: clonedAt }, ...landmarksOf(heard)].map(({ name, at }) => ({
      name,
      afterMs: at - beganAt,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

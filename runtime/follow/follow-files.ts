/**
 * Keeps what is in force after files, for as long as a process lives. The files are looked at, since not every file
 * system tells of changes; one that is replaced, or gone, is a change too.
 */
import { statSync } from 'node:fs';
import { ConfigurationFault } from '../configuration/configuration-fault.js';
import type { Logger } from '../logging/logger.js';
import { PrivateFileFault } from '../private-file/private-file.js';

/** How files are followed, whatever they hold. */
export interface FollowingOptions {
  readonly logger: Logger;
  /** The alarm of a change that is refused; each is called until it succeeds. */
  readonly alarm: { readonly raise: () => Promise<unknown>; readonly resolve: () => Promise<unknown> };
  /** Between two looks, a second unless told, milliseconds. */
  readonly everyMs?: number;
  /** A change is taken once it stood still for so long, a quarter of a second unless told, milliseconds. */
  readonly settleMs?: number;
  /** A change that is refused is tried, and its alarm counted, again after so long, a minute unless told. */
  readonly againMs?: number;
}

export interface FollowFilesOptions<State> extends FollowingOptions {
  /** The files that are looked at; asked anew before each reading. */
  readonly files: () => readonly string[];
  /** Makes what is in force out of the files. All or nothing: what throws leaves nothing behind. */
  readonly read: (before: State | undefined) => State;
  /** Told after a change is in force. */
  readonly changed?: (now: State, before: State) => void;
  /** What the log says of a change that is refused. */
  readonly refused: string;
}

export interface Followed<State> {
  /** What is in force now; it is replaced as a whole, never changed. */
  readonly current: State;
  /** Looks now, and takes a change at once: for whoever misses something that may just have come. */
  look(): void;
  /** Looks no more. */
  stop(): Promise<void>;
}

/**
 * Takes the files as they are now, and follows them from then on.
 * @throws what `read` throws, where nothing is in force yet
 */
export function followFiles<State>(options: FollowFilesOptions<State>): Followed<State> {
  const { logger, changed, alarm, refused } = options;
  const { everyMs = 1_000, settleMs = 250, againMs = 60_000 } = options;
  let files: readonly string[] = [];
  let taken = '';
  let state: State;
  let refusedAt: number | undefined;

  /** What it was read from is stamped before, so that a change meanwhile is seen. */
  const read = (before: State | undefined): State => {
    files = options.files();
    taken = stampOf(files);
    return options.read(before);
  };
  state = read(undefined);

  const telling = toldUntilHeard(alarm, logger);
  telling.owe('resolve');

  const take = (isNew: boolean): void => {
    const before = state;
    try {
      state = read(before);
      refusedAt = undefined;
      telling.owe('resolve');
    } catch (failure) {
      refusedAt = performance.now();
      telling.owe('raise');
      if (isNew) tellFaults(logger, failure, refused);
      return;
    }
    changed?.(state, before);
  };

  let seen = taken;
  /** Answers when to look again. */
  const look = (): number => {
    const now = stampOf(files);
    const moved = now !== seen;
    seen = now;
    // Half of it may be written as yet.
    if (moved) return settleMs;
    if (now !== taken) {
      take(true);
      seen = taken;
    } else if (refusedAt !== undefined && performance.now() - refusedAt >= againMs) take(false);
    return everyMs;
  };
  let stopped = false;
  let timer: NodeJS.Timeout;
  const lookIn = (ms: number): void => {
    timer = setTimeout(() => {
      const nextMs = look();
      void telling.tell();
      if (!stopped) lookIn(nextMs);
    }, ms);
    timer.unref();
  };
  void telling.tell();
  lookIn(everyMs);

  return {
    get current() {
      return state;
    },
    look: () => {
      if (stampOf(files) === taken) return;
      take(true);
      seen = taken;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return telling.over();
    },
  };
}

/** Tells one state of some files from another. */
const stampOf = (files: readonly string[]): string => files.map(stampOfFile).join('\n');

function stampOfFile(file: string): string {
  try {
    // In nanoseconds: two changes within one millisecond are two. Of a link, what it leads to.
    const { mtimeNs, ctimeNs, size, ino, mode } = statSync(file, { bigint: true });
    return [mtimeNs, ctimeNs, size, ino, mode].join(' ');
  } catch {
    return 'gone';
  }
}

function tellFaults(logger: Logger, failure: unknown, words: string): void {
  if (failure instanceof ConfigurationFault) logger.error({ faults: [...failure.lines] }, words);
  else if (failure instanceof PrivateFileFault) logger.error({ faults: [failure.message] }, words);
  else logger.error({ err: failure }, words);
}

/** What was owed last is said once it can be: the ledger may be away just now. */
function toldUntilHeard(alarm: FollowingOptions['alarm'], logger: Logger) {
  let owed: keyof typeof alarm | undefined;
  let said: Promise<void> | undefined;
  let isWaiting = false;
  const say = async (what: keyof typeof alarm): Promise<void> => {
    try {
      await alarm[what]();
      if (owed === what) owed = undefined;
      isWaiting = false;
    } catch (failure) {
      if (!isWaiting) logger.warn({ err: failure }, 'the alarm about a refused change waits for the ledger');
      isWaiting = true;
    }
  };
  return {
    owe: (what: keyof typeof alarm) => void (owed = what),
    tell: async (): Promise<void> => {
      if (said !== undefined || owed === undefined) return;
      said = say(owed);
      await said;
      said = undefined;
    },
    over: async (): Promise<void> => {
      await said;
    },
  };
}

/** Everything a drill plays on, from the first part's start to its score. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBank } from '../bank/open-bank.js';
import type { Bank } from '../bank/open-bank.js';
import { runStack } from '../stack/run.js';
import type { StackFile } from '../stack/stack-file.js';
import { resolveTemporal } from '../stack/temporal/resolve.js';
import type { Timing } from '../stack/timing.js';
import { embeddedWords } from '../stack/words.js';
import type { Language } from '../terminal.js';
import { prepareLedger } from '../words/prepare-ledger.js';
import { segmentTable } from './provinces.js';
import { drillRoutes, drillSettings } from './setting.js';
import { teller } from './words.js';
import type { Tell } from './words.js';

/** The first reports come a little after everything is ready for them. */
export const soonMs = 1_500;

export interface DrillOptions<Scored> {
  readonly stateDir: string;
  readonly seed: string;
  readonly applications: number;
  readonly lang: Language;
  readonly progress: (line: string) => void;
  /** Leaves everything running when it is over, until it is asked to stop. */
  readonly stay: boolean;
  /** Told of the score as soon as there is one. */
  readonly scored: (scored: Scored) => void;
}

export interface Stage {
  readonly file: StackFile;
  readonly bank: Bank;
  readonly tell: Tell;
  /** Aborted when it is over, by whoever plays or by whoever interrupts it. */
  readonly over: AbortController;
  readonly elapsedMs: () => number;
}

/**
 * Empties the state folder, starts everything there, and has the drill played; false if it was interrupted before there
 * was a score.
 *
 * @param page of the console to watch it on
 */
export async function onStage<Scored>(
  options: DrillOptions<Scored>,
  timing: Timing,
  page: string,
  play: (stage: Stage) => Promise<Scored | undefined>,
): Promise<boolean> {
  const { stateDir, progress, lang } = options;
  rmSync(stateDir, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  await resolveTemporal({ progress });
  const began = performance.now();
  const segments = join(stateDir, 'number-segments.csv');
  writeFileSync(segments, segmentTable());
  let isScored = false;
  const reason = await runStack(
    {
      stateDir,
      calendar: 'open',
      routes: drillRoutes,
      // So that people can watch it in the console.
      identity: true,
      timing,
      bank: drillSettings(segments),
      progress,
      migrate: prepareLedger,
      simulator: { seed: options.seed, words: embeddedWords, receiptDelayMs: [200, 900], retryScale: 0.01 },
    },
    async ({ file, stopped }) => {
      const bank = openBank(file);
      const over = new AbortController();
      void stopped.then(() => over.abort());
      try {
        const tell = teller(lang);
        // Connected before the clock runs: the first reports would wait for it, and come all at once.
        await bank.temporal.service();
        if (file.consoleUrl !== undefined) tell('watch', new URL(page, file.consoleUrl).href);
        const elapsedMs = () => Math.round(performance.now() - began);
        const scored = await play({ file, bank, tell, over, elapsedMs });
        if (scored === undefined) return 'stop';
        isScored = true;
        options.scored(scored);
      } finally {
        over.abort();
        await bank.close();
      }
      return options.stay ? 'stay' : 'stop';
    },
  );
  if (reason.kind === 'part-failed') throw new Error(reason.message);
  return isScored;
}

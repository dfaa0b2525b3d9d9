/** How the command line speaks: to a person in words and colours, to a program in JSON. */
import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import pc from 'picocolors';
import { catalogue, Refusal } from '../domain/failure/catalogue.js';
import { ConfigurationFault } from '../runtime/configuration/configuration-fault.js';
import { isLedgerAway } from '../ledger/away.js';
import { mask } from '../runtime/logging/mask.js';
import { NoStackRuns, StackRunsAlready } from './stack/stack-file.js';

/** Exit statuses scripts can rely on. */
export const exitStatus = {
  done: 0,
  /** Something broke that should not. */
  failed: 1,
  /** The call itself, or a file it names, is wrong. */
  usage: 2,
  /** Understood and refused: the code says why. */
  refused: 3,
  /** No stack runs, or a part of it cannot be reached; try again. */
  unavailable: 4,
} as const;

export type Language = 'zh' | 'en';

/** Chinese where the environment speaks it, English otherwise; `--lang` decides over both. */
export function languageOf(given: string | undefined, environment = process.env): Language {
  // A variable that is set but empty counts as not set (POSIX).
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const named = [given, LC_ALL, LC_MESSAGES, LANG].find((one) => one !== undefined && one !== '') ?? '';
  return named.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The language a whole command line asks for, known also where it could not be read further. */
export function languageAsked(argv: readonly string[]): Language {
  const written = argv.find((one) => one.startsWith('--lang='))?.slice('--lang='.length);
  const after = argv.includes('--lang') ? argv[argv.indexOf('--lang') + 1] : undefined;
  return languageOf(written ?? after);
}

/** Colours only on a terminal. */
export const colours = pc.createColors(isatty(1) && process.env['NO_COLOR'] === undefined);

/** A wrong call, told in one line. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** Reads a file, or standard input for `-`: the way applicant data comes in, never by arguments. */
export function readInput(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new UsageFault(`${inputName(file)}: expected a file that exists and can be read`);
  }
}

/** The same as text. */
export const readTextInput = (file: string): string => readInput(file).toString('utf8');

/** The same as JSON. */
export function readJsonInput(file: string): unknown {
  const text = readTextInput(file);
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(`${inputName(file)}: expected JSON`);
  }
}

/** How a message names an input. */
export const inputName = (file: string): string => (file === '-' ? 'standard input' : file);

/** Prints a result: as one JSON line, or as the words given. */
export function print(json: boolean | undefined, result: unknown, words: () => string): void {
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${words()}\n`);
}

/** Tells a failure and answers the exit status; no applicant data, no stack trace. */
export function tellFailure(failure: unknown, json: boolean, lang: Language): number {
  const say = (code: string, message: string, fields: readonly string[] = []) => {
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, fields } })}\n`);
    process.stderr.write(
      `${[`bida: ${message}${code === '' ? '' : ` (${code})`}`, ...fields.map((field) => `  ${field}`)].join('\n')}\n`,
    );
  };
  if (failure instanceof Refusal) {
    say(failure.code, catalogue[failure.code][lang], failure.fields);
    return failure.retryable ? exitStatus.unavailable : exitStatus.refused;
  }
  if (failure instanceof UsageFault) {
    say('usage', failure.message);
    return exitStatus.usage;
  }
  if (failure instanceof ConfigurationFault) {
    const [only] = failure.lines;
    if (failure.lines.length === 1 && only !== undefined) say('configuration', only);
    else say('configuration', 'the configuration cannot be used', failure.lines);
    return exitStatus.usage;
  }
  if (failure instanceof StackRunsAlready) {
    say('stack-runs', failure.message);
    return exitStatus.usage;
  }
  if (isTemporalAway(failure)) {
    say('temporal-unavailable', catalogue['temporal-unavailable'][lang]);
    return exitStatus.unavailable;
  }
  if (failure instanceof NoStackRuns) {
    say('no-stack', failure.message);
    return exitStatus.unavailable;
  }
  const { message } = failure as { message?: string };
  if (isLedgerAway(failure)) {
    say('ledger-unavailable', catalogue['ledger-unavailable'][lang]);
    return exitStatus.unavailable;
  }
  say('', mask(message ?? 'something went wrong'));
  return exitStatus.failed;
}

/** By its name: a call that does not need Temporal's client should not wait until that is loaded. */
const isTemporalAway = (failure: unknown): boolean =>
  failure instanceof Error && failure.name === 'ServiceError';

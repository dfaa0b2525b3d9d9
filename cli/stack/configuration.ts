import { join, resolve } from 'node:path';
import type { Route } from '../../domain/attempt/route.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { writeJson } from './atomic-file.js';
import { embeddedWords } from './words.js';

/**
 * Which days are workdays: China’s, none held back (`open`), China’s with the bank’s own days from
 * a file, or a whole calendar given outright.
 */
export type CalendarChoice =
  'cn' | 'open' | { readonly file: string } | { readonly inline: Partial<Configuration['calendar']> };

/** Waiting times of the routes, of staff and of the sweep, in milliseconds. */
export interface Timing {
  readonly route?: {
    readonly callTimeoutMs?: number;
    readonly lingerMs?: number;
    readonly receiptDeadlineMs?: number;
    readonly receiptHorizonMs?: number;
    readonly settlingDelayMs?: number;
  };
  readonly staff?: { readonly dueMs: number; readonly remindBeforeMs: number };
  readonly sweep?: { readonly everyMs: number; readonly graceMs: number };
}

/** How the rooms reach one provider. Secrets are given by file, never by value. */
export interface RouteFacts {
  readonly route: Route;
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretFile: string;
  readonly receiptSecretFile: string;
}

/** What only the stack knows and the rooms need. */
export interface StackFacts {
  readonly stateDir: string;
  readonly calendar: CalendarChoice;
  readonly timing?: Timing;
  readonly routes: readonly RouteFacts[];
}

/** Writes `<state>/configuration.json` (mode 0600) for the rooms and answers its path. */
export function writeConfiguration({ stateDir, calendar, timing, routes }: StackFacts): string {
  const path = join(stateDir, 'configuration.json');
  writeJson(path, {
    version: 1,
    calendar: calendarOf(calendar),
    routes: routes.map((facts, rank) => ({
      route: facts.route,
      protocol: 'aliyun-sms',
      endpoint: facts.endpoint,
      accessKeyId: facts.accessKeyId,
      accessKeySecretFile: facts.secretFile,
      receiptSecretFile: facts.receiptSecretFile,
      signName: embeddedWords.signName,
      // Most applications use the first provider; the second is there for the day it fails.
      weight: rank === 0 ? 4 : 1,
      ...timing?.route,
    })),
    staff: { callBackNumber: '95599', ...timing?.staff },
    ...(timing?.sweep === undefined ? {} : { sweep: timing.sweep }),
  });
  return path;
}

function calendarOf(choice: CalendarChoice): object {
  if (choice === 'cn') return { holidays: 'cn' };
  if (choice === 'open') return { holidays: 'none', open: true };
  return 'file' in choice ? { holidays: resolve(choice.file) } : choice.inline;
}

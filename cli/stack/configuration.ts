import { join } from 'node:path';
import { writeJson } from './atomic-file.js';

/** Which days are workdays: China’s, none held back (`open`), a calendar file, or one given outright. */
export type CalendarChoice = 'cn' | 'open' | { readonly file: string } | { readonly inline: object };

/** How the rooms reach one provider. Secrets are given by file, never by value. */
export interface RouteFacts {
  readonly route: string;
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretFile: string;
  readonly receiptSecretFile: string;
}

/** What only the stack knows and the rooms need. */
export interface StackFacts {
  readonly stateDir: string;
  readonly calendar: CalendarChoice;
  readonly simulatorUrl: string;
  readonly routes: readonly RouteFacts[];
}

/** Writes `<state>/configuration.json` (mode 0600) for the rooms and answers its path. */
export function writeConfiguration(facts: StackFacts): string {
  const path = join(facts.stateDir, 'configuration.json');
  writeJson(path, facts);
  return path;
}

import { join, resolve } from 'node:path';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { writeJson } from './atomic-file.js';
import type { RouteSecrets } from './keys/keys.js';
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
  /** An e-mail counts as delivered when nothing bounced for so long. */
  readonly email?: { readonly receiptDeadlineMs: number; readonly receiptHorizonMs: number };
  readonly staff?: { readonly dueMs: number; readonly remindBeforeMs: number };
  readonly sweep?: { readonly everyMs: number; readonly graceMs: number };
}

/** What only the stack knows and the rooms need. */
export interface StackFacts {
  readonly stateDir: string;
  readonly calendar: CalendarChoice;
  readonly timing?: Timing;
  readonly routes: readonly RouteSecrets[];
  /** Origin of the simulated providers that speak HTTP. */
  readonly simulatorUrl: string;
  readonly smtpPort: number;
}

/** The domain the embedded bank sends e-mail from; nobody's. */
export const bankDomain = 'bank.example';

/** Writes `<state>/configuration.json` (mode 0600) for the rooms and answers its path. */
export function writeConfiguration(facts: StackFacts): string {
  const { stateDir, calendar, timing, routes } = facts;
  const path = join(stateDir, 'configuration.json');
  writeJson(path, {
    version: 1,
    calendar: calendarOf(calendar),
    routes: routes.map((route) => routeOf(route, facts)),
    staff: { callBackNumber: '95599', ...timing?.staff },
    ...(timing?.sweep === undefined ? {} : { sweep: timing.sweep }),
  });
  return path;
}

/** How the rooms reach one provider. Secrets are named by file, never by value. */
function routeOf(secrets: RouteSecrets, { simulatorUrl, smtpPort, timing }: StackFacts): object {
  const { route, protocol, receiptSecretFile } = secrets;
  const named = { route, protocol, receiptSecretFile };
  switch (secrets.protocol) {
    case 'aliyun-sms':
      return {
        ...named,
        endpoint: simulatorUrl,
        accessKeyId: secrets.accessKeyId,
        accessKeySecretFile: secrets.secretFile,
        signName: embeddedWords.signName,
        // Most applications use the first provider; the second is there for the day it fails.
        weight: route === 'sms/aliyun' ? 4 : 1,
        ...timing?.route,
      };
    case 'fcm-push':
      return {
        ...named,
        endpoint: simulatorUrl,
        tokenUrl: `${simulatorUrl}/token`,
        serviceAccountFile: secrets.serviceAccountFile,
        ...timing?.route,
      };
    case 'smtp-email':
      return {
        ...named,
        host: '127.0.0.1',
        port: smtpPort,
        tls: 'none',
        user: secrets.user,
        passwordFile: secrets.passwordFile,
        from: `必达示例银行 <notice@${bankDomain}>`,
        domain: bankDomain,
        ...timing?.route,
        lingerMs: 0,
        ...timing?.email,
      };
  }
}

function calendarOf(choice: CalendarChoice): object {
  if (choice === 'cn') return { holidays: 'cn' };
  if (choice === 'open') return { holidays: 'none', open: true };
  return 'file' in choice ? { holidays: resolve(choice.file) } : choice.inline;
}

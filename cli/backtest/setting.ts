/** Where a backtest plays: the log's calendar and policy, and two accounts with the simulated provider. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { channels } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import { stages } from '../../domain/stage/stage.js';
import { configurationSchema } from '../../runtime/configuration/configuration-schema.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { Secret } from '../../runtime/configuration/secret.js';
import type { Account } from '../../simulator/account.js';
import type { LogMapping } from '../feed/log-mapping.js';
import { embeddedWords } from '../stack/words.js';

interface RouteAccount {
  readonly route: Route;
  readonly weight: number;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly receiptSecret: string;
}

/** The two accounts; their secrets are of this run alone. */
export function newAccounts(): readonly RouteAccount[] {
  const secret = () => randomBytes(18).toString('base64url');
  return [['sms/aliyun', 4] as const, ['sms/aliyun-b', 1] as const].map(([route, weight]) => ({
    route: route,
    weight,
    accessKeyId: `backtest-${route.slice(4)}`,
    accessKeySecret: secret(),
    receiptSecret: secret(),
  }));
}

/** The accounts as the provider knows them; receipts go to `doorUrl`. */
export const providerAccounts = (accounts: readonly RouteAccount[], doorUrl: string): Account[] =>
  accounts.map(({ route, accessKeyId, accessKeySecret, receiptSecret }) => ({
    route,
    accessKeyId,
    accessKeySecret,
    signName: embeddedWords.signName,
    templates: [...embeddedWords.templates],
    receiptUrl: `${doorUrl}/v1/receipts/${route}/${receiptSecret}`,
  }));

export const doorSecrets = (accounts: readonly RouteAccount[]): ReadonlyMap<Route, Secret> =>
  new Map(accounts.map(({ route, receiptSecret }) => [route, new Secret(receiptSecret)]));

/**
 * The two meet here (epoch milliseconds): the server cannot be set back to the log's years, so the
 * log is played on the server's time and the calendar shows the log's, at the same pace.
 */
export interface Anchors {
  readonly serverAt: number;
  readonly loggedAt: number;
}

/** Long enough for a receipt on a busy machine; a running activity holds the server's time still. */
const lingerMs = 10_000;

/**
 * The product's configuration under the mapping's calendar, its policy for every stage and channel;
 * the rest as shipped. Secrets are written to `folder` (mode 0600).
 */
export function configurationOf(
  { calendar: { timeZone, holidays, policy } }: LogMapping,
  { serverAt, loggedAt }: Anchors,
  accounts: readonly RouteAccount[],
  folder: string,
  endpoint: string,
): Configuration {
  const secretFile = (name: string, secret: string): string => {
    const file = join(folder, name);
    writeFileSync(file, secret, { mode: 0o600 });
    return file;
  };
  const forEveryChannel = Object.fromEntries(channels.map((channel) => [channel, policy]));
  return configurationSchema.parse({
    version: 1,
    calendar: {
      timeZone,
      holidays,
      pressed: {
        realAnchor: new Date(serverAt).toISOString(),
        calendarAnchor: new Date(loggedAt).toISOString(),
        factor: 1,
      },
    },
    policies: Object.fromEntries(stages.map((stage) => [stage, forEveryChannel])),
    routes: accounts.map(({ route, weight, accessKeyId, accessKeySecret, receiptSecret }, rank) => ({
      route,
      protocol: 'aliyun-sms',
      endpoint,
      accessKeyId,
      accessKeySecretFile: secretFile(`access-${rank}`, accessKeySecret),
      receiptSecretFile: secretFile(`receipt-${rank}`, receiptSecret),
      signName: embeddedWords.signName,
      weight,
      lingerMs,
      // The server's time stands still in between: a pace would be waited for in real time.
      perSecond: 5_000,
    })),
    staff: { callBackNumber: '95599' },
    // A log tells what the bank reported, and nobody stands by to approve it once more.
    approvals: { correctedDecisions: false },
  });
}

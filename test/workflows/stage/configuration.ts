import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import type { Configuration } from '../../../runtime/configuration/configuration-schema.js';
import { allSlots } from '../../../domain/words/slot.js';
import type { TemplateSlot } from '../../../domain/words/slot.js';
import type { Account } from '../../../simulator/account.js';
import type { Simulator } from '../../../simulator/simulator.js';

/** The provider's code of each message, whatever its language and applicant. */
export function smsCode({ stage, decision }: TemplateSlot): string {
  if (decision !== undefined) return `SMS_${decision.toUpperCase()}`;
  return stage === 'preliminary-approval' ? 'SMS_PRELIMINARY' : 'SMS_DOCUMENTS';
}

/** The first route of every application's plan that has a mobile number, and the one behind it. */
export const firstRoute = 'sms/aliyun';
export const secondRoute = 'sms/aliyun-b';
/** For applicants with an e-mail address; behind the others unless a test puts it first. */
export const mailRoute = 'email/smtp';
export const receiptSecret = 'receipt-secret-of-the-tests';
const mail = { user: 'bank', password: 'mail-secret', domain: 'mail.bank.example' } as const;

/** The bank's accounts with the simulated providers, for receipts taken at `doorUrl`. */
export const accounts = (doorUrl: string): Account[] => [
  ...[firstRoute, secondRoute].map((route) => ({
    route,
    accessKeyId: `key-of-${route.slice(4)}`,
    accessKeySecret: 'test-secret',
    signName: '必达银行',
    authCode,
    templates: [...new Set(allSlots().map(smsCode))],
    receiptUrl: `${doorUrl}/v1/receipts/${route}/${receiptSecret}`,
  })),
  { protocol: 'smtp-email', route: mailRoute, ...mail },
];

/** Monday to Friday, 9 to 18; what tests change is changed for one test only. */
export function configurationOf(
  folder: string,
  { url: endpoint, smtpPort }: Pick<Simulator, 'url' | 'smtpPort'>,
): Configuration {
  const secretFile = (name: string, secret: string): string => {
    writeFileSync(join(folder, name), secret, { mode: 0o600 });
    return join(folder, name);
  };
  const route = (name: string, weight: number) => ({
    route: name,
    protocol: 'aliyun-sms',
    endpoint,
    accessKeyId: `key-of-${name.slice(4)}`,
    accessKeySecretFile: secretFile('access-key', 'test-secret'),
    receiptSecretFile: secretFile('receipt', receiptSecret),
    signName: '必达银行',
    callTimeoutMs: 1_000,
    lingerMs: 5_000,
    weight,
  });
  return configurationSchema.parse({
    version: 1,
    calendar: { holidays: 'none' },
    // Weights so far apart that every application draws the same order.
    routes: [
      route(firstRoute, 1_000),
      route(secondRoute, 0.001),
      {
        route: mailRoute,
        protocol: 'smtp-email',
        host: '127.0.0.1',
        port: smtpPort,
        tls: 'none',
        user: mail.user,
        passwordFile: secretFile('mail-password', mail.password),
        receiptSecretFile: secretFile('receipt', receiptSecret),
        from: `必达银行 <notice@${mail.domain}>`,
        domain: mail.domain,
        callTimeoutMs: 2_000,
      },
    ],
    staff: { callBackNumber: '95588' },
  });
}

/** The same configuration, but that no send activity waits for its receipt. */
export const withoutLingering = (configuration: Configuration): Configuration => ({
  ...configuration,
  routes: configuration.routes.map((route) => ({ ...route, lingerMs: 0 })),
});

/** What the provider granted for checks of numbers. */
const authCode = 'granted';

/** The same configuration, but that both checks are made, under the first route's account. */
export function withChecks(
  configuration: Configuration,
  more: { readonly maxAgeMs?: number },
): Configuration {
  const [first] = configuration.routes;
  if (first?.protocol !== 'aliyun-sms') throw new Error('the first route has no account for checks');
  const { endpoint, accessKeyId, accessKeySecretFile } = first;
  const check = { provider: 'aliyun', endpoint, accessKeyId, accessKeySecretFile, authCode } as const;
  const checks = { ...configuration.checks, numberStatus: check, realName: check, timeoutMs: 500, ...more };
  return { ...configuration, checks };
}

/** The same configuration, but that e-mail is tried before SMS, whatever the stage. */
export const mailFirst = (configuration: Configuration): Configuration => ({
  ...configuration,
  channelOrder: {
    'preliminary-approval': ['email', 'sms'],
    'supplementary-documents': ['email', 'sms'],
    'final-decision': ['email', 'sms'],
  },
});

/** Who is told of alarms, with the addresses and secrets of what was configured. */
import { createHash } from 'node:crypto';
import { officeFrom } from '../../domain/alarm/office-hours.js';
import type { MessageSetting } from '../../domain/alarm/message.js';
import type { TellingRules } from '../../domain/alarm/telling.js';
import type { AlarmLanguage } from '../../domain/alarm/words/words.js';
import { checkEmail } from '../../domain/contact/email.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import type {
  AlarmMailConfiguration,
  AlarmWebhookConfiguration,
  Configuration,
  ResponderConfiguration,
} from '../../runtime/configuration/configuration-schema.js';
import { readRotatingSecret, readSecret } from '../../runtime/configuration/secret.js';
import type { Secret } from '../../runtime/configuration/secret.js';
import type { SmtpServer } from '../../runtime/mail/exchange.js';

interface AddressOnRecord {
  /** By which it is known on record: the address itself is not written down, and may hold a secret. */
  readonly digest: Buffer;
  /** How it is named to people: `email 1`, `webhook 2`. */
  readonly name: string;
}

export interface EmailAddress extends AddressOnRecord {
  readonly channel: 'email';
  readonly to: string;
}

interface Target extends AddressOnRecord {
  readonly channel: 'webhook';
  readonly url: string;
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  /** The keys it is signed with. */
  readonly secret: Secret;
}
export interface PlainTarget extends Target {
  readonly template: 'plain';
}
export interface RobotTarget extends Target {
  readonly template: 'dingtalk';
  readonly token: Secret;
}

export type ResponderAddress = EmailAddress | PlainTarget | RobotTarget;

export interface Responder {
  readonly name: string;
  readonly language: AlarmLanguage;
  readonly addresses: readonly ResponderAddress[];
}

/** A mail server, and as whom we send. */
export interface AlarmMail {
  readonly server: SmtpServer;
  readonly from: string;
  readonly timeoutMs: number;
}

/** What `alarms` of the configuration brings into force. */
export interface AlarmTelling {
  readonly responders: readonly Responder[];
  readonly rules: TellingRules;
  readonly setting: Omit<MessageSetting, 'language'>;
  readonly mail?: AlarmMail;
}

/** Reads it with its secrets; undefined where nobody is told. Throws a PrivateFileFault where a file cannot be used. */
export function openTelling(configuration: Configuration, calendar: SendRules): AlarmTelling | undefined {
  const { alarms, identity } = configuration;
  if (alarms === undefined) return undefined;
  const { responders, steps, groupWithinMs, tellAgainMs, runbooks, mail } = alarms;
  const console = identity?.signIn?.redirectBase;
  return {
    responders: responders.map(openResponder),
    rules: {
      responders: new Set(responders.map(({ name }) => name)),
      steps,
      groupWithinMs,
      tellAgainMs,
      officeFrom: (at) => officeFrom(calendar, at),
    },
    setting: {
      timeZone: calendar.timeZone,
      ...(console === undefined ? {} : { console }),
      ...(runbooks === undefined ? {} : { runbooks }),
    },
    ...(mail === undefined ? {} : { mail: openMail(mail) }),
  };
}

const openResponder = ({ name, language, emails, webhooks }: ResponderConfiguration): Responder => ({
  name,
  language,
  addresses: [
    ...emails.flatMap((email, n): EmailAddress[] => {
      const { address: to } = checkEmail(email);
      if (to === undefined) return [];
      return [{ channel: 'email', digest: digestOf('email', to), name: `email ${n + 1}`, to }];
    }),
    ...webhooks.map((webhook, n) => openWebhook(webhook, `webhook ${n + 1}`)),
  ],
});

function openWebhook(webhook: AlarmWebhookConfiguration, name: string): PlainTarget | RobotTarget {
  const { url, allowPrivate, timeoutMs, secretFile } = webhook;
  const target = { channel: 'webhook', name, url, allowPrivate, timeoutMs } as const;
  if (webhook.template === 'plain') {
    const secret = readRotatingSecret(secretFile);
    return { ...target, template: 'plain', digest: digestOf('plain', url), secret };
  }
  const token = readSecret(webhook.tokenFile);
  // All robots are called by one address; the token tells them apart.
  const digest = digestOf('dingtalk', url, token.reveal());
  return { ...target, template: 'dingtalk', digest, token, secret: readSecret(secretFile) };
}

const digestOf = (...parts: readonly string[]): Buffer =>
  createHash('sha256').update(parts.join('\n')).digest();

function openMail({
  host,
  port,
  tls,
  user,
  passwordFile,
  from,
  timeoutMs,
}: AlarmMailConfiguration): AlarmMail {
  const password = passwordFile === undefined ? undefined : readSecret(passwordFile).reveal();
  const login = user === undefined || password === undefined ? {} : { login: { user, password } };
  return { server: { host, port, tls, name: domainOf(from), ...login }, from, timeoutMs };
}

/** The domain of a sender, by which we greet the server and name our messages. */
const domainOf = (from: string): string => /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

import { z } from 'zod';
import { isRoute } from '../../domain/attempt/route.js';
import type { Channel, Route } from '../../domain/attempt/route.js';
import { addressesSchema } from './addresses-schema.js';
import { healthSchema } from './health-schema.js';
import { bankGatewaySms } from './routes/bank-gateway-sms.js';

const hourMs = 3_600_000;
const loopback = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** Whether a host name is this machine's own. */
export const isLoopback = (host: string): boolean => loopback.has(host);

/** Numbers and words travel to the endpoint, so in clear text only inside this machine. */
const isEndpoint = (text: string): boolean => {
  try {
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  } catch {
    return false;
  }
};

/** A text that is not empty. */
export const text = (expected: string) => z.string(expected).min(1, expected);
/** The path of a file that holds a secret. */
export const secretFile = text('expected the path of a file that holds the secret');

const routeName = (channel: Channel, example: string) =>
  z
    .string(`expected a route such as ${example}`)
    .refine(
      (name): name is Route => isRoute(name) && name.startsWith(`${channel}/`),
      `expected a route such as ${example}`,
    );
/** Where a provider is called. */
export const endpoint = z
  .string('expected an https URL')
  .refine(isEndpoint, 'expected an https URL without credentials or query (http only to this machine)');

/** What every route has, whatever its protocol; durations in milliseconds. */
const shared = ({
  lingerMs,
  receiptDeadlineMs,
  receiptHorizonMs,
  byReceipt = true,
}: Record<'lingerMs' | 'receiptDeadlineMs' | 'receiptHorizonMs', number> & {
  readonly byReceipt?: boolean;
}) => ({
  /** The whole exchange with the provider. */
  callTimeoutMs: z.int().min(100).max(30_000).default(3_000),
  /** How long the send activity itself waits for the receipt. */
  lingerMs: z.int().min(0).max(60_000).default(lingerMs),
  /** Silence after this long is `no-receipt`, and the next step is taken. */
  receiptDeadlineMs: z
    .int()
    .min(1_000)
    .max(7 * 24 * hourMs)
    .default(receiptDeadlineMs),
  /** Until when a late receipt may still come. */
  receiptHorizonMs: z
    .int()
    .min(60_000)
    .max(14 * 24 * hourMs)
    .default(receiptHorizonMs),
  /** How long an unknown outcome settles before the provider is asked. */
  settlingDelayMs: z.int().min(0).max(600_000).default(5_000),
  /** What the provider allows: several workers (`stories.workers`) share it out. */
  perSecond: z.number().positive().max(5_000).default(100),
  /** Its share among routes of one channel, by hash of the application id. */
  weight: z.number().positive().max(1_000).default(1),
  /**
   * The secret at the end of the address the provider pushes receipts to. While another takes its place both stand
   * in the file, one a line, the newest first: all are accepted, and addresses are made with the first.
   */
  receiptSecretFile: secretFile,
  /**
   * Where receipts may come from, as addresses or networks (`203.0.113.0/24`, `2001:db8::/32`); from anywhere unless
   * it is given. Behind a proxy it is the sender's address, if `api.trustedProxies` names the proxy.
   */
  receiptSources: addressesSchema.optional(),
  /** From when on it counts as in trouble. */
  health: healthSchema({ byReceipt }).prefault({}),
});
const receipts = { lingerMs: 20_000, receiptDeadlineMs: 180_000, receiptHorizonMs: 72 * hourMs } as const;
const byReceipt = shared(receipts);
/** Whether a push was shown depends on whoever holds the telephone. */
const byApp = shared({ ...receipts, byReceipt: false });

const aliyunSmsSchema = z.strictObject({
  /** Its name everywhere; `sms/` and lower-case letters, digits and hyphens. */
  route: routeName('sms', 'sms/aliyun'),
  protocol: z.literal('aliyun-sms'),
  endpoint,
  accessKeyId: text('expected the id of the access key'),
  accessKeySecretFile: secretFile,
  signName: text('expected the signature the provider approved'),
  ...byReceipt,
});

/** A push is taken by Firebase; that it was shown, only the bank's own app can say (it acknowledges). */
const fcmPushSchema = z.strictObject({
  route: routeName('push', 'push/fcm'),
  protocol: z.literal('fcm-push'),
  /** Origin of the FCM HTTP v1 API. */
  endpoint: endpoint.default('https://fcm.googleapis.com'),
  /** Where the service account's grant is exchanged for a token (RFC 7523). */
  tokenUrl: endpoint.default('https://oauth2.googleapis.com/token'),
  /** The service account's key file, as Firebase hands it out. */
  serviceAccountFile: secretFile,
  ...byApp,
});

/**
 * The recipient's server taking an e-mail is all that is known of it: it counts as delivery when nothing
 * bounced by the receipt deadline, and a bounce may come until the horizon.
 */
const smtpEmailSchema = z.strictObject({
  route: routeName('email', 'email/smtp'),
  protocol: z.literal('smtp-email'),
  host: text('expected the host of the mail server'),
  port: z.int().min(1).max(65_535),
  /** `implicit` from the first byte, `starttls` required, `none` to this machine only. */
  tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
  user: text('expected the user of the mail account').optional(),
  passwordFile: secretFile.optional(),
  /** The sender applicants see, such as `Example Bank <notice@bank.example>`. */
  from: text('expected the sender applicants see'),
  /** The domain of message ids and of the addresses bounces come back to. */
  domain: z.hostname('expected a domain'),
  ...shared({ lingerMs: 0, receiptDeadlineMs: 24 * hourMs, receiptHorizonMs: 72 * hourMs, byReceipt: false }),
});

/**
 * Push in mainland China. Like Firebase, JPush takes a message; that it was shown, the bank's app says. It
 * takes a message once however often it is sent (`cid`), so an outcome that is unknown is asked for that way.
 */
const jpushPushSchema = z.strictObject({
  route: routeName('push', 'push/jpush'),
  protocol: z.literal('jpush-push'),
  /** Origin of the REST API v3. */
  endpoint: endpoint.default('https://api.jpush.cn'),
  appKey: z.string('expected the app key').regex(/^[0-9A-Za-z]{1,64}$/, 'expected the app key'),
  masterSecretFile: secretFile,
  /** Whether Apple's production service is used; false for the app's development builds. */
  apnsProduction: z.boolean().default(true),
  /** How long a handset that is off line is tried for, seconds (ten days at most). */
  timeToLiveS: z.int().min(0).max(864_000).default(86_400),
  ...byApp,
});

/** Tencent Cloud SMS, API 2021-01-11. */
const tencentSmsSchema = z.strictObject({
  route: routeName('sms', 'sms/tencent'),
  protocol: z.literal('tencent-sms'),
  endpoint: endpoint.default('https://sms.tencentcloudapi.com'),
  /** Which of the provider's regions serves us. */
  region: text('expected a region such as ap-guangzhou').default('ap-guangzhou'),
  secretId: text('expected the id of the key'),
  secretKeyFile: secretFile,
  /** The SMS application that signature and templates belong to. */
  smsSdkAppId: text('expected the id of the SMS application'),
  signName: text('expected the signature the provider approved'),
  ...byReceipt,
});

const bankGatewaySmsSchema = z.strictObject({
  route: routeName('sms', 'sms/bank-gateway'),
  ...bankGatewaySms,
  endpoint,
  ...byReceipt,
});

/**
 * Calls by Aliyun's voice service (Dyvmsapi 2017-05-25, SingleCallByTts). A call rings for up to a minute and its
 * record comes when it is over. `perSecond` is the account's own: a number called is capped besides, once a minute.
 */
const aliyunVoiceSchema = z.strictObject({
  route: routeName('voice', 'voice/aliyun'),
  protocol: z.literal('aliyun-voice'),
  endpoint: endpoint.default('https://dyvmsapi.aliyuncs.com'),
  accessKeyId: text('expected the id of the access key'),
  accessKeySecretFile: secretFile,
  /** The number shown to whoever is called; without it one of the provider's public pool. */
  calledShowNumber: z
    .string('expected a telephone number')
    .regex(/^\d{5,16}$/, 'expected a telephone number')
    .optional(),
  /** How often the announcement is said. */
  playTimes: z.int().min(1).max(3).default(2),
  ...shared({ lingerMs: 45_000, receiptDeadlineMs: 180_000, receiptHorizonMs: 72 * hourMs }),
});

/** A route by its protocol; their order in the file is their rank. */
export const routeSchema = z.discriminatedUnion(
  'protocol',
  [
    aliyunSmsSchema,
    fcmPushSchema,
    smtpEmailSchema,
    jpushPushSchema,
    tencentSmsSchema,
    bankGatewaySmsSchema,
    aliyunVoiceSchema,
  ],
  'expected "aliyun-sms", "fcm-push", "smtp-email", "jpush-push", "tencent-sms", "bank-gateway-sms" or "aliyun-voice"',
);
export type RouteConfiguration = Readonly<z.output<typeof routeSchema>>;
export type Protocol = RouteConfiguration['protocol'];
/** A route of one protocol. */
export type RouteOf<Kind extends Protocol> = Extract<RouteConfiguration, { protocol: Kind }>;

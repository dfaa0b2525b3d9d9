import { z } from 'zod';
import { isRoute } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';

const hourMs = 3_600_000;
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Numbers and words travel to the endpoint, so in clear text only inside this machine. */
const isEndpoint = (text: string): boolean => {
  try {
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
    return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
  } catch {
    return false;
  }
};

const text = (expected: string) => z.string(expected).min(1, expected);
const secretFile = text('expected the path of a file that holds the secret');
const templateCode = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const smsRoute = 'expected a route such as sms/aliyun';

const aliyunSmsSchema = z.strictObject({
  /** Its name everywhere; `sms/` and lower-case letters, digits and hyphens. */
  route: z
    .string(smsRoute)
    .refine((name): name is Route => isRoute(name) && name.startsWith('sms/'), smsRoute),
  protocol: z.literal('aliyun-sms'),
  endpoint: z
    .string('expected an https URL')
    .refine(isEndpoint, 'expected an https URL without credentials or query (http only to this machine)'),
  accessKeyId: text('expected the id of the access key'),
  accessKeySecretFile: secretFile,
  signName: text('expected the signature the provider approved'),
  /** Codes the provider approved; a stage without one does not use this route. */
  templates: z
    .strictObject({
      'preliminary-approval': templateCode.optional(),
      'supplementary-documents': templateCode.optional(),
      'final-decision': z
        .union(
          [
            templateCode,
            z.strictObject({
              approved: templateCode.optional(),
              declined: templateCode.optional(),
              conditional: templateCode.optional(),
            }),
          ],
          'expected a template code, or one each for approved, declined and conditional',
        )
        .optional(),
    })
    .prefault({}),
  /** The whole exchange with the provider. */
  callTimeoutMs: z.int().min(100).max(30_000).default(3_000),
  /** How long the send activity itself waits for the receipt. */
  lingerMs: z.int().min(0).max(60_000).default(20_000),
  /** Silence after this long is `no-receipt`, and the next step is taken. */
  receiptDeadlineMs: z
    .int()
    .min(1_000)
    .max(24 * hourMs)
    .default(180_000),
  /** Until when a late receipt may still come. */
  receiptHorizonMs: z
    .int()
    .min(60_000)
    .max(14 * 24 * hourMs)
    .default(72 * hourMs),
  /** How long an unknown outcome settles before the provider is asked. */
  settlingDelayMs: z.int().min(0).max(600_000).default(5_000),
  /** This process's share of the provider's limit: several workers share it out by configuration. */
  perSecond: z.number().positive().max(5_000).default(100),
  /** Its share among routes of one channel, by hash of the application id. */
  weight: z.number().positive().max(1_000).default(1),
  /** The secret at the end of the address the provider pushes receipts to. */
  receiptSecretFile: secretFile,
});

/** A route by its protocol; their order in the file is their rank. */
export const routeSchema = z.discriminatedUnion('protocol', [aliyunSmsSchema], 'expected "aliyun-sms"');
export type RouteConfiguration = Readonly<z.output<typeof routeSchema>>;

import { z } from 'zod';
import { alarmLanguages } from '../../domain/alarm/words/words.js';
import { checkEmail } from '../../domain/contact/email.js';
import { secretFile, text } from './route-schema.js';
import { isTarget } from './webhook-schema.js';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;

const responderName = z
  .string('expected a name')
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name of lower-case letters, digits and hyphens');

const expectedUrl = 'expected an https URL without credentials or fragment';
const target = z.string(expectedUrl).max(2_048, expectedUrl).refine(isTarget, expectedUrl);

const expectedBase = 'expected an https address without query or fragment';
const base = z
  .string(expectedBase)
  .max(1_000, expectedBase)
  .refine((given) => isTarget(given) && new URL(given).search === '', expectedBase);

/** What the addresses of webhooks have in common. */
const reached = {
  /** Whether it may lie in a private network or on this machine, and be reached without TLS. */
  allowPrivate: z.boolean().default(false),
  /** The whole exchange, milliseconds. */
  timeoutMs: z.int().min(100).max(30_000).default(10_000),
};

const webhookSchema = z.discriminatedUnion(
  'template',
  [
    z.strictObject({
      /** Our own JSON, signed as the webhooks of the loan system are (docs/webhooks.md). */
      template: z.literal('plain'),
      url: target,
      /** Holds its keys, `whsec_` and base64, one a line, the newest first; all of them sign. */
      secretFile,
      ...reached,
    }),
    z.strictObject({
      /** A DingTalk group robot (自定义机器人) that is secured by signatures (加签). */
      template: z.literal('dingtalk'),
      url: target.default('https://oapi.dingtalk.com/robot/send'),
      /** Holds the `access_token` of its address. */
      tokenFile: secretFile,
      /** Holds the key it signs with, `SEC…`. */
      secretFile,
      ...reached,
    }),
  ],
  'expected "plain" or "dingtalk"',
);
export type AlarmWebhookConfiguration = Readonly<z.output<typeof webhookSchema>>;

const email = z
  .string('expected an e-mail address')
  .refine((given) => checkEmail(given).state === 'good', 'expected an e-mail address');

const responderSchema = z.strictObject({
  /** Its name everywhere: what it was told hangs on it, so that its addresses may change. */
  name: responderName,
  /** The language it is told in. */
  language: z.enum(alarmLanguages).default('zh'),
  emails: z.array(email).max(20).default([]),
  webhooks: z.array(webhookSchema).max(10).default([]),
});
export type ResponderConfiguration = Readonly<z.output<typeof responderSchema>>;

const stepSchema = z.strictObject({
  /** So long after somebody was first told of it; of the first step, after it was raised. */
  afterMs: z
    .int()
    .min(0)
    .max(7 * dayMs),
  responders: z.array(responderName).min(1).max(50),
  /** Waits for business hours of the calendar; day and night otherwise. */
  officeHours: z.boolean().default(false),
});
const stepsSchema = z.array(stepSchema).max(10);

/** Who is told of alarms, in which order while nobody acknowledges one, and how (docs/alarms.md). */
export const alarmsSchema = z.strictObject({
  responders: z
    .array(responderSchema)
    .min(1)
    .max(50)
    .refine(
      (responders) => new Set(responders.map(({ name }) => name)).size === responders.length,
      'expected each name once',
    ),
  /** By severity; of one that is left out nobody is told. */
  steps: z.strictObject({
    critical: stepsSchema.min(1),
    warning: stepsSchema.default([]),
    minor: stepsSchema.default([]),
  }),
  /** What becomes due for a responder within so long is one message. */
  groupWithinMs: z
    .int()
    .min(0)
    .max(60 * minuteMs)
    .default(30 * secondMs),
  /** An alarm that comes back within so long of its end is no news of its own. */
  tellAgainMs: z
    .int()
    .min(0)
    .max(dayMs)
    .default(10 * minuteMs),
  /** Where the runbooks are: `<base>/<kind>.md`; named as they lie in the repository unless given. */
  runbooks: base.optional(),
  /** The mail server, for responders with e-mail addresses. */
  mail: z
    .strictObject({
      host: text('expected the host of the mail server'),
      port: z.int().min(1).max(65_535),
      /** `implicit` from the first byte, `starttls` required, `none` to this machine only. */
      tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
      user: text('expected the user of the mail account').optional(),
      passwordFile: secretFile.optional(),
      /** The sender they see, such as `Bida <bida@bank.example>`. */
      from: text('expected the sender responders see'),
      /** The whole exchange, milliseconds. */
      timeoutMs: z.int().min(100).max(30_000).default(10_000),
    })
    .optional(),
});
export type AlarmMailConfiguration = NonNullable<Readonly<z.output<typeof alarmsSchema>>['mail']>;

/** How often the API looks whether what it cannot do without is there, and after how long it is an alarm. */
export const watchSchema = z.strictObject({
  everyMs: z
    .int()
    .min(100)
    .max(60 * minuteMs)
    .default(minuteMs),
  awayAfterMs: z
    .int()
    .min(0)
    .max(60 * minuteMs)
    .default(2 * minuteMs),
});

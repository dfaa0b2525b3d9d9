import { z } from 'zod';
import { channels } from '../../domain/attempt/route.js';
import type { Channel } from '../../domain/attempt/route.js';
import { usualClaimMs, usualComplaintMs } from '../../domain/human-task/human-task.js';
import { stages } from '../../domain/stage/stage.js';
import type { Stage } from '../../domain/stage/stage.js';
import { addressesSchema } from './addresses-schema.js';
import { alarmsSchema, watchSchema } from './alarms-schema.js';
import { approvalsSchema } from './approvals-schema.js';
import { calendarSchema } from './calendar-schema.js';
import { checksSchema } from './check-schema.js';
import { monitorSchema } from './health-schema.js';
import { identitySchema } from './identity-schema.js';
import { incidentsSchema } from './incidents-schema.js';
import { routeSchema } from './route-schema.js';
import { webhookSchema } from './webhook-schema.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** An object with exactly these keys, each read by the same schema. */
const each = <Key extends string, Schema extends z.ZodType>(keys: readonly Key[], schema: Schema) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, schema])) as Record<Key, Schema>);

const policySchema = z.enum(['preferred', 'strict']).optional();
const policiesSchema = each<Channel, typeof policySchema>(channels, policySchema).prefault({});
const copySchema = z.boolean().default(true);
const channelOrderSchema = z
  .array(z.enum(channels))
  .min(1)
  .refine((order) => new Set(order).size === order.length, 'expected each channel once')
  .default(['sms', 'push', 'email', 'voice']);

/**
 * The product's configuration file. Everything has a default but the routes, their accounts and
 * the number applicants may call. Unknown fields are refused: a misspelt one would be a default.
 */
export const configurationSchema = z.strictObject({
  version: z.literal(1),
  calendar: calendarSchema.prefault({}),
  /** What is not named is `preferred`. */
  policies: each<Stage, typeof policiesSchema>(stages, policiesSchema).prefault({}),
  /** Whether silence alone may bring a second message by another route. */
  copyOnSilence: each<Stage, typeof copySchema>(stages, copySchema).prefault({}),
  /** Which channel is tried first, and which after it; one that is left out is not used for the stage. */
  channelOrder: each<Stage, typeof channelOrderSchema>(stages, channelOrderSchema).prefault({}),
  routes: z
    .array(routeSchema)
    .max(50)
    .refine(
      (routes) => new Set(routes.map(({ route }) => route)).size === routes.length,
      'expected each route name once',
    ),
  /**
   * Which beginnings of mobile numbers are whose, and where: `sample` (shipped, carriers almost alone), `none`, or
   * the path of a CSV file `prefix,province,carrier`. A guess by which routes are judged where numbers are from, and
   * lose their share where they are in trouble.
   */
  numberSegments: z.string('expected "sample", "none" or the path of a file').min(1).default('sample'),
  /** Who checks whether a number is in service, and whose it is; nobody unless named. */
  checks: checksSchema.prefault({}),
  staff: z.strictObject({
    dueMs: z
      .int()
      .min(1_000)
      .max(14 * dayMs)
      .default(dayMs),
    remindBeforeMs: z
      .int()
      .min(0)
      .default(2 * hourMs),
    /** For a complaint that came by SMS. */
    complaintDueMs: z
      .int()
      .min(1_000)
      .max(14 * dayMs)
      .default(usualComplaintMs),
    /** Until when a task stays with whoever takes it on and does nothing more. */
    claimMs: z.int().min(60_000).max(dayMs).default(usualClaimMs),
    /** Shown to applicants in messages. */
    callBackNumber: z
      .string('expected a telephone number that applicants may call')
      .regex(/^\+?[0-9][0-9 -]{2,19}$/, 'expected a telephone number that applicants may call'),
  }),
  /** What needs a second pair of eyes, and for how long it waits for them. */
  approvals: approvalsSchema.prefault({}),
  /** Where e-mails that cannot be delivered come back to; nobody listens unless it is named. */
  bounces: z
    .strictObject({
      /** The address listened on; another machine's mail server can only reach it where it is not loopback. */
      host: z.string('expected an address').min(1).default('127.0.0.1'),
      port: z.int().min(0).max(65_535),
    })
    .optional(),
  /** Who tells who calls; without it the addresses behind a token are not opened. */
  identity: identitySchema.optional(),
  api: z
    .strictObject({
      /**
       * The proxies in front of the API: only what comes from them may say on whose behalf it comes
       * (`X-Forwarded-For`); nobody unless named.
       */
      trustedProxies: addressesSchema.optional(),
      /** Where engineers look at workflows; the console leads there where it is named. */
      temporalUi: z
        .strictObject({
          url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }),
          namespace: z.string().min(1).max(255).default('default'),
        })
        .optional(),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      /** From where `/metrics` of API and worker may be read; from the process's own machine alone unless it is named. */
      sources: addressesSchema.optional(),
    })
    .prefault({}),
  application: z
    .strictObject({
      quietAlarmAfterMs: z
        .int()
        .min(1_000)
        .default(180 * dayMs),
    })
    .prefault({}),
  stories: z
    .strictObject({
      /**
       * How many stories a worker keeps in memory between their steps, each some 130 KB; read as it starts. One that is
       * not kept is read again from its history when something happens to it.
       */
      cached: z.int().min(10).max(100_000).default(2_000),
      /** How many worker processes there are: each sends at its share of what every route is allowed (`perSecond`). */
      workers: z.int().min(1).max(100).default(1),
    })
    .prefault({}),
  sweep: z
    .strictObject({
      everyMs: z.int().min(1_000).max(dayMs).default(60_000),
      graceMs: z.int().min(0).max(dayMs).default(60_000),
      /** A notice that is held so long after its send policy would have let it go is an alarm. */
      heldGraceMs: z.int().min(0).max(dayMs).default(hourMs),
    })
    .prefault({}),
  /** How long the loan system has to report what is on the bank's list of a day, before it becomes an alarm. */
  reconciliation: z
    .strictObject({
      graceMs: z
        .int()
        .min(0)
        .max(7 * dayMs)
        .default(2 * hourMs),
    })
    .prefault({}),
  /** Where the loan system is told what it must hear from us; it may read it either way. */
  webhooks: z
    .array(webhookSchema)
    .max(20)
    .refine(
      (webhooks) => new Set(webhooks.map(({ name }) => name)).size === webhooks.length,
      'expected each name once',
    )
    .default([]),
  /**
   * How long an applicant's data is kept once the application is over, in days, and how often it is looked for what is
   * past that. The length is the bank's own: PIPL Art. 19 asks for the shortest time that the purpose needs, and for a
   * longer one only where a law says so. Here the purpose is to answer what was told to whom; the credit file itself is
   * kept by the loan system. Unless said otherwise, five years.
   */
  retention: z
    .strictObject({
      afterDays: z.int().min(0).max(36_525).default(1_826),
      everyMs: z.int().min(1_000).max(dayMs).default(hourMs),
    })
    .prefault({}),
  /** Who is told of alarms; nobody unless it is given. */
  alarms: alarmsSchema.optional(),
  /** What the API looks after besides: that a worker asks for work, that Temporal and the ledger are there. */
  watch: watchSchema.prefault({}),
  /** How often providers are asked for the receipts that are overdue by then. */
  polling: z.strictObject({ everyMs: z.int().min(1_000).max(dayMs).default(30_000) }).prefault({}),
  /** How often routes are looked at for trouble, and how fast shares are moved. */
  monitor: monitorSchema.prefault({}),
  /** What becomes of those whom a provider left untold. */
  incidents: incidentsSchema.prefault({}),
});

export type {
  AlarmMailConfiguration,
  AlarmWebhookConfiguration,
  ResponderConfiguration,
} from './alarms-schema.js';
export type { CheckConfiguration } from './check-schema.js';
export type { WebhookConfiguration } from './webhook-schema.js';
export type { IdentityConfiguration, SignInConfiguration } from './identity-schema.js';
export type Configuration = Readonly<z.output<typeof configurationSchema>>;

/** Where the loan system is pushed what it must hear, what it has not taken, and replays of it by hand. */
import { z } from 'zod';
import { replayWebhooks } from '../../client/webhook/replay.js';
import { endpointStandings, endpointStates } from '../../client/webhook/state.js';
import type { EndpointStanding } from '../../client/webhook/state.js';
import { announcementKinds } from '../../domain/announcement/announcement.js';
import { undeliveredBehind } from '../../ledger/webhook/undelivered.js';
import type { Undelivered } from '../../ledger/webhook/undelivered.js';
import { announcementSchema, announcementView } from '../announcement/routes.js';
import { instantSchema } from '../application/schemas.js';
import { instantOf, instantOrNull, present } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';

const tags = ['webhooks'];
const watchers: readonly Role[] = ['supervisor', 'engineer', 'auditor'];

const endpointSchema = z
  .object({
    name: z.string(),
    target: z.string().meta({ description: 'scheme, host and port alone' }),
    kinds: z.array(z.enum(announcementKinds)).optional().meta({ description: 'all of them unless given' }),
    regions: z.array(z.string()).optional(),
    allowPrivate: z.boolean(),
    state: z.enum(endpointStates),
    since: instantSchema.optional(),
    failures: z.int().meta({ description: 'in a row' }),
    failingSince: instantSchema.optional(),
    pausedUntil: instantSchema.optional(),
    goneAt: instantSchema.optional().meta({ description: 'since when it answers 410' }),
    pending: z.int(),
    givenUp: z.int(),
    oldestAt: instantSchema.optional().meta({ description: 'when the oldest that is pending was queued' }),
  })
  .meta({ id: 'WebhookEndpoint' });

const endpointView = (one: EndpointStanding): z.input<typeof endpointSchema> => {
  const { name, target, kinds, regions, allowPrivate, state, failures, pending, givenUp } = one;
  const { since, failingSince, pausedUntil, goneAt, oldestAt } = one;
  return {
    ...{ name, target, allowPrivate, state, failures, pending, givenUp },
    ...(kinds === undefined ? {} : { kinds: [...kinds] }),
    ...(regions === undefined ? {} : { regions: [...regions] }),
    ...present({
      since: instantOrNull(since),
      failingSince: instantOrNull(failingSince),
      pausedUntil: instantOrNull(pausedUntil),
      goneAt: instantOrNull(goneAt),
      oldestAt: instantOrNull(oldestAt),
    }),
  };
};

const undeliveredSchema = z
  .object({
    endpoint: z.string(),
    announcement: announcementSchema,
    state: z.enum(['pending', 'given-up']),
    attempts: z.int(),
    queuedAt: instantSchema,
    nextAt: instantSchema.optional(),
    lastAt: instantSchema.optional(),
    lastStatus: z.int().optional(),
    lastTrouble: z
      .string()
      .optional()
      .meta({ description: 'why there was no answer', examples: ['timeout'] }),
    givenUpAt: instantSchema.optional(),
    replays: z.int(),
  })
  .meta({ id: 'UndeliveredWebhook' });

const undeliveredView = (one: Undelivered): z.input<typeof undeliveredSchema> => {
  const { endpoint, announcement, state, attempts, queuedAt, nextAt, replays } = one;
  const { lastAt, lastStatus, lastTrouble, givenUpAt } = one;
  return {
    ...{ endpoint, state, attempts, replays },
    announcement: announcementView(announcement),
    queuedAt: instantOf(queuedAt),
    ...present({
      nextAt: instantOrNull(nextAt),
      lastAt: instantOrNull(lastAt),
      lastStatus,
      lastTrouble,
      givenUpAt: instantOrNull(givenUpAt),
    }),
  };
};

const placeSchema = z.tuple([z.int().min(0), z.string().max(40)]);

const replaySchema = z
  .union([
    z.strictObject({ endpoint: z.string().max(40).optional(), ids: z.array(z.uuid()).min(1).max(100) }),
    z.strictObject({
      endpoint: z.string().max(40),
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }).meta({ description: 'not included' }),
    }),
  ])
  .meta({ id: 'WebhookReplay', description: 'these webhooks, or what occurred in a span of time' });

/** `GET /v1/webhooks` and `GET /v1/webhooks/undelivered`. */
export function webhookLists(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/webhooks',
    {
      config: { roles: watchers },
      schema: {
        tags,
        summary: 'Every configured endpoint, and how it stands',
        response: { 200: z.object({ endpoints: z.array(endpointSchema) }), ...refusals() },
      },
    },
    async () => ({ endpoints: (await endpointStandings(world)).map(endpointView) }),
  );
  scope.get(
    '/v1/webhooks/undelivered',
    {
      config: { roles: watchers },
      schema: {
        tags,
        summary: 'Webhooks that were not taken as yet, or given up, in the order of the queue',
        querystring: z.strictObject({
          endpoint: z.string().max(40).optional(),
          state: z.enum(['pending', 'given-up']).optional(),
          ...pageQuery,
        }),
        response: {
          200: z.object({ undelivered: z.array(undeliveredSchema), next: nextSchema }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { endpoint, state, limit, cursor } = request.query;
      const { regions } = callerOf(request);
      const place = placeOf(placeSchema, cursor);
      const filter = {
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(state === undefined ? {} : { state }),
        ...(regions === undefined ? {} : { regions }),
      };
      const behind = place === undefined ? {} : { behind: { announcementId: place[0], endpoint: place[1] } };
      const found = await undeliveredBehind(world.ledger, filter, { most: limit + 1, ...behind });
      const { rows, next } = pageOf(found, limit, (one) => [one.announcement.announcementId, one.endpoint]);
      return { undelivered: rows.map(undeliveredView), ...(next === undefined ? {} : { next }) };
    },
  );
}

/** `POST /v1/webhooks/replay`. */
export function webhookReplay(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/webhooks/replay',
    {
      config: { roles: ['supervisor', 'engineer'] },
      schema: {
        tags,
        summary: 'Send webhooks once more, whether they were taken, given up or never sent; on record',
        body: replaySchema,
        response: {
          200: z.object({ replayed: z.int() }).meta({ id: 'WebhooksReplayed' }),
          ...refusals('body-invalid', 'webhook-unknown', 'replay-invalid', 'staff-reference'),
        },
      },
    },
    async (request) => {
      const { account: staffRef, regions } = callerOf(request);
      const { body } = request;
      const replayed = await replayWebhooks(world, {
        ...(body.endpoint === undefined ? {} : { endpoint: body.endpoint }),
        choice: 'ids' in body ? { ids: body.ids } : { from: Date.parse(body.from), to: Date.parse(body.to) },
        staffRef,
        ...(regions === undefined ? {} : { regions }),
      });
      return { replayed };
    },
  );
}

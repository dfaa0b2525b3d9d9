/** What happens, as it happens: `GET /v1/events`. */
import { z } from 'zod';
import { eventKinds } from '../../domain/event/event.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isBefore, settledPlace } from '../../ledger/event/stream.js';
import { instantSchema, stageSchema } from '../application/schemas.js';
import { callerOf } from '../identity/guard.js';
import { mayAccess } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { createFeed } from './feed.js';
import { EventStream, placeFrom, usualStreamTimes } from './stream.js';
import type { StreamTimes } from './stream.js';

export interface EventOptions extends Partial<StreamTimes> {
  /** How many may listen to this process at once; 100 unless told. */
  readonly mostStreams?: number;
}

const eventSchema = z
  .object({
    kind: z.enum(eventKinds),
    at: instantSchema,
    applicationId: z.string().optional(),
    stage: stageSchema.optional(),
    round: z.int().optional(),
  })
  .meta({ id: 'Event', description: 'the data of each event of the stream' });

/** Ends every stream when the server closes. */
export function eventStreams(scope: Scope, world: ApiWorld, options: EventOptions = {}): void {
  const { mostStreams = 100, ...times } = options;
  const feed = createFeed(world);
  const open = new Set<EventStream>();
  let taken = 0;
  scope.addHook('preClose', (done) => {
    for (const stream of open) stream.end();
    done();
  });
  scope.get(
    '/v1/events',
    {
      config: { roles: ['staff', 'supervisor', 'engineer', 'auditor'], mostAnswerMs: Infinity },
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'Everything put on record, as Server-Sent Events',
        description:
          'Begins now, or behind `Last-Event-ID` without a gap or a repetition. A slow reader is dropped, every stream ends after 15 minutes: come again with the last id.',
        headers: z.object({
          'last-event-id': z.string().max(40).optional().meta({ description: 'the last id received' }),
        }),
        response: {
          200: {
            description: 'A stream that does not end by itself',
            content: { 'text/event-stream': { schema: eventSchema } },
          },
          ...refusals('request-invalid'),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (taken >= mostStreams) throw new Refusal('too-many-requests');
      taken += 1;
      // However the answer ends.
      reply.raw.once('close', () => (taken -= 1));
      const last = request.headers['last-event-id'];
      const now = await settledPlace(world.ledger);
      const place = last === undefined || last === '' ? now : placeFrom(last);
      // One that lies ahead was never given out here; whoever waits for it would wait for ever.
      if (place === undefined || isBefore(now, place))
        throw new Refusal('request-invalid', ['Last-Event-ID: expected an id of this stream']);
      reply.hijack();
      const { raw } = reply;
      // Whoever asked has gone meanwhile.
      if (raw.destroyed) return;
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // A proxy that gathers what it passes on would keep it back.
        'x-accel-buffering': 'no',
      });
      const stream = new EventStream(raw, {
        feed,
        place,
        shows: ({ region }) => mayAccess(caller, region),
        times: { ...usualStreamTimes, ...times },
      });
      open.add(stream);
      raw.on('close', () => open.delete(stream));
      try {
        await stream.begin();
      } catch (err) {
        world.logger.warn({ err, requestId: request.id }, 'a stream of events was cut off');
        stream.end();
      }
    },
  );
}

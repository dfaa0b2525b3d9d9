/** What a supervisor should look at. */
import { z } from 'zod';
import { alarmKinds } from '../../domain/alarm/alarm.js';
import { alarmsBefore } from '../../ledger/alarm/page.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import { instantSchema } from '../application/schemas.js';
import { instantOf, instantOrNull, present } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';

const alarmSchema = z
  .object({
    alarmId: z.int(),
    kind: z.enum(alarmKinds),
    subject: z.string().meta({ description: 'what it is about: an id, a route, a code, a year' }),
    applicationId: z.string().optional(),
    openedAt: instantSchema,
    lastAt: instantSchema,
    times: z.int().meta({ description: 'how often it recurred while it was open' }),
    resolvedAt: instantSchema.optional(),
  })
  .meta({ id: 'Alarm' });

const placeSchema = z.tuple([z.int().min(0)]);

const alarmView = (row: AlarmShown): z.input<typeof alarmSchema> => {
  const { alarmId, kind, subject, applicationId, openedAt, lastAt, times, resolvedAt } = row;
  return {
    alarmId,
    kind,
    subject,
    times,
    openedAt: instantOf(openedAt),
    lastAt: instantOf(lastAt),
    ...present({ applicationId, resolvedAt: instantOrNull(resolvedAt) }),
  };
};

/** `GET /v1/alarms`. */
export function alarmList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/alarms',
    {
      config: { roles: ['supervisor', 'engineer', 'auditor'] },
      schema: {
        tags: ['alarms'],
        summary: 'Alarms, the last opened first',
        querystring: z.strictObject({
          state: z.enum(['open', 'all']).default('open'),
          kind: z.enum(alarmKinds).optional(),
          ...pageQuery,
        }),
        response: {
          200: z.object({ alarms: z.array(alarmSchema), next: nextSchema }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { state, kind, limit, cursor } = request.query;
      const { regions } = callerOf(request);
      const [before] = placeOf(placeSchema, cursor) ?? [];
      const found = await alarmsBefore(
        world.ledger,
        {
          openOnly: state === 'open',
          ...(kind === undefined ? {} : { kind }),
          ...(regions === undefined ? {} : { regions }),
        },
        { most: limit + 1, ...(before === undefined ? {} : { before }) },
      );
      const { rows, next } = pageOf(found, limit, ({ alarmId }) => [alarmId]);
      return { alarms: rows.map(alarmView), ...(next === undefined ? {} : { next }) };
    },
  );
}

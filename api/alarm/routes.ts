/** What a supervisor or an engineer should look at, and who has it in hand. */
import { z } from 'zod';
import { acknowledgeAlarm } from '../../client/alarm/acknowledge.js';
import { alarmKinds } from '../../domain/alarm/alarm.js';
import { kindsOf, severities } from '../../domain/alarm/nature.js';
import { alarmsBefore } from '../../ledger/alarm/page.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import { toldOfAlarms } from '../../ledger/alarm/told.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';
import { alarmSchema, alarmView } from './schemas.js';

const tags = ['alarms'];
const placeSchema = z.tuple([z.int().min(0)]);

/** Alarms with who was told of them. */
async function alarmViews({ ledger, configuration }: ApiWorld, rows: readonly AlarmShown[]) {
  const told =
    rows.length === 0
      ? []
      : await toldOfAlarms(
          ledger,
          rows.map(({ alarmId }) => alarmId),
        );
  return rows.map((row) => alarmView(row, told, configuration.alarms?.runbooks));
}

/** `GET /v1/alarms`. */
export function alarmList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/alarms',
    {
      config: { roles: ['supervisor', 'engineer', 'auditor'] },
      schema: {
        tags,
        summary: 'Alarms, the last opened first',
        querystring: z.strictObject({
          state: z.enum(['open', 'resolved', 'all']).default('open'),
          kind: z.enum(alarmKinds).optional(),
          severity: z.enum(severities).optional(),
          ...pageQuery,
        }),
        response: {
          200: z.object({ alarms: z.array(alarmSchema), next: nextSchema }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { state, kind, severity, limit, cursor } = request.query;
      const { regions } = callerOf(request);
      const [before] = placeOf(placeSchema, cursor) ?? [];
      const kinds = (severity === undefined ? alarmKinds : kindsOf(severity)).filter(
        (one) => kind === undefined || one === kind,
      );
      const found = await alarmsBefore(
        world.ledger,
        {
          state,
          ...(kind === undefined && severity === undefined ? {} : { kinds }),
          ...(regions === undefined ? {} : { regions }),
        },
        { most: limit + 1, ...(before === undefined ? {} : { before }) },
      );
      const { rows, next } = pageOf(found, limit, ({ alarmId }) => [alarmId]);
      return { alarms: await alarmViews(world, rows), ...(next === undefined ? {} : { next }) };
    },
  );
}

/** `POST /v1/alarms/{alarmId}/acknowledge`. */
export function alarmActs(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/alarms/:alarmId/acknowledge',
    {
      config: { roles: ['supervisor', 'engineer'] },
      schema: {
        tags,
        summary: 'Take an alarm in hand: nobody else is told of it unless it gets worse or comes back',
        description:
          'One that tells of something that happened once (`endedBy: acknowledgement`) is over by that. The same person again is answered alike; a note stands in clear for whoever looks, so nobody’s number may be in it.',
        params: z.object({ alarmId: z.string().meta({ description: 'its number' }) }),
        body: z.strictObject({ note: z.string().min(1).max(200).optional() }),
        response: {
          200: alarmSchema,
          ...refusals('body-invalid', 'staff-reference', 'alarm-unknown', 'alarm-over', 'alarm-acknowledged'),
        },
      },
    },
    async (request) => {
      const { account: staffRef, regions } = callerOf(request);
      const { note } = request.body;
      const shown = await acknowledgeAlarm(world, {
        alarmId: alarmNumberOf(request.params.alarmId),
        staffRef,
        ...(note === undefined ? {} : { note }),
        ...(regions === undefined ? {} : { regions }),
      });
      const [view] = await alarmViews(world, [shown]);
      if (view === undefined) throw new Error('an alarm that is shown has a view');
      return view;
    },
  );
}

/** A text that is no number of ours is no alarm: 0 is none. */
const alarmNumberOf = (text: string): number => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0);

/** Incidents: whom a provider left untold, as it stands, and the report of it. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { readIncident } from '../../client/incident/read.js';
import { incidentReport } from '../../client/incident/report.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { stages } from '../../domain/stage/stage.js';
import { affectedAfter } from '../../ledger/incident/affected.js';
import { findIncident, incidentsBefore } from '../../ledger/incident/row.js';
import { wholeListWithinMs } from '../answer-within.js';
import { callerOf } from '../identity/guard.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import { nextSchema, pageOf, pageQuery, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';
import {
  affectedSchema,
  affectedStateSchema,
  incidentParams,
  incidentSchema,
  reportQuery,
  wholeIncidentSchema,
} from './schemas.js';
import { affectedView, incidentView, wholeIncidentView } from './view.js';

const tags = ['incidents'];
const readers: readonly Role[] = ['staff', 'supervisor', 'engineer', 'auditor'];
/** It is written while it is read, page by page. */
const reportWithinMs = 10 * 60_000;
const numberSchema = z.tuple([z.int().min(1)]);
const affectedPlaceSchema = z.tuple([z.string(), z.enum(stages), z.int()]);

/** `GET /v1/incidents`, and of each what is on its list. */
export function incidentReads(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/incidents',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Incidents, the newest first',
        querystring: z.strictObject({
          state: z.enum(['open', 'closed', 'all']).default('all'),
          ...pageQuery,
        }),
        response: {
          200: z.object({ incidents: z.array(incidentSchema), next: nextSchema }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { state, limit, cursor } = request.query;
      const [before] = placeOf(numberSchema, cursor) ?? [];
      const found = await incidentsBefore(world.ledger, {
        state,
        most: limit + 1,
        ...(before === undefined ? {} : { before }),
      });
      const { rows, ...next } = pageOf(found, limit, ({ incidentId }) => [incidentId]);
      return { incidents: rows.map(incidentView), ...next };
    },
  );

  scope.get(
    '/v1/incidents/:incidentId',
    {
      config: { roles: readers, mostAnswerMs: wholeListWithinMs },
      schema: {
        tags,
        summary: 'One incident as it stands',
        params: incidentParams,
        response: { 200: wholeIncidentSchema, ...refusals('request-invalid', 'incident-unknown') },
      },
    },
    async (request) => wholeOf(world, request.params.incidentId),
  );

  scope.get(
    '/v1/incidents/:incidentId/notices',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'], mostAnswerMs: wholeListWithinMs },
      schema: {
        tags,
        summary: 'Its list, by application: what became of each notice',
        params: incidentParams,
        querystring: z.strictObject({ state: affectedStateSchema.optional(), ...pageQuery }),
        response: {
          200: z.object({ notices: z.array(affectedSchema), next: nextSchema }),
          ...refusals('request-invalid', 'incident-unknown'),
        },
      },
    },
    async (request) => {
      const { incidentId } = request.params;
      const { state, limit, cursor } = request.query;
      if ((await findIncident(world.ledger, incidentId)) === undefined) throw new Refusal('incident-unknown');
      const place = placeOf(affectedPlaceSchema, cursor);
      const { regions } = callerOf(request);
      const found = await affectedAfter(
        world.ledger,
        incidentId,
        {
          ...(state === undefined ? {} : { states: [state] }),
          ...(regions === undefined ? {} : { regions }),
        },
        {
          most: limit + 1,
          ...(place === undefined
            ? {}
            : { behind: { applicationId: place[0], stage: place[1], round: place[2] } }),
        },
      );
      const { rows, ...next } = pageOf(found, limit, (row) => [row.applicationId, row.stage, row.round]);
      return { notices: rows.map(affectedView), ...next };
    },
  );

  scope.get(
    '/v1/incidents/:incidentId/report',
    {
      config: { roles: ['supervisor', 'auditor'], mostAnswerMs: reportWithinMs },
      schema: {
        tags,
        summary:
          'Its report: who was affected, when each was told and by whom, and what the provider said when',
        params: incidentParams,
        querystring: reportQuery,
        produces: ['text/html', 'text/csv'],
        response: { 200: z.string(), ...refusals('request-invalid', 'incident-unknown') },
      },
    },
    async (request, reply) => {
      const { incidentId } = request.params;
      const { format, language } = request.query;
      const { timeZone } = world.clockwork;
      const report = await incidentReport(world, incidentId, format, { language, timeZone });
      return reply
        .type(format === 'html' ? 'text/html; charset=utf-8' : 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="incident-${incidentId}.${format}"`)
        .send(Readable.from(report) as never);
    },
  );
}

/** One as it stands; a {@link Refusal} `incident-unknown` where there is none. */
export async function wholeOf(
  world: ApiWorld,
  incidentId: number,
): Promise<z.input<typeof wholeIncidentSchema>> {
  const whole = await readIncident(world, incidentId);
  if (whole === undefined) throw new Refusal('incident-unknown');
  return wholeIncidentView(whole, world.configuration.incidents.compensation !== undefined);
}

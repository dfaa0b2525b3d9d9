/** Incidents: whom a provider left untold, and what is done until everybody is accounted for. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { markProvider, setIncidentRange } from '../../client/incident/change.js';
import { proposeClosing } from '../../client/incident/close.js';
import { proposeCompensation } from '../../client/incident/compensate.js';
import { openIncident } from '../../client/incident/open.js';
import { readIncident } from '../../client/incident/read.js';
import { incidentReport } from '../../client/incident/report.js';
import { orderResends } from '../../client/incident/resend.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { stages } from '../../domain/stage/stage.js';
import { affectedAfter } from '../../ledger/incident/affected.js';
import { incidentsBefore } from '../../ledger/incident/row.js';
import { approvalSchema } from '../approval/schemas.js';
import { sayProposed } from '../approval/view.js';
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
  markSchema,
  openedSchema,
  openingSchema,
  proposalSchema,
  rangeSchema,
  reportQuery,
  resendsSchema,
  wholeIncidentSchema,
} from './schemas.js';
import { affectedView, incidentView, wholeIncidentView } from './view.js';

const tags = ['incidents'];
const readers: readonly Role[] = ['staff', 'supervisor', 'engineer', 'auditor'];
const supervisors: readonly Role[] = ['supervisor'];
const numberSchema = z.tuple([z.int().min(1)]);
const affectedPlaceSchema = z.tuple([z.string(), z.enum(stages), z.int()]);

const instantMs = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);
const optional = <Name extends string>(name: Name, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: number };

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
        ...optional('before', before),
      });
      const { rows, ...next } = pageOf(found, limit, ({ incidentId }) => [incidentId]);
      return { incidents: rows.map(incidentView), ...next };
    },
  );

  scope.get(
    '/v1/incidents/:incidentId',
    {
      config: { roles: readers },
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
      config: { roles: ['staff', 'supervisor', 'auditor'] },
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
      await wholeOf(world, incidentId);
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
      config: { roles: ['supervisor', 'auditor'] },
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

/** What supervisors do about one. */
export function incidentActs(scope: Scope, world: ApiWorld): void {
  const config = { roles: supervisors };
  const ofIncident = refusals(
    'request-invalid',
    'body-invalid',
    'staff-reference',
    'incident-unknown',
    'incident-closed',
  );

  scope.post(
    '/v1/incidents',
    {
      config,
      schema: {
        tags,
        summary: 'Open an incident: everybody whose message a provider lost comes to stand on its list',
        body: openingSchema,
        response: {
          201: openedSchema,
          ...refusals(
            'body-invalid',
            'staff-reference',
            'alarm-unknown',
            'incident-alarm',
            'route-unknown',
            'incident-range',
            'incident-known',
          ),
        },
      },
    },
    async (request, reply) => {
      const { from, until, reason, ...about } = request.body;
      const given = { reason, from: Date.parse(from), ...optional('until', instantMs(until)) };
      const place =
        'alarmId' in about
          ? about
          : {
              target: about.target,
              ...(about.province === undefined ? {} : { province: about.province }),
              ...(about.carrier === undefined ? {} : { carrier: about.carrier }),
            };
      const { incidentId, meets } = await openIncident(world, { ...given, ...place }, callerOf(request));
      return reply
        .code(201)
        .header('location', `/v1/incidents/${incidentId}`)
        .send({ incidentId, meets: [...meets] });
    },
  );

  scope.put(
    '/v1/incidents/:incidentId/range',
    {
      config,
      schema: {
        tags,
        summary: 'Have it begin earlier, or end',
        params: incidentParams,
        body: rangeSchema,
        response: { 200: wholeIncidentSchema, ...ofIncident, ...refusals('incident-range', 'body-invalid') },
      },
    },
    async (request) => {
      const { from, until } = request.body;
      const range = { ...optional('from', instantMs(from)), ...optional('until', instantMs(until)) };
      await setIncidentRange(world, request.params.incidentId, range, callerOf(request));
      return wholeOf(world, request.params.incidentId);
    },
  );

  scope.post(
    '/v1/incidents/:incidentId/provider',
    {
      config,
      schema: {
        tags,
        summary: 'Put down when the provider was notified, answered, or said that it is restored',
        params: incidentParams,
        body: markSchema,
        response: { 200: wholeIncidentSchema, ...ofIncident, ...refusals('incident-range', 'body-invalid') },
      },
    },
    async (request) => {
      const { mark, at } = request.body;
      const order = { mark, ...optional('at', instantMs(at)) };
      await markProvider(world, request.params.incidentId, order, callerOf(request));
      return wholeOf(world, request.params.incidentId);
    },
  );

  scope.post(
    '/v1/incidents/:incidentId/resends',
    {
      config,
      schema: {
        tags,
        summary:
          'Have those with staff sent to once more, by another route than the one that lost their message',
        params: incidentParams,
        response: { 200: resendsSchema, ...ofIncident },
      },
    },
    async (request) => orderResends(world, request.params.incidentId, callerOf(request)),
  );

  scope.post(
    '/v1/incidents/:incidentId/closing',
    {
      config,
      schema: {
        tags,
        summary: 'Propose to close it, once everybody is accounted for; a second person confirms',
        params: incidentParams,
        body: proposalSchema,
        response: {
          202: approvalSchema,
          ...refusals(
            'body-invalid',
            'staff-reference',
            'incident-unknown',
            'incident-closed',
            'incident-goes-on',
            'incident-unaccounted',
            'approval-open',
          ),
        },
      },
    },
    async (request, reply) => {
      const order = { actor: callerOf(request), reason: request.body.reason };
      const approval = await proposeClosing(world, request.params.incidentId, order);
      return sayProposed(reply, approval, world.clock.now());
    },
  );

  scope.post(
    '/v1/incidents/:incidentId/compensation',
    {
      config,
      schema: {
        tags,
        summary:
          'Propose compensation for whom the rule names; a second person agrees, then the loan system decides',
        params: incidentParams,
        body: proposalSchema,
        response: {
          202: approvalSchema,
          ...refusals(
            'body-invalid',
            'staff-reference',
            'incident-unknown',
            'compensation-no-rule',
            'compensation-none',
            'approval-open',
          ),
        },
      },
    },
    async (request, reply) => {
      const order = { actor: callerOf(request), reason: request.body.reason };
      const approval = await proposeCompensation(world, request.params.incidentId, order);
      return sayProposed(reply, approval, world.clock.now());
    },
  );
}

async function wholeOf(world: ApiWorld, incidentId: number): Promise<z.input<typeof wholeIncidentSchema>> {
  const whole = await readIncident(world, incidentId);
  if (whole === undefined) throw new Refusal('incident-unknown');
  return wholeIncidentView(whole, world.configuration.incidents.compensation !== undefined);
}

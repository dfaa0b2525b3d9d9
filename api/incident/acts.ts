/** What supervisors do about incidents. */
import { markProvider, setIncidentRange } from '../../client/incident/change.js';
import { proposeClosing } from '../../client/incident/close.js';
import { proposeCompensation } from '../../client/incident/compensate.js';
import { openIncident } from '../../client/incident/open.js';
import { orderResends } from '../../client/incident/resend.js';
import { given } from '../../domain/explanation/given.js';
import { wholeListWithinMs } from '../answer-within.js';
import { approvalSchema } from '../approval/schemas.js';
import { sayProposed } from '../approval/view.js';
import { callerOf } from '../identity/guard.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { wholeOf } from './reads.js';
import {
  incidentParams,
  markSchema,
  openedSchema,
  openingSchema,
  proposalSchema,
  rangeSchema,
  resendsSchema,
  wholeIncidentSchema,
} from './schemas.js';

const tags = ['incidents'];
const supervisors: readonly Role[] = ['supervisor'];

const instantMs = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);

/** What supervisors do about one. */
export function incidentActs(scope: Scope, world: ApiWorld): void {
  const config = { roles: supervisors, mostAnswerMs: wholeListWithinMs };
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
      const range = { from: Date.parse(from), ...given({ until: instantMs(until) }) };
      const place = 'alarmId' in about ? about : given(about);
      const { incidentId, meets } = await openIncident(
        world,
        { reason, ...range, ...place },
        callerOf(request),
      );
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
      const range = given({ from: instantMs(from), until: instantMs(until) });
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
      const order = { mark, ...given({ at: instantMs(at) }) };
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

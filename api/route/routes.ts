/** Who carries what, and what a supervisor changes of it for a while. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { freezeShares } from '../../client/route/freeze.js';
import { endOverrides, routesInForce } from '../../client/route/override.js';
import { holdRoute, weighRoute } from '../../client/route/set.js';
import { approvalSchema } from '../approval/schemas.js';
import type { breakGlassSchema } from '../approval/schemas.js';
import { approvalView, sayProposed } from '../approval/view.js';
import { callerOf } from '../identity/guard.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import {
  freezeSchema,
  holdSchema,
  overrideSetSchema,
  routesSchema,
  routeView,
  weightSchema,
} from './schemas.js';

const tags = ['routes'];
const supervisors: readonly Role[] = ['supervisor'];
const routeParams = z.object({ channel: z.string(), provider: z.string() });
const providerParams = z.object({ provider: z.string() });
interface SetBody {
  readonly reason: string;
  readonly expiresAt: string;
  readonly weight?: number;
  readonly breakGlass?: z.infer<typeof breakGlassSchema> | undefined;
}
type Target = z.infer<typeof routeParams> | z.infer<typeof providerParams>;

const set = {
  201: overrideSetSchema,
  200: overrideSetSchema,
  202: approvalSchema,
  ...refusals('body-invalid', 'override-invalid', 'route-unknown', 'approval-open'),
};
const ended = { 200: routesSchema, ...refusals('route-unknown', 'override-none') };

const targetOf = (target: Target): string =>
  'channel' in target ? `${target.channel}/${target.provider}` : target.provider;

const waits =
  'What one person may not hold alone any longer (`approvals.holdAloneMs`, all in all within a day) waits for another supervisor (202), unless the glass is broken.';

/** `GET /v1/routes`. */
export function routeList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/routes',
    {
      config: { roles: ['staff', 'supervisor', 'engineer', 'auditor'] },
      schema: {
        tags,
        summary: 'Every configured route, with what is set for it now',
        response: { 200: routesSchema, ...refusals() },
      },
    },
    async () => ({ routes: (await routesInForce(world)).map(routeView) }),
  );
}

/** `PUT` and `DELETE` of holds and weights. */
export function routeOverrides(scope: Scope, world: ApiWorld): void {
  const config = { roles: supervisors };

  /** Sets it unless the very same is in force, what was said twice being one thing; or has it wait for a second person. */
  const put = async (
    request: FastifyRequest,
    reply: FastifyReply,
    target: string,
    { reason, expiresAt, weight, breakGlass }: SetBody,
  ) => {
    const order = {
      actor: callerOf(request),
      reason,
      expiresAt: Date.parse(expiresAt),
      ...(breakGlass === undefined ? {} : { breakGlass }),
    };
    const answer = await (weight === undefined
      ? holdRoute(world, target, order)
      : weighRoute(world, target, weight, order));
    const routes = await routesInForce(world);
    const now = world.clock.now();
    if (answer.result === 'proposed') return sayProposed(reply, answer.approval, now, routes);
    const { closes, approval, result } = answer;
    return reply.code(result === 'known' ? 200 : 201).send({
      routes: routes.map(routeView),
      closes: [...closes],
      ...(approval === undefined ? {} : { approval: approvalView(approval, now) }),
    });
  };
  const end = async (request: FastifyRequest, target: string, sort: 'hold' | 'weight' | 'freeze') => {
    await endOverrides(world, target, sort, callerOf(request).account);
    return { routes: (await routesInForce(world)).map(routeView) };
  };

  for (const [path, params, whom] of [
    ['/v1/routes/:channel/:provider/hold', routeParams, 'a route'],
    ['/v1/providers/:provider/hold', providerParams, 'every route of a provider'],
  ] as const) {
    scope.put(
      path,
      {
        config,
        schema: {
          tags,
          summary: `Hold ${whom} for a while: plans leave it out, what is on its way stays on its way`,
          description: waits,
          params,
          body: holdSchema,
          response: set,
        },
      },
      (request, reply) => put(request, reply, targetOf(request.params), request.body),
    );
    scope.delete(
      path,
      { config, schema: { tags, summary: `End a hold of ${whom}`, params, response: ended } },
      (request) => end(request, targetOf(request.params), 'hold'),
    );
  }
  for (const [path, params, whom] of [
    ['/v1/routes/:channel/:provider/freeze', routeParams, 'a route'],
    ['/v1/providers/:provider/freeze', providerParams, 'every route of a provider'],
  ] as const) {
    scope.put(
      path,
      {
        config,
        schema: {
          tags,
          summary: `Have the monitor leave the shares of ${whom} as they are for a while, or set them back and leave them so`,
          params,
          body: freezeSchema,
          response: { 201: routesSchema, ...refusals('body-invalid', 'override-invalid', 'route-unknown') },
        },
      },
      async (request, reply) => {
        const { reason, expiresAt, restore = false } = request.body;
        const staffRef = callerOf(request).account;
        await freezeShares(world, targetOf(request.params), {
          staffRef,
          reason,
          expiresAt: Date.parse(expiresAt),
          restore,
        });
        return reply.code(201).send({ routes: (await routesInForce(world)).map(routeView) });
      },
    );
    scope.delete(
      path,
      {
        config,
        schema: {
          tags,
          summary: `Let the monitor move the shares of ${whom} again`,
          params,
          response: ended,
        },
      },
      (request) => end(request, targetOf(request.params), 'freeze'),
    );
  }
  scope.put(
    '/v1/routes/:channel/:provider/weight',
    {
      config,
      schema: {
        tags,
        summary: 'Give a route another share of its channel for a while',
        description: 'Waits for another supervisor (202), unless the glass is broken.',
        params: routeParams,
        body: weightSchema,
        response: set,
      },
    },
    (request, reply) => put(request, reply, targetOf(request.params), request.body),
  );
  scope.delete(
    '/v1/routes/:channel/:provider/weight',
    {
      config,
      schema: { tags, summary: 'End another weight', params: routeParams, response: ended },
    },
    (request) => end(request, targetOf(request.params), 'weight'),
  );
}

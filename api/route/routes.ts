/** Who carries what, and what a supervisor changes of it for a while. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  closedChannels,
  endOverrides,
  holdRoute,
  isSet,
  routesInForce,
  weighRoute,
} from '../../client/route/override.js';
import { callerOf } from '../identity/guard.js';
import type { Role } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';
import { holdSchema, overrideSetSchema, routesSchema, routeView, weightSchema } from './schemas.js';

const tags = ['routes'];
const supervisors: readonly Role[] = ['supervisor'];
const routeParams = z.object({ channel: z.string(), provider: z.string() });
const providerParams = z.object({ provider: z.string() });
type Target = z.infer<typeof routeParams> | z.infer<typeof providerParams>;

const set = {
  201: overrideSetSchema,
  200: overrideSetSchema,
  ...refusals('body-invalid', 'override-invalid', 'route-unknown'),
};
const ended = { 200: routesSchema, ...refusals('route-unknown', 'override-none') };

const targetOf = (target: Target): string =>
  'channel' in target ? `${target.channel}/${target.provider}` : target.provider;

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

  /** Sets it unless the very same is in force: what was said twice is one thing. */
  const put = async (
    request: FastifyRequest,
    reply: FastifyReply,
    target: string,
    { reason, expiresAt, weight }: { reason: string; expiresAt: string; weight?: number },
  ) => {
    const order = { staffRef: callerOf(request).account, reason, expiresAt: Date.parse(expiresAt) };
    const known = await isSet(world, target, order, weight);
    if (!known)
      await (weight === undefined
        ? holdRoute(world, target, order)
        : weighRoute(world, target, weight, order));
    const routes = await routesInForce(world);
    const closes = closedChannels(routes, target);
    return reply.code(known ? 200 : 201).send({ routes: routes.map(routeView), closes });
  };
  const end = async (request: FastifyRequest, target: string, kind: 'hold' | 'weight') => {
    await endOverrides(world, target, kind, callerOf(request).account);
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
  scope.put(
    '/v1/routes/:channel/:provider/weight',
    {
      config,
      schema: {
        tags,
        summary: 'Give a route another share of its channel for a while',
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

/** Routes as they are used now, and what a supervisor sets against the configuration for a while. */
import { z } from 'zod';
import type { RouteInForce } from '../../client/route/override.js';
import { carriers, provinces } from '../../domain/contact/number-segment.js';
import { measures } from '../../domain/health/count.js';
import { factors } from '../../domain/health/standing.js';
import type { RouteOverride } from '../../domain/plan/override.js';
import { approvalSchema, breakGlassSchema } from '../approval/schemas.js';
import { instantSchema } from '../application/schemas.js';
import { instantOf } from '../application/view.js';

const setFor = {
  target: z.string().meta({ description: 'the route, or the provider where all its routes are held' }),
  reason: z.string(),
  by: z.string(),
  setAt: instantSchema,
  expiresAt: instantSchema,
};

const place = {
  province: z.enum(provinces).optional(),
  carrier: z.enum(carriers).optional(),
};
const seenSchema = z.object({ sample: z.int(), bad: z.int() });
const troubleSchema = z
  .object({
    ...place,
    measures: z
      .array(z.enum(measures))
      .meta({ description: 'what was beyond its threshold when it was last seen so' }),
    since: instantSchema,
    sickAt: instantSchema.meta({ description: 'when it was last seen so' }),
    share: z.number().meta({ description: 'what the weight is multiplied with by now' }),
    evidence: z.object({
      failure: seenSchema.optional(),
      silence: seenSchema.optional(),
      slowness: seenSchema.optional(),
    }),
  })
  .meta({
    id: 'RouteTrouble',
    description: 'a route, or of it the numbers of a province or carrier, that does not do well',
  });

export const routeSchema = z
  .object({
    route: z.string().meta({ examples: ['sms/aliyun'] }),
    protocol: z.string(),
    configuredWeight: z.number().meta({ description: 'of the configuration file' }),
    hold: z.object(setFor).optional(),
    weight: z.object({ ...setFor, weight: z.number() }).optional(),
    freeze: z
      .object(setFor)
      .optional()
      .meta({ description: 'somebody has the monitor leave its shares as they are' }),
    shares: z.array(z.object({ ...setFor, ...place, share: z.number() })).meta({
      description:
        'what its weight is multiplied with, for numbers of a place or for all, while it is in trouble there',
    }),
    troubles: z.array(troubleSchema),
  })
  .meta({ id: 'Route' });

export const routesSchema = z.object({ routes: z.array(routeSchema) }).meta({ id: 'Routes' });
export const overrideSetSchema = routesSchema
  .extend({
    closes: z
      .array(z.string())
      .meta({ description: 'channels that are left without any route that is not held' }),
    approval: approvalSchema
      .optional()
      .meta({ description: 'what is to be reviewed, where it was done alone' }),
  })
  .meta({ id: 'OverrideSet' });

/** The reason stands in clear for whoever looks at the routes, so nobody's number may be in it. */
const order = {
  reason: z.string().trim().min(1).max(200),
  expiresAt: z.iso.datetime({ offset: true }).meta({ description: 'within the next 30 days' }),
  breakGlass: breakGlassSchema.optional(),
};
export const holdSchema = z.strictObject(order).meta({ id: 'Hold' });
export const freezeSchema = z
  .strictObject({
    reason: order.reason,
    expiresAt: z.iso.datetime({ offset: true }).meta({ description: 'within the next 7 days' }),
    restore: z
      .boolean()
      .optional()
      .meta({ description: 'whether the shares that were moved are set back first' }),
  })
  .meta({ id: 'Freeze' });
export const weightSchema = z
  .strictObject({ ...order, weight: z.number().positive().max(1_000) })
  .meta({ id: 'Weight' });

const overrideView = ({ target, reason, staffRef, setAt, expiresAt }: RouteOverride) => ({
  target,
  reason,
  by: staffRef,
  setAt: instantOf(setAt),
  expiresAt: instantOf(expiresAt),
});

const placeOf = ({ province, carrier }: Pick<RouteOverride, 'province' | 'carrier'>) => ({
  ...(province === undefined ? {} : { province }),
  ...(carrier === undefined ? {} : { carrier }),
});

export const routeView = (row: RouteInForce): z.input<typeof routeSchema> => {
  const { route, protocol, configuredWeight, hold, weight, freeze, shares, troubles } = row;
  return {
    route,
    protocol,
    configuredWeight,
    ...(hold === undefined ? {} : { hold: overrideView(hold) }),
    ...(weight === undefined ? {} : { weight: { ...overrideView(weight), weight: weight.weight } }),
    ...(freeze === undefined ? {} : { freeze: overrideView(freeze) }),
    shares: shares.map((one) => ({ ...overrideView(one), ...placeOf(one), share: one.share })),
    troubles: troubles.map(({ scope, measures: beyond, since, sickAt, step, evidence }) => ({
      ...placeOf(scope),
      measures: [...beyond],
      since: instantOf(since),
      sickAt: instantOf(sickAt),
      share: factors[step] ?? 1,
      evidence,
    })),
  };
};

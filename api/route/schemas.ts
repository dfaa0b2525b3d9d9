/** Routes as they are used now, and what a supervisor sets against the configuration for a while. */
import { z } from 'zod';
import type { RouteInForce } from '../../client/route/override.js';
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

export const routeSchema = z
  .object({
    route: z.string().meta({ examples: ['sms/aliyun'] }),
    protocol: z.string(),
    configuredWeight: z.number().meta({ description: 'of the configuration file' }),
    hold: z.object(setFor).optional(),
    weight: z.object({ ...setFor, weight: z.number() }).optional(),
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

export const routeView = (row: RouteInForce): z.input<typeof routeSchema> => {
  const { route, protocol, configuredWeight, hold, weight } = row;
  return {
    route,
    protocol,
    configuredWeight,
    ...(hold === undefined ? {} : { hold: overrideView(hold) }),
    ...(weight === undefined ? {} : { weight: { ...overrideView(weight), weight: weight.weight } }),
  };
};

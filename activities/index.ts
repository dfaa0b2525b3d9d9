/** The activities, made from the world they work in; each set satisfies the story's ports. */
import type { LedgerPorts, RoutePorts } from '../workflows/loan-application/ports.js';
import { createAttemptActivities } from './attempt/attempts.js';
import { createTaskActivities } from './human-task/tasks.js';
import { createReportActivities } from './report/reports.js';
import { createReconcile } from './send/reconcile.js';
import { createSend } from './send/send.js';
import type { World } from './world.js';

export const createLedgerActivities = (world: World) =>
  ({
    ...createReportActivities(world),
    ...createAttemptActivities(world),
    ...createTaskActivities(world),
  }) satisfies LedgerPorts;

/** For one route's own task queue. */
export const createRouteActivities = (world: World) =>
  ({ send: createSend(world), reconcile: createReconcile(world) }) satisfies RoutePorts;

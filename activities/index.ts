/** The activities, made from the world they work in; each set satisfies the story's ports. */
import type { CheckPorts, LedgerPorts, RoutePorts } from '../workflows/loan-application/ports.js';
import { createAttemptActivities } from './attempt/attempts.js';
import { createTaskActivities } from './human-task/tasks.js';
import { createReportActivities } from './report/reports.js';
import { createReconcile } from './send/reconcile.js';
import { createSend } from './send/send.js';
import { createVerifyActivities } from './verify/verify.js';
import type { World } from './world.js';

/** For the stories' own task queue. */
export const createLedgerActivities = (world: World) =>
  ({
    ...createReportActivities(world),
    ...createAttemptActivities(world),
    ...createTaskActivities(world),
    ...createVerifyActivities(world),
  }) satisfies LedgerPorts & CheckPorts;

/** For one route's own task queue. */
export const createRouteActivities = (world: World) =>
  ({ send: createSend(world), reconcile: createReconcile(world) }) satisfies RoutePorts;

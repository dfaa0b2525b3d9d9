/** The alarms about routes. */
import type { AlarmKind } from '../alarm/alarm.js';

/** Failure, silence, slowness of a route, or of what of it. */
export const routeAlarms = [
  'route-failing',
  'receipts-missing',
  'route-slow',
] as const satisfies readonly AlarmKind[];
export type RouteAlarm = (typeof routeAlarms)[number];

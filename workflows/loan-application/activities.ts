/** The ports as Temporal activities, with their time-outs, retries and summaries. */
import {
  TemporalFailure,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Route } from '../../domain/attempt/route.js';
import { channelOf, taskQueueOf } from '../../domain/attempt/route.js';
import type { PlannedRoute } from '../../domain/plan/plan.js';
import type { CheckPorts, LedgerPorts, RoutePorts } from './ports.js';

const localRetry = { initialInterval: 200, backoffCoefficient: 2, maximumAttempts: 3 };
const patientRetry = { initialInterval: 1_000, backoffCoefficient: 2, maximumInterval: 30_000 };

/** How often a ledger port says in words, in the history, what it is for. */
const summaries: Record<keyof LedgerPorts, string> = {
  takeReport: 'take up a report from the ledger',
  planNotice: 'judge window, contact and routes',
  readAttempt: 'read what became of an attempt',
  declareSilence: 'no receipt by its deadline',
  openTask: 'hand over to staff',
  recordTaskDue: 'record a task as nearly due or overdue',
  completeTask: 'record what staff did',
  closeTask: 'close a task nobody needs any more',
  finishNotice: 'finish the notice',
  recordResendNotSent: 'record why a resend was not sent',
  raiseAlarm: 'raise an alarm',
  recordIgnoredSignal: 'record a signal that made no sense',
};

type InTurn = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * One local activity after the other. Two side by side may end in either order within one workflow
 * task, and a replay does not resolve them in that order again: what follows would be numbered
 * otherwise than in the history, and the story would stop.
 */
function oneAfterTheOther(): InTurn {
  /** Settles when the local activity under way has. */
  let underWay: Promise<void> | undefined;
  return async (call) => {
    while (underWay !== undefined) await underWay;
    let over = () => {};
    underWay = new Promise((resolve) => (over = resolve));
    try {
      return await call();
    } finally {
      underWay = undefined;
      over();
    }
  };
}

/** Each ledger port as a local activity and as a normal one; the same for every story. */
const proxied = {} as Record<
  keyof LedgerPorts,
  { readonly local: LedgerPorts; readonly normal: LedgerPorts }
>;
for (const name of Object.keys(summaries) as (keyof LedgerPorts)[]) {
  const summary = summaries[name];
  const local = proxyLocalActivities<LedgerPorts>({
    startToCloseTimeout: 2_000,
    scheduleToCloseTimeout: 5_000,
    retry: localRetry,
    summary,
  });
  const normal = proxyActivities<LedgerPorts>({ startToCloseTimeout: 10_000, retry: patientRetry, summary });
  proxied[name] = { local, normal };
}

/**
 * The ledger's ports of one story, whose calls go one after the other; nothing of them is kept in this module, which all
 * stories share. Ledger work is a local activity while that is quick; after three tries in five seconds it
 * becomes a normal one, since a local activity retried through an outage stalls its workflow.
 */
export function ledgerOfStory(): LedgerPorts {
  const inTurn = oneAfterTheOther();
  const port = <Name extends keyof LedgerPorts>(name: Name): LedgerPorts[Name] => {
    const { local, normal } = proxied[name];
    const call = async (order: never): Promise<unknown> => {
      try {
        return await inTurn(() => (local[name] as (given: never) => Promise<unknown>)(order));
      } catch (failure) {
        // A local activity's failure comes bare, not inside an ActivityFailure as a normal one's does.
        if (!(failure instanceof TemporalFailure) || isCancellation(failure)) throw failure;
        log.warn('ledger work goes on as a normal activity', { port: name });
        return await (normal[name] as (given: never) => Promise<unknown>)(order);
      }
    };
    return call as LedgerPorts[Name];
  };
  return {
    takeReport: port('takeReport'),
    planNotice: port('planNotice'),
    readAttempt: port('readAttempt'),
    declareSilence: port('declareSilence'),
    openTask: port('openTask'),
    recordTaskDue: port('recordTaskDue'),
    completeTask: port('completeTask'),
    closeTask: port('closeTask'),
    finishNotice: port('finishNotice'),
    recordResendNotSent: port('recordResendNotSent'),
    raiseAlarm: port('raiseAlarm'),
    recordIgnoredSignal: port('recordIgnoredSignal'),
  };
}

/** Beside everything else; what it cannot find out in time stays unchecked. */
export const checks = proxyActivities<CheckPorts>({
  startToCloseTimeout: 30_000,
  retry: { initialInterval: 1_000, maximumAttempts: 3 },
  summary: 'ask providers about the contact',
});

/** Beyond the call and the lingering: the ledger's own writes. */
const recordingMs = 5_000;
/** Nobody took the send up for this long: the window and the plan are judged again. */
const scheduleToStartMs = 30_000;

/** The ports on one route's own task queue, where the more urgent go first. */
export function onRoute(planned: PlannedRoute, summary: string): RoutePorts {
  return proxyActivities<RoutePorts>({
    taskQueue: taskQueueOf(planned.route),
    scheduleToStartTimeout: scheduleToStartMs,
    startToCloseTimeout:
      (planned.checkTimeoutMs ?? 0) + planned.callTimeoutMs + planned.lingerMs + recordingMs,
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 10_000 },
    summary,
    ...(planned.priority === undefined ? {} : { priority: { priorityKey: planned.priority } }),
  });
}

const channelNames = { sms: 'SMS', push: 'app push', email: 'e-mail', voice: 'phone call' };
/** `SMS by aliyun`. */
export const routeInWords = (route: Route): string =>
  `${channelNames[channelOf(route)]} by ${route.slice(route.indexOf('/') + 1)}`;

/** Judges an order of staff to send a notice once more, and records where nothing comes of it. */
import type { NoticeKey, ReportId } from '../../domain/ids/ids.js';
import { leftOutInTrail } from '../../domain/plan/left-out.js';
import type { LeftOutRoute } from '../../domain/plan/left-out.js';
import { namesRoute } from '../../domain/plan/override.js';
import type { PlannedRoute } from '../../domain/plan/plan.js';
import { resendRoute } from '../../domain/plan/resend-route.js';
import { attemptsOfNotice } from '../../ledger/attempt/find.js';
import { factOf } from '../../ledger/attempt/row.js';
import { appendEvent } from '../../ledger/event/append.js';
import { targetOfResend } from '../../ledger/incident/affected.js';
import type { Queryable } from '../../ledger/ledger.js';
import { lockNotice } from '../../ledger/notice/find.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import type { ReportRow } from '../../ledger/report/find.js';
import { resendNotSentBecause } from '../../ledger/report/resend.js';
import type { ResendNotSentBecause } from '../../workflows/loan-application/ports.js';
import { asOfNow } from '../world.js';
import type { World } from '../world.js';
import { makePlan } from './plan.js';

/** "Now" is meant: after an outage the applicant may long have been told otherwise. */
const goodForMs = 15 * 60_000;

/** The one route to use now, by what is in force now; none where nothing is sent, which is on record then. */
export async function planResend(
  live: World,
  tx: Queryable,
  key: NoticeKey,
  reportId: ReportId,
): Promise<{ readonly decided: boolean; readonly route?: PlannedRoute }> {
  const world = asOfNow(live);
  const reports = await reportsOfApplication(tx, key.applicationId);
  const decided = reports.some(({ kind, stage }) => kind === 'withdrawal' || stage === 'final-decision');
  // Judged before by a try whose answer was lost: what is on record stands.
  if ((await resendNotSentBecause(tx, key.applicationId, reportId)) !== undefined) return { decided };
  const judged = await judge(world, tx, key, reports, reportId);
  if ('route' in judged) return { decided, route: judged };
  await recordNotSent(world, tx, key, reportId, judged.because, judged.leftOut);
  return { decided };
}

interface NotSent {
  readonly because: ResendNotSentBecause;
  /** Where no route could be used at all. */
  readonly leftOut?: readonly LeftOutRoute[];
}

async function judge(
  world: World,
  tx: Queryable,
  key: NoticeKey,
  reports: readonly ReportRow[],
  reportId: ReportId,
): Promise<PlannedRoute | NotSent> {
  const notice = await lockNotice(tx, key);
  const report = reports.find((one) => one.reportId === notice?.reportId);
  const order = reports.find((one) => one.reportId === reportId);
  if (notice === undefined || report === undefined)
    throw new Error('a notice to be sent once more is not in the ledger');
  const { state } = notice;
  const withdrawn = reports.some(({ kind }) => kind === 'withdrawal');
  if (withdrawn || state === 'superseded' || state === 'withdrawn') return { because: 'notice-over' };
  if (order === undefined || world.clock.now() - order.receivedAt > goodForMs) return { because: 'too-late' };
  if (state === 'held' || state === 'sending') return { because: 'send-under-way' };
  const { plan, closed } = await makePlan(world, tx, key, report);
  const attempts = (await attemptsOfNotice(tx, key)).map(factOf);
  const target = await targetOfResend(tx, reportId);
  const allowed =
    target === undefined ? plan.routes : plan.routes.filter(({ route }) => !namesRoute(target, route));
  const route = resendRoute(allowed, attempts);
  if (route !== undefined) return route;
  const [soonest] = closed;
  return soonest === undefined
    ? { because: 'no-route', leftOut: plan.leftOut }
    : { because: soonest.permission.because };
}

/** Puts on record why an order came to nothing; once. */
export async function recordNotSent(
  { clock }: World,
  tx: Queryable,
  key: NoticeKey,
  reportId: ReportId,
  because: ResendNotSentBecause,
  leftOut: readonly LeftOutRoute[] = [],
): Promise<void> {
  if ((await resendNotSentBecause(tx, key.applicationId, reportId)) !== undefined) return;
  const detail = {
    because,
    reportId,
    ...(leftOut.length === 0 ? {} : { leftOut: leftOut.map(leftOutInTrail) }),
  };
  await appendEvent(tx, { at: clock.now(), ...key, kind: 'resend-not-sent', detail });
}

/** Judges window, contact and routes of a notice, and records what it waits for. */
import type { NoticeKey } from '../../domain/ids/ids.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import type { AttemptFact } from '../../domain/attempt/attempt.js';
import { isOfDelivery } from '../../domain/attempt/attempt.js';
import { channelOf } from '../../domain/attempt/route.js';
import { nextStep } from '../../domain/escalation/next-step.js';
import { isFinished } from '../../domain/notice/state.js';
import type { WaitingFor } from '../../domain/notice/state.js';
import type { Permission, SendSubject } from '../../domain/policy/permission.js';
import type { LeftOutRoute } from '../../domain/plan/left-out.js';
import { bearingOn } from '../../domain/plan/override.js';
import type { Plan, PlannedRoute } from '../../domain/plan/plan.js';
import { wakeAt } from '../../domain/policy/waking.js';
import { attemptsOfNotice } from '../../ledger/attempt/find.js';
import { factOf } from '../../ledger/attempt/row.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { consentOf } from '../../ledger/consent/consent.js';
import { appendEvent } from '../../ledger/event/append.js';
import { findOpenTask } from '../../ledger/human-task/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';
import { findNotice, lockNotice } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { overridesInForce } from '../../ledger/override/override.js';
import { moveNotice } from '../../ledger/notice/move.js';
import { findReport } from '../../ledger/report/find.js';
import { overtakenAs } from '../../ledger/report/overtaken.js';
import type { ReportRow } from '../../ledger/report/find.js';
import type { Planned } from '../../workflows/loan-application/ports.js';
import { openStageBody, openWithContacts } from '../application/open.js';
import { openPhrasing } from '../send/wording.js';
import { asOfNow } from '../world.js';
import type { World } from '../world.js';
import { inLine } from './line.js';
import type { Held } from './line.js';
import { permissionNow, subjectOf } from './permission.js';
import { isFresh, recordPlan } from './record-plan.js';
import { guessOf, usableRoutes } from './routes.js';

/** Beyond the provider call itself: from planning to calling. */
const fromPlanToCallMs = 500;

/**
 * Plans in the transaction given, by what is in force as it begins; a notice already finished stays so. A first plan by
 * which something is sent now needs no commit of its own: the intent of the attempt follows within moments, judges
 * everything once more under the notice's lock, and puts the plan on record with itself.
 */
export async function planNotice(live: World, tx: Queryable, key: NoticeKey): Promise<Planned> {
  const world = asOfNow(live);
  const draft = await draftOfFresh(world, tx, key);
  const plannedAt = world.clock.now();
  if (draft !== undefined && nextStep(draft.plan, [], plannedAt).step === 'send')
    return { next: 'send', plan: { ...draft.plan, plannedAt } };
  return planOnRecord(world, tx, key, draft);
}

/** The plan of a notice of which nothing was planned yet, and that nothing has overtaken. */
async function draftOfFresh(world: World, tx: Queryable, key: NoticeKey): Promise<Draft | undefined> {
  const notice = await findNotice(tx, key);
  if (notice === undefined || !isFresh(notice)) return undefined;
  const [overtaken, report] = await Promise.all([overtakenAs(tx, key), findReport(tx, notice.reportId)]);
  if (overtaken !== undefined || report === undefined) return undefined;
  return makePlan(world, tx, key, report);
}

/**
 * Under the notice's lock; a draft is good where nothing was planned of it meanwhile. A workflow task that was lost may
 * still be planning while the one that took its place is further: what is with staff stays theirs, and is planned no more.
 */
async function planOnRecord(
  world: World,
  tx: Queryable,
  key: NoticeKey,
  draft: Draft | undefined,
): Promise<Planned> {
  const notice = await lockNotice(tx, key);
  if (notice === undefined) throw new Error('a notice to be planned is not in the ledger');
  if (isFinished(notice.state)) return { next: 'finished', state: notice.state };
  const [overtaken, report] = await Promise.all([overtakenAs(tx, key), findReport(tx, notice.reportId)]);
  if (overtaken !== undefined)
    return { next: 'finished', state: await finishOnce(tx, key, overtaken, world.clock.now()) };
  if (report === undefined) throw new Error('the report of a notice is not in the ledger');
  const task = notice.state === 'with-staff' ? await findOpenTask(tx, key.applicationId, key) : undefined;
  if (task !== undefined) return { next: 'staff', because: task.because };
  const made = draft !== undefined && isFresh(notice) ? draft : await makePlan(world, tx, key, report);
  const attempts = (await attemptsOfNotice(tx, key)).map(factOf).filter(isOfDelivery);
  const at = world.clock.now();
  const next = nextStep(made.plan, attempts, at);
  if (next.step === 'hand-to-staff') {
    const hold = await holdIfNeeded(world, tx, notice, made, attempts);
    if (hold !== undefined) return hold;
  }
  // One that comes late: its story was asked again meanwhile, and has gone on to what is awaited now.
  if (next.step !== 'await-receipt') await recordPlan(tx, key, made.plan, at);
  return { next: 'send', plan: made.plan };
}

/** A route that may not be used yet, and what it waits for. */
export interface ClosedRoute {
  readonly route: PlannedRoute;
  readonly subject: SendSubject;
  readonly permission: Exclude<Permission, { allowed: true }>;
  readonly waitingFor: WaitingFor;
}

/** A plan, and what it had to leave for later. */
export interface Draft {
  /** Every route that may be used at all, less the closed ones. */
  readonly plan: Plan;
  /** Those whose window is closed now, the soonest first. */
  readonly closed: readonly ClosedRoute[];
  /** What may be used once the soonest of them opens, in the plan's order. */
  readonly onWaking: readonly PlannedRoute[];
}

/** Drafts by contacts, consent, overrides, words and windows as they are; writes nothing. */
export async function makePlan(
  world: World,
  tx: Queryable,
  key: NoticeKey,
  report: ReportRow,
): Promise<Draft> {
  const [application, overrides, said] = await Promise.all([
    openWithContacts(world, tx, key.applicationId),
    overridesInForce(tx, world.clock.now()),
    consentOf(tx, key.applicationId),
  ]);
  const { dataKey, version, contacts, consent } = application;
  const body = openStageBody(world, report, dataKey);
  const { applicant } = application.body;
  const phrasing = await openPhrasing(world, tx, { key, body, applicant });
  const revoked = new Set(said.filter((one) => one.revoked).map(({ purpose }) => purpose));
  const grounds = { key, urgent: report.urgent, phrasing, consent, revoked, contacts, overrides };
  const { routes, leftOut } = usableRoutes(world, grounds);
  const bearing = bearingOn(overrides, guessOf(world, contacts));
  const closed = routes
    .flatMap((route): ClosedRoute[] => {
      const subject = subjectOf(world, key, report, channelOf(route.route));
      const permission = permissionNow(world, subject, route.callTimeoutMs + fromPlanToCallMs);
      if (permission.allowed) return [];
      return [{ route, subject, permission, waitingFor: waitOf(world, subject, permission) }];
    })
    .sort((one, other) => one.waitingFor.until - other.waitingFor.until);
  const [soonest] = closed;
  const open = routes.filter((route) => !closed.some((one) => one.route === route));
  const opensLater = closed.filter(({ waitingFor }) => waitingFor.until > (soonest?.waitingFor.until ?? 0));
  return {
    plan: {
      ...(world.configurationVersion === undefined ? {} : { configuration: world.configurationVersion }),
      calendarVersion: world.rules.days.version,
      contactVersion: version,
      routes: open,
      leftOut: [...leftOut, ...closed.map(notItsHour)],
      ...(bearing.length === 0 ? {} : { overrides: bearing.map(({ overrideId }) => overrideId) }),
      copyOnSilence: world.configuration.copyOnSilence[key.stage],
      ...(soonest === undefined ? {} : { laterAt: soonest.waitingFor.until }),
    },
    closed,
    onWaking: routes.filter((route) => !opensLater.some((one) => one.route === route)),
  };
}

/** Nothing is left to try now: held where something will be; without any route a person is told at once. */
async function holdIfNeeded(
  world: World,
  tx: Queryable,
  notice: NoticeRow,
  { plan, closed, onWaking }: Draft,
  attempts: readonly AttemptFact[],
): Promise<Planned | undefined> {
  const [soonest] = closed;
  if (soonest === undefined) return undefined;
  const at = world.clock.now();
  const { permission, subject } = soonest;
  const { applicationId, stage, round } = notice;
  const key = { applicationId: applicationIdOf(applicationId), stage, round };
  const next = nextStep({ ...plan, routes: onWaking }, attempts, soonest.waitingFor.until);
  if (permission.because === 'calendar-unknown')
    await raiseAlarm(tx, 'calendar-unknown', String(permission.year), at);
  const opening =
    permission.because !== 'calendar-unknown' && next.step === 'send'
      ? { subject, permission, route: next.route.route }
      : undefined;
  const { waitingFor, line }: Held =
    opening === undefined ? soonest : await inLine(world, tx, notice, opening);
  await moveNotice(tx, key, { state: 'held', waitingFor, at, held: true });
  await appendEvent(tx, {
    at,
    ...key,
    kind: 'notice-held',
    detail: {
      because: permission.because,
      until: waitingFor.until,
      calendar: plan.calendarVersion,
      policy: subject.policy,
      // What staff are told comes next; on waking all is judged again.
      ...(opening === undefined ? {} : { next: opening.route }),
      ...line,
    },
  });
  return { next: 'hold', waitingFor, because: permission.because };
}

/** What a closed route waits for, and until when. */
const waitOf = (world: World, subject: SendSubject, permission: ClosedRoute['permission']): WaitingFor =>
  permission.because === 'calendar-unknown'
    ? { kind: 'calendar', until: permission.askAgainAt }
    : {
        kind: 'window',
        until: wakeAt(world.rules, subject, permission.opensAt, permission.closesAt),
      };

const notItsHour = ({ route: { route }, permission }: ClosedRoute): LeftOutRoute => ({
  route,
  because: 'window',
  ...(permission.because === 'window' ? {} : { reason: permission.because }),
});

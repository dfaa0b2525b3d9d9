/** Judges window, contact and routes of a notice, and records what it waits for. */
import type { NoticeKey } from '../../domain/ids/ids.js';
import { isFinished } from '../../domain/notice/state.js';
import { checkMobile } from '../../domain/contact/check.js';
import type { LeftOutRoute, Plan, PlannedRoute } from '../../domain/plan/plan.js';
import { rankByWeight } from '../../domain/plan/rank.js';
import { wakeAt } from '../../domain/policy/waking.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { lockNotice } from '../../ledger/notice/find.js';
import { moveNotice } from '../../ledger/notice/move.js';
import { findReport } from '../../ledger/report/find.js';
import type { ReportRow } from '../../ledger/report/find.js';
import type { Planned } from '../../workflows/loan-application/ports.js';
import { openApplication, openContacts, openStageBody } from '../application/open.js';
import { templateFor } from '../send/sms/words.js';
import type { World } from '../world.js';
import { permissionNow, subjectOf } from './permission.js';

/** Beyond the provider call itself: from planning to calling. */
const fromPlanToCallMs = 500;

/** Plans in the transaction given; a notice already finished stays so. */
export async function planNotice(world: World, tx: Queryable, key: NoticeKey): Promise<Planned> {
  const notice = await lockNotice(tx, key);
  if (notice === undefined) throw new Error('a notice to be planned is not in the ledger');
  if (isFinished(notice.state)) return { next: 'finished', state: notice.state };
  const report = await findReport(tx, notice.reportId);
  if (report === undefined) throw new Error('the report of a notice is not in the ledger');
  const plan = await makePlan(world, tx, key, report);
  return (await holdIfNeeded(world, tx, key, report, plan)) ?? (await send(world, tx, key, plan));
}

async function makePlan(world: World, tx: Queryable, key: NoticeKey, report: ReportRow): Promise<Plan> {
  const { dataKey, body: application } = await openApplication(world, tx, key.applicationId);
  const { version, mobileName, contacts } = await openContacts(world, tx, key, dataKey);
  const body = openStageBody(world, report, dataKey);
  const mobile = checkMobile(contacts.mobile);
  const leftOut: LeftOutRoute[] = [];
  const usable = world.configuration.routes.filter(({ route, templates }) => {
    const because =
      application.consent?.sms === false
        ? 'not-allowed'
        : mobile.state === 'missing'
          ? 'no-contact'
          : mobile.state === 'bad-format'
            ? 'wrong-number'
            : templateFor(templates, key.stage, body) === undefined
              ? 'not-allowed'
              : undefined;
    if (because !== undefined) leftOut.push({ route, because });
    return because === undefined;
  });
  const routes = rankByWeight(usable, key.applicationId).map((settings): PlannedRoute => ({
    route: settings.route,
    contact: mobileName,
    callTimeoutMs: settings.callTimeoutMs,
    lingerMs: Math.min(settings.lingerMs, settings.receiptDeadlineMs),
    receiptDeadlineMs: settings.receiptDeadlineMs,
    receiptHorizonMs: settings.receiptHorizonMs,
    settlingDelayMs: settings.settlingDelayMs,
  }));
  return {
    calendarVersion: world.rules.days.version,
    contactVersion: version,
    routes,
    leftOut,
    copyOnSilence: world.configuration.copyOnSilence[key.stage],
  };
}

/** Without a route there is nothing to hold for: a person is told at once. */
async function holdIfNeeded(
  world: World,
  tx: Queryable,
  key: NoticeKey,
  report: ReportRow,
  plan: Plan,
): Promise<Planned | undefined> {
  const first = plan.routes[0];
  if (first === undefined) return undefined;
  const subject = subjectOf(world, key, report, 'sms');
  const permission = permissionNow(world, subject, first.callTimeoutMs + fromPlanToCallMs);
  const at = world.clock.now();
  if (permission.allowed) return undefined;
  const unknown = permission.because === 'calendar-unknown';
  if (unknown) await raiseAlarm(tx, 'calendar-unknown', String(permission.year), at);
  const waitingFor = unknown
    ? ({ kind: 'calendar', until: permission.askAgainAt } as const)
    : ({
        kind: 'window',
        until: wakeAt(world.rules, subject, permission.opensAt, permission.closesAt),
      } as const);
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
    },
  });
  return { next: 'hold', waitingFor, because: permission.because };
}

async function send(world: World, tx: Queryable, key: NoticeKey, plan: Plan): Promise<Planned> {
  const at = world.clock.now();
  await moveNotice(tx, key, { state: 'sending', waitingFor: { kind: 'provider', until: at + 60_000 }, at });
  await appendEvent(tx, {
    at,
    ...key,
    kind: 'notice-planned',
    detail: {
      routes: plan.routes.map(({ route }) => route),
      leftOut: plan.leftOut.map(({ route, because }) => `${route}: ${because}`),
      calendar: plan.calendarVersion,
      contactVersion: plan.contactVersion,
    },
  });
  return { next: 'send', plan };
}

/** Whether a message may leave now, and what it says: judged in the transaction of the intent, and of every repetition. */
import { channelOf } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import { isConsentGiven } from '../../domain/contact/consent.js';
import { isFinished } from '../../domain/notice/state.js';
import { overridesOf } from '../../domain/plan/override.js';
import type { NoticeState } from '../../domain/notice/state.js';
import type { Queryable } from '../../ledger/ledger.js';
import { lockNotice } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { overridesInForce } from '../../ledger/override/override.js';
import { findReport } from '../../ledger/report/find.js';
import { overtakenAs } from '../../ledger/report/overtaken.js';
import type { SendOrder } from '../../workflows/loan-application/ports.js';
import { openStageBody, openWithContacts } from '../application/open.js';
import type { OpenedContact } from '../application/open.js';
import { permissionNow, subjectOf } from '../notice/permission.js';
import type { World } from '../world.js';
import { openPhrasing } from './wording.js';
import type { Phrased } from './wording.js';

export type Judged =
  | {
      readonly verdict: 'may-leave';
      readonly notice: NoticeRow;
      readonly to: OpenedContact;
      readonly phrased: Phrased;
    }
  | { readonly verdict: 'window-closed'; readonly notice: NoticeRow; readonly because: string }
  /** The notice is over or overtaken, its contact or words changed, or the route is held or configured no more. */
  | { readonly verdict: 'plan-outdated' };

/** Locks the notice; permission must last through the whole call. */
export async function judge(world: World, tx: Queryable, order: SendOrder): Promise<Judged> {
  const { notice: key } = order;
  const notice = await lockNotice(tx, key);
  if (notice === undefined || !isOwed(notice.state, order)) return { verdict: 'plan-outdated' };
  if (!world.routes.has(order.route.route)) return { verdict: 'plan-outdated' };
  const [report, overtaken, held, application] = await Promise.all([
    findReport(tx, notice.reportId),
    overtakenAs(tx, key),
    isHeld(world, tx, order.route.route),
    openWithContacts(world, tx, key.applicationId),
  ]);
  // Reported, and perhaps not yet known to the story: what nobody is owed any more is not sent.
  if (report === undefined || overtaken !== undefined || held) return { verdict: 'plan-outdated' };
  const permission = permissionNow(
    world,
    subjectOf(world, key, report, channelOf(order.route.route)),
    order.route.callTimeoutMs,
  );
  if (!permission.allowed) return { verdict: 'window-closed', notice, because: permission.because };
  const { dataKey, contacts, consent } = application;
  const channel = channelOf(order.route.route);
  // Taken back, or unsubscribed from, since the plan was made.
  if (!isConsentGiven(consent, channel)) return { verdict: 'plan-outdated' };
  const to = contacts
    .filter(({ unsubscribed }) => channel !== 'sms' || !unsubscribed)
    .find(({ contact, state }) => contact === order.route.contact && state === 'good');
  const body = openStageBody(world, report, dataKey);
  const phrasing = await openPhrasing(world, tx, { key, body, applicant: application.body.applicant });
  const phrased = phrasing(order.route.route);
  return to === undefined || 'lacking' in phrased
    ? { verdict: 'plan-outdated' }
    : { verdict: 'may-leave', notice, to, phrased };
}

/** A hold that was set since the plan was made keeps what has not left from leaving. */
const isHeld = async ({ clock }: World, tx: Queryable, route: Route): Promise<boolean> =>
  overridesOf(route, await overridesInForce(tx, clock.now())).hold !== undefined;

/** A notice that is finished is sent once more by order of staff alone, and never where it is over. */
const isOwed = (state: NoticeState, { purpose }: SendOrder): boolean =>
  purpose === 'resend' ? state !== 'superseded' && state !== 'withdrawn' : !isFinished(state);

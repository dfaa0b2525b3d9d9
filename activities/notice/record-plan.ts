/** Puts a plan on record: by itself, or with the intent of the first attempt. */
import type { NoticeKey } from '../../domain/ids/ids.js';
import { leftOutInTrail } from '../../domain/plan/left-out.js';
import type { Plan } from '../../domain/plan/plan.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { moveNotice } from '../../ledger/notice/move.js';

/** Nothing was planned of it yet: its first plan may wait for the intent of the first attempt. */
export const isFresh = ({ waitingFor }: NoticeRow): boolean => waitingFor === 'workflow';

/** What the trail says of a plan. */
export const tellPlan = (tx: Queryable, key: NoticeKey, plan: Plan, at: number): Promise<unknown> =>
  appendEvent(tx, {
    at,
    ...key,
    kind: 'notice-planned',
    detail: {
      routes: plan.routes.map(({ route }) => route),
      // With these the escalation can be asked what follows a silence, as it will be.
      contacts: plan.routes.map(({ contact }) => contact),
      copyOnSilence: plan.copyOnSilence,
      ...(plan.laterAt === undefined ? {} : { laterAt: plan.laterAt }),
      leftOut: plan.leftOut.map(leftOutInTrail),
      calendar: plan.calendarVersion,
      contactVersion: plan.contactVersion,
      ...(plan.configuration === undefined ? {} : { configuration: plan.configuration }),
      ...(plan.overrides === undefined ? {} : { overrides: plan.overrides.map(String) }),
    },
  });

/** The plan in the trail, and its notice on its way to a provider. */
export async function recordPlan(tx: Queryable, key: NoticeKey, plan: Plan, at: number): Promise<void> {
  const waitingFor = { kind: 'provider', until: at + 60_000 } as const;
  await Promise.all([moveNotice(tx, key, { state: 'sending', waitingFor, at }), tellPlan(tx, key, plan, at)]);
}

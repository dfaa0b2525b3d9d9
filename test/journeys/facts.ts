/** What the ledger has on an application, for tests to judge. */
import type { Bank } from '../../cli/bank/open-bank.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import type { NoticeState } from '../../domain/notice/state.js';
import { isFinished } from '../../domain/notice/state.js';
import { attemptsOfApplication } from '../../ledger/attempt/find.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { findOpenTask } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { until } from './until.js';

/** The one notice of an application. */
export async function noticeOf({ ledger }: Bank, applicationId: string): Promise<NoticeRow> {
  const [notice, ...others] = await noticesOfApplication(ledger, applicationId);
  if (notice === undefined || others.length > 0) throw new Error(`not one notice: ${applicationId}`);
  return notice;
}

/** Waits until the one notice of an application is in a state. */
export const noticeComesTo = (
  bank: Bank,
  applicationId: string,
  state: NoticeState,
  withinMs?: number,
): Promise<NoticeRow> =>
  until(
    async () => {
      const notice = await noticeOf(bank, applicationId);
      if (isFinished(notice.state) && notice.state !== state)
        throw new Error(`${applicationId} came to ${notice.state} instead of ${state}`);
      return notice.state === state && notice;
    },
    withinMs,
    `${applicationId} comes to ${state}`,
  );

/** Waits until the story in Temporal says of the one notice what the ledger does. */
export const storyAgrees = (bank: Bank, applicationId: string): Promise<true> =>
  until(
    async () => {
      const told = await bank.stories.progress(applicationIdOf(applicationId));
      const { state } = await noticeOf(bank, applicationId);
      return told !== 'closed' && told.notices.length === 1 && told.notices[0]?.state === state;
    },
    20_000,
    `the story of ${applicationId} agrees with the ledger`,
  );

export const attemptsOf = ({ ledger }: Bank, applicationId: string): Promise<AttemptRow[]> =>
  attemptsOfApplication(ledger, applicationId);

/** The open task of an application’s one notice. */
export async function openTaskOf(bank: Bank, applicationId: string): Promise<TaskRow> {
  const notice = await noticeOf(bank, applicationId);
  const task = await findOpenTask(bank.ledger, applicationId, notice);
  if (task === undefined) throw new Error(`no open task: ${applicationId}`);
  return task;
}

/**
 * Whether nothing about an attempt is left open: it was refused, settled by a receipt or by its
 * deadline, never received, or (where the provider could not say) handed over with the question asked.
 */
export const isSettled = ({ outcome, settlement, neverReceived, lingering, asked }: AttemptRow): boolean =>
  !lingering &&
  (outcome === 'rejected' || settlement !== null || neverReceived || (outcome === 'unknown' && asked > 0));

/** What a story that has ended can no longer do about a message, judged in the ledger alone. */
import { applicationIdOf } from '../../domain/ids/ids.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import { completeInLedger } from '../../ledger/human-task/complete.js';
import type { Ledger } from '../../ledger/ledger.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';
import type { OutboxMessage } from '../../ledger/outbox/outbox.js';
import { findReport } from '../../ledger/report/find.js';
import { overtakenAs } from '../../ledger/report/overtaken.js';

/**
 * `needs-story`: a corrected decision after everything before it was finished, or an order of staff to send
 * once more; the story goes on with it.
 */
export type SettledWithoutStory = 'settled' | 'needs-story';

/**
 * A receipt that says an unfinished notice was delivered finishes it (its story was terminated). A
 * stage overtaken by what ended the story is superseded or withdrawn; one that came after a story's
 * proper end needs it again. Whatever a terminated story left unfinished is the sweep's, which gives
 * it to staff.
 */
export const settleWithoutStory = (
  ledger: Ledger,
  message: OutboxMessage,
  at: number,
): Promise<SettledWithoutStory> => settling[message.kind](ledger, message as never, at);

const settling: {
  readonly [Kind in OutboxMessage['kind']]: (
    ledger: Ledger,
    message: Extract<OutboxMessage, { readonly kind: Kind }>,
    at: number,
  ) => Promise<SettledWithoutStory>;
} = {
  reported: (ledger, { reportId }, at) => settleReport(ledger, reportId, at),
  receipt: (ledger, { attemptId }, at) => settleReceipt(ledger, attemptId, at),
  approved: async (ledger, { taskId, staffRef }, at) => {
    const done = { taskId, outcome: 'unreachable', staffRef, identity: 'verified' } as const;
    await ledger.transaction((tx) => completeInLedger(tx, done, at));
    return 'settled';
  },
};

const settleReceipt = (ledger: Ledger, attemptId: string, at: number): Promise<SettledWithoutStory> =>
  ledger.transaction<SettledWithoutStory>(async (tx) => {
    const attempt = await findAttempt(tx, attemptId);
    if (attempt?.settlement !== 'delivered') return 'settled';
    const { stage, round } = attempt;
    const key = { applicationId: applicationIdOf(attempt.applicationId), stage, round };
    await finishOnce(tx, key, 'delivered', at);
    return 'settled';
  });

const settleReport = (ledger: Ledger, reportId: string, at: number): Promise<SettledWithoutStory> =>
  ledger.transaction<SettledWithoutStory>(async (tx) => {
    const report = await findReport(tx, reportId);
    if (report === undefined || report.stage === null || report.round === null) return 'settled';
    const { stage, round } = report;
    const key = { applicationId: applicationIdOf(report.applicationId), stage, round };
    // Judged by its story, which is begun again for it alone.
    if (report.kind === 'resend') return 'needs-story';
    const overtaken = await overtakenAs(tx, key);
    if (overtaken !== undefined) {
      await finishOnce(tx, key, overtaken, at);
      return 'settled';
    }
    const notices = await noticesOfApplication(tx, key.applicationId);
    const unfinished = notices.filter(({ finishedAt }) => finishedAt === null);
    const onlyThis = unfinished.every((other) => other.stage === stage && other.round === round);
    return unfinished.length > 0 && onlyThis ? 'needs-story' : 'settled';
  });

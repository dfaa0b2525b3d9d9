/** What the losing provider took and never delivered, by its own log. Pure. */
import { noticeNameOf } from '../../../domain/ids/ids.js';
import type { NoticeKey } from '../../../domain/ids/ids.js';
import type { AttemptRow } from '../../../ledger/attempt/row.js';
import type { LogEntry } from '../../../simulator/log-entry.js';

type Acceptance = Extract<LogEntry, { kind: 'acceptance' }>;

/** One message a provider took, with the notice it was of. */
export interface TakenMessage {
  /** When the provider took it, epoch milliseconds. */
  readonly at: number;
  readonly notice: string;
  readonly attempt: AttemptRow;
  /** What the carrier reports, or will: nothing, that it arrived, or that it did not. */
  readonly fate: 'swallowed' | 'delivered' | 'failed';
}

/** `DR-000001/final-decision/1`. */
export const nameOf = (row: { applicationId: string; stage: NoticeKey['stage']; round: number }): string =>
  noticeNameOf(row as NoticeKey);

/** Messages of attempts the ledger knows; the demo's judge counts those of none. */
export function takenMessages(
  log: readonly LogEntry[],
  attempts: readonly AttemptRow[],
): readonly TakenMessage[] {
  const known = new Map(attempts.map((attempt) => [attempt.attemptId as string, attempt]));
  return log
    .filter((entry): entry is LogEntry & Acceptance => entry.kind === 'acceptance')
    .flatMap(({ at, outId, receipts }): TakenMessage[] => {
      const attempt = known.get(outId);
      return attempt === undefined ? [] : [{ at, notice: nameOf(attempt), attempt, fate: fateOf(receipts) }];
    })
    .toSorted((one, other) => one.at - other.at);
}

function fateOf(receipts: Acceptance['receipts']): TakenMessage['fate'] {
  if (receipts.some(({ success }) => success)) return 'delivered';
  return receipts.length === 0 ? 'swallowed' : 'failed';
}

/** Notices whose message was swallowed, and that no other message of their own story reached. */
export function leftUntold(taken: readonly TakenMessage[]): ReadonlySet<string> {
  const reached = new Set(
    taken
      .filter(({ fate, attempt }) => fate === 'delivered' && attempt.purpose !== 'resend')
      .map(({ notice }) => notice),
  );
  return new Set(
    taken
      .filter(({ fate, notice }) => fate === 'swallowed' && !reached.has(notice))
      .map(({ notice }) => notice),
  );
}

/** Looks for what must never be in the record; each such notice is an alarm, once. */
import { noticeNameOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { everRaised, raiseAlarm } from '../../ledger/alarm/raise.js';
import {
  acceptedTwice,
  finishedWithoutEvidence,
  withStaffWithoutTask,
} from '../../ledger/notice/broken-invariants.js';
import type { World } from '../world.js';

const kind = 'invariant-broken';
/** The first look of a process goes back so far, and none further: while no worker ran, the door finished notices too. */
const lookBackMs = 3_600_000;
/** Late receipts are few, however far back. */
const receiptsBackMs = 7 * 24 * lookBackMs;

/**
 * Looks at what came on record since the look before, of which the instant is given, if only within an hour; answers the
 * instant of this one.
 */
export async function judgeInvariants(
  { ledger, clock, configuration, logger }: Pick<World, 'ledger' | 'clock' | 'configuration' | 'logger'>,
  lookedAt: number,
): Promise<number> {
  const now = clock.now();
  const { graceMs } = configuration.sweep;
  const since = Math.max(lookedAt, now - lookBackMs) - graceMs;
  const broken = [
    ...named('accepted-twice', await acceptedTwice(ledger, now - receiptsBackMs)),
    ...named('finished-without-evidence', await finishedWithoutEvidence(ledger, since)),
    ...named('with-staff-without-task', await withStaffWithoutTask(ledger, now - graceMs)),
  ];
  // What somebody has acknowledged stands in the record for good: it is told once.
  const known = broken.length === 0 ? [] : await everRaised(ledger, kind, broken);
  for (const subject of broken.filter((one) => !known.includes(one))) {
    await raiseAlarm(ledger, kind, subject, now);
    logger.error({ subject }, 'the record shows what must never happen');
  }
  return now;
}

const named = (invariant: string, keys: readonly NoticeKey[]): string[] =>
  keys.map((key) => `${noticeNameOf(key)} ${invariant}`);

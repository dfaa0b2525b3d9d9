/** The drill's loan system: reads what it must be told, and answers whether a compensation is granted. */
import { readAnnouncements } from '../../../client/announcement/read.js';
import { takeAnswer } from '../../../client/incident/answer.js';
import { hash32 } from '../../../domain/ids/hash.js';
import type { CompensationAnswer } from '../../../domain/incident/compensation.js';
import type { Bank } from '../../bank/open-bank.js';
import { pauseUntil } from '../../demo/feeder.js';
import type { Tell } from '../words.js';

const readsEveryMs = 500;
const page = 500;
const grantedShare = 0.8;

/** By the seed, the same for the same applicant every time. */
export const answerOf = (seed: string, applicationId: string): CompensationAnswer =>
  hash32(`${seed} credit ${applicationId}`) / 2 ** 32 < grantedShare ? 'granted' : 'refused';

/** Reads on behind the last announcement it has dealt with, until it is stopped. */
export async function playLoanSystem(
  bank: Bank,
  seed: string,
  tell: Tell,
  stopping: AbortSignal,
): Promise<void> {
  let after = 0;
  while (!stopping.aborted) {
    let [granted, refused] = [0, 0];
    const read = await readAnnouncements(bank.ledger, after, page);
    for (const one of read) {
      after = one.announcementId;
      if (one.kind !== 'compensation.approved') continue;
      const answer = answerOf(seed, one.applicationId);
      await takeAnswer(bank, one.compensationId, answer);
      if (answer === 'granted') granted += 1;
      else refused += 1;
    }
    if (granted + refused > 0) tell('answered', `${granted} / ${refused}`);
    if (read.length < page) await pauseUntil(Date.now() + readsEveryMs, stopping);
  }
}

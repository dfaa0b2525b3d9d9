/** What staff write about an applicant, each text of it a canary. */
import { revealContacts } from '../../client/contact/reveal.js';
import { correctContacts } from '../../client/intake/contacts.js';
import { orderResend } from '../../client/intake/resend.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { CanaryApplicant } from './canaries.js';
import { attemptsOf } from './facts.js';
import type { RealStack } from './real-stack.js';
import { until } from './until.js';

interface Doings {
  readonly stack: RealStack;
  readonly who: CanaryApplicant;
}

/** Staff look at the contacts and replace them, with a second person's consent. */
export async function correctedByStaff({ stack: { bank }, who }: Doings): Promise<void> {
  const shown = { reason: who.revealReason, staffRef: 'li.na' };
  await revealContacts(bank, who.applicationId, shown);
  const corrected = { mobile: who.correctedMobile, email: who.correctedEmail };
  await correctContacts(bank, who.applicationId, corrected, { staffRef: 'li.na', confirmedBy: 'wang.wei' });
}

/** Staff have a notice sent once more (人工补发), and it arrives. */
export async function resentByStaff({ stack: { bank }, who }: Doings, stage: Stage): Promise<void> {
  await orderResend(bank, who.applicationId, { stage, reason: who.resendReason, staffRef: 'li.na' });
  await until(
    async () => {
      const resent = (await attemptsOf(bank, who.applicationId)).find(({ purpose }) => purpose === 'resend');
      return resent?.settlement === 'delivered';
    },
    20_000,
    `the resend to ${who.applicationId} arrives`,
  );
}

/** Orders of staff that must be refused, each naming the applicant where it should not. */
export function refusedToStaff({ stack: { bank }, who }: Doings, stage: Stage): Promise<unknown>[] {
  const { applicationId: id, resendReason: reason, mobile, name } = who;
  const staffRef = 'li.na';
  return [
    orderResend(bank, id, { stage, reason: reason.repeat(100), staffRef }),
    orderResend(bank, id, { stage, reason: { [name]: reason }, staffRef }),
    orderResend(bank, id, { stage, reason, staffRef: mobile }),
    orderResend(bank, id, { stage: name, reason, staffRef }),
    orderResend(bank, mobile, { stage, reason, staffRef }),
    revealContacts(bank, id, { reason: who.revealReason.repeat(100), staffRef }),
    revealContacts(bank, id, { reason: who.revealReason, staffRef: name }),
    correctContacts(bank, id, { mobile: who.correctedMobile }, { staffRef }),
    correctContacts(bank, id, { [name]: who.correctedEmail }, { staffRef }),
    correctContacts(bank, id, { email: who.correctedEmail }, { staffRef, confirmedBy: who.correctedMobile }),
  ];
}

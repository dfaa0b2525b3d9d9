/** What staff write about an applicant, each text of it a canary. */
import { revealContacts } from '../../client/reveal/contacts.js';
import { approve } from '../../client/approval/decide.js';
import { revealApproval } from '../../client/approval/reveal.js';
import { review } from '../../client/approval/review.js';
import { correctContacts } from '../../client/intake/contact-correction.js';
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

const liNa = { account: 'li.na', roles: new Set(['staff'] as const) };
const wangWei = { account: 'wang.wei', roles: new Set(['supervisor'] as const) };

/** Staff look at the contacts and replace them, with a second person's consent; then one alone, who is reviewed. */
export async function correctedByStaff({ stack: { bank }, who }: Doings): Promise<void> {
  const shown = { reason: who.revealReason, staffRef: 'li.na' };
  await revealContacts(bank, who.applicationId, shown);
  const corrected = { mobile: who.correctedMobile, email: who.correctedEmail };
  const proposed = await correctContacts(bank, who.applicationId, corrected, { actor: liNa });
  if (proposed.result !== 'proposed') throw new Error('one person replaced a number');
  const { approvalId } = proposed.approval;
  await revealApproval(bank, approvalId, wangWei, who.revealReason);
  await approve(bank, approvalId, wangWei);
  const breakGlass = { reason: who.resendReason };
  const back = await correctContacts(
    bank,
    who.applicationId,
    { mobile: null },
    { actor: wangWei, breakGlass },
  );
  const alone = back.approval?.approvalId ?? '';
  const zhaoMin = { ...wangWei, account: 'zhao.min' };
  await review(bank, alone, zhaoMin, { verdict: 'objected', reason: who.revealReason });
  const again = await correctContacts(bank, who.applicationId, corrected, { actor: liNa });
  if (again.result === 'proposed') throw new Error('a number where there was none needs nobody else');
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
    correctContacts(bank, id, { mobile: who.correctedMobile }, { actor: { ...liNa, account: mobile } }),
    correctContacts(bank, id, { [name]: who.correctedEmail }, { actor: liNa }),
    correctContacts(bank, id, { mobile: null }, { actor: liNa, breakGlass: { reason: who.revealReason } }),
  ];
}

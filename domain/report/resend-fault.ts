/** Whether staff may have a notice sent once more (人工补发). Pure. */
import type { Evidence } from '../attempt/attempt.js';
import { assertNever } from '../failure/assert-never.js';
import type { FailureCode } from '../failure/catalogue.js';
import type { NoticeState } from '../notice/state.js';

export interface ResendSubject {
  readonly state: NoticeState;
  /** What the newest attempt's route can prove; undefined where nothing was tried. */
  readonly evidence: Evidence | undefined;
  /** Another resend of this notice was ordered and has not come to its end. */
  readonly resendUnderWay: boolean;
}

/**
 * Why it may not be, or undefined. While a send is under way, or still to come by itself, another
 * could only be a double; a message of which no receipt can be awaited hinders nobody.
 */
export function resendFault(notice: ResendSubject | undefined): FailureCode | undefined {
  if (notice === undefined) return 'notice-unknown';
  if (notice.resendUnderWay) return 'send-under-way';
  const { state } = notice;
  switch (state) {
    case 'held':
    case 'sending':
      return 'send-under-way';
    case 'awaiting-receipt':
      return notice.evidence === 'acceptance' ? undefined : 'send-under-way';
    case 'superseded':
    case 'withdrawn':
      return 'notice-over';
    case 'with-staff':
    case 'delivered':
    case 'completed-by-staff':
    case 'unreachable':
      return undefined;
    default:
      return assertNever(state);
  }
}

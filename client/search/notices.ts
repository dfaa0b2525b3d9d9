/** Finds notices by what staff know of them, and by what an applicant says on the phone. */
import { checkMobile } from '../../domain/contact/check.js';
import { searchNotices } from '../../ledger/notice/search.js';
import type { FoundNotice, NoticeFilter, NoticePlace } from '../../ledger/notice/search.js';
import type { IntakeWorld } from '../intake/intake.js';

/** What is looked for; number and name in clear, as they were said. */
export type NoticeQuestion = Omit<NoticeFilter, 'mobile' | 'name'> & {
  readonly mobile?: string;
  readonly name?: string;
};

/** The newest first, `most` behind a place; number and name go to the ledger as keyed indexes. */
export function findNotices(
  { ledger, sealing }: Pick<IntakeWorld, 'ledger' | 'sealing'>,
  { mobile, name, ...rest }: NoticeQuestion,
  page: { readonly behind?: NoticePlace; readonly most: number },
): Promise<FoundNotice[]> {
  const filter = {
    ...rest,
    ...(mobile === undefined
      ? {}
      : { mobile: sealing.index('mobile', checkMobile(mobile).national ?? mobile) }),
    ...(name === undefined ? {} : { name: sealing.index('name', name) }),
  };
  return searchNotices(ledger, filter, page);
}

import type { Purpose } from '../../domain/attempt/attempt.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { Queryable } from '../../ledger/ledger.js';
import { moveNotice } from '../../ledger/notice/move.js';

/** Moves the notice with its attempt; one that staff ordered is beside the delivery and moves nothing. */
export async function moveUnlessResend(
  tx: Queryable,
  { notice, purpose }: { readonly notice: NoticeKey; readonly purpose: Purpose },
  to: Parameters<typeof moveNotice>[2],
): Promise<void> {
  if (purpose !== 'resend') await moveNotice(tx, notice, to);
}

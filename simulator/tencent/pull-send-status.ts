import { z } from 'zod';
import type { SmsAcceptance } from '../log-entry.js';
import type { TencentAccount } from './account.js';
import type { Refusal } from './answer.js';

const requestSchema = z.strictObject({
  BeginTime: z.int(),
  EndTime: z.int().optional(),
  Offset: z.int(),
  Limit: z.int(),
  PhoneNumber: z.string(),
  SmsSdkAppId: z.string(),
});

const keptS = 7 * 86_400;

/** What the carrier has said by now; undefined while it has said nothing. A stale report says nothing new. */
function rowOf(
  taken: SmsAcceptance,
  returnsContext: boolean,
  now: number,
): Record<string, unknown> | undefined {
  const last = taken.receipts
    .filter(({ dueAt, receiptId }) => dueAt <= now && !receiptId.endsWith('/stale'))
    .at(-1);
  if (last === undefined) return undefined;
  return {
    UserReceiveTime: Math.floor(last.dueAt / 1000),
    CountryCode: '86',
    SubscriberNumber: taken.phone,
    PhoneNumber: `+86${taken.phone}`,
    SerialNo: taken.bizId,
    ReportStatus: last.success ? 'SUCCESS' : 'FAIL',
    Description: last.code,
    SessionContext: returnsContext ? taken.outId : '',
  };
}

/**
 * The answer to PullSmsSendStatusByPhoneNumber: of what was taken for a number in the last seven days,
 * what a carrier has reported on; the newest first, and no further page.
 */
export function statusesOf(
  body: unknown,
  account: TencentAccount,
  takenFor: (phone: string) => readonly SmsAcceptance[],
  now: number,
): { readonly rows: readonly Record<string, unknown>[] } | Refusal {
  const read = requestSchema.safeParse(body);
  if (!read.success)
    return { code: 'InvalidParameter', message: 'A parameter is missing or of the wrong type.' };
  const { BeginTime, EndTime = Infinity, Offset, Limit, PhoneNumber, SmsSdkAppId } = read.data;
  if (SmsSdkAppId !== account.smsSdkAppId)
    return { code: 'UnauthorizedOperation.SmsSdkAppIdVerifyFail', message: 'SmsSdkAppId verify fail' };
  if (BeginTime < now / 1000 - keptS)
    return { code: 'InvalidParameterValue.BeginTimeVerifyFail', message: 'BeginTime verify fail' };
  if (Offset !== 0) return { code: 'InvalidParameterValue.OffsetVerifyFail', message: 'Offset verify fail' };
  if (Limit < 1 || Limit > 100)
    return { code: 'InvalidParameterValue.LimitVerifyFail', message: 'Limit verify fail' };
  const rows = takenFor(PhoneNumber.replace(/^\+86/, ''))
    .filter(({ at }) => at / 1000 >= BeginTime && at / 1000 <= EndTime)
    .map((taken) => rowOf(taken, account.returnsContext, now))
    .filter((row) => row !== undefined)
    .toReversed()
    .slice(0, Limit);
  return { rows };
}

import type { SmsAcceptance } from '../log-entry.js';
import type { DueReceipt, ReceiptForm } from '../receipt-pushes.js';
import type { TencentAccount } from './account.js';

const chinaOffsetMs = 8 * 3_600_000;
/** China's wall time as Tencent writes it, `YYYY-MM-DD HH:mm:ss`. */
const wallTimeOf = (at: number): string =>
  new Date(at + chinaOffsetMs).toISOString().slice(0, 19).replace('T', ' ');

/** Tencent pushes an array, and takes HTTP 200 with result 0 for its acknowledgement. */
export function tencentReceiptForm(accounts: readonly TencentAccount[]): ReceiptForm<SmsAcceptance> {
  const returning = new Set(accounts.filter((one) => one.returnsContext).map(({ route }) => route));
  const rowOf = ({ acceptance, receipt }: DueReceipt<SmsAcceptance>): Record<string, unknown> => ({
    user_receive_time: wallTimeOf(receipt.dueAt),
    nationcode: '86',
    mobile: acceptance.phone,
    report_status: receipt.success ? 'SUCCESS' : 'FAIL',
    errmsg: receipt.code,
    description: receipt.success ? '用户短信送达成功' : receipt.code,
    sid: acceptance.bizId,
    ...(returning.has(acceptance.route) ? { ext: acceptance.outId } : {}),
  });
  return {
    bodyOf: (batch) => batch.map(rowOf),
    // One object, without an id.
    upstreamBodyOf: ({ phone, text, at, signName }) => ({
      extend: '',
      mobile: phone,
      nationcode: '86',
      sign: signName,
      text,
      time: Math.trunc(at / 1_000),
    }),
    isTaken: (reply) => reply['result'] === 0,
  };
}

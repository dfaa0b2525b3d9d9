import type { SmsAcceptance } from '../log-entry.js';
import type { DueReceipt, ReceiptForm } from '../receipt-pushes.js';
import { wallTimeOf } from './answer.js';

const rowOf = ({ acceptance, receipt }: DueReceipt<SmsAcceptance>): Record<string, unknown> => ({
  phone_number: acceptance.phone,
  send_time: wallTimeOf(acceptance.at),
  report_time: wallTimeOf(receipt.dueAt),
  success: receipt.success,
  err_code: receipt.code,
  err_msg: receipt.success ? '用户接收成功' : receipt.code,
  sms_size: '1',
  biz_id: acceptance.bizId,
  out_id: acceptance.outId,
});

/** Aliyun pushes an array, and takes HTTP 200 with code 0 for its acknowledgement. */
export const aliyunReceiptForm: ReceiptForm<SmsAcceptance> = {
  bodyOf: (batch) => batch.map(rowOf),
  upstreamBodyOf: ({ phone, text, at, sequence, signName }) => [
    {
      phone_number: phone,
      content: text,
      send_time: wallTimeOf(at),
      sign_name: signName,
      dest_code: '12345',
      sequence_id: Number(sequence),
    },
  ],
  isTaken: (reply) => reply['code'] === 0,
};

import { wallTimeOf } from '../aliyun/answer.js';
import type { CallAcceptance } from '../log-entry.js';
import type { DueReceipt, ReceiptForm } from '../receipt-pushes.js';

/** How a call that all goes well with ends. */
export const heardCode = '200000';
const ringMs = 5_000;

/** The log has every good report as `DELIVERED`; the provider has a number for it. */
const statusOf = (code: string): string =>
  code === 'DELIVERED' ? heardCode : code === 'SP_UNKNOWN_ERROR' ? '200101' : code;

const rowOf = ({ acceptance, receipt }: DueReceipt<CallAcceptance>): Record<string, unknown> => {
  const code = statusOf(receipt.code);
  const pickedUp = code === heardCode || code === '200001';
  return {
    status_code: code,
    callee: acceptance.phone,
    caller: '',
    originate_time: wallTimeOf(acceptance.at),
    ring_time: wallTimeOf(acceptance.at + ringMs),
    b_start_time: pickedUp ? wallTimeOf(receipt.dueAt) : '',
    end_time: wallTimeOf(receipt.dueAt),
    duration: code === heardCode ? '18' : pickedUp ? '3' : '0',
    voice_type: 'voice',
    status_msg: '执行完成',
    toll_type: 'LOCAL',
    call_id: acceptance.bizId,
    out_id: acceptance.outId,
  };
};

/** Records of calls (VoiceReport): an array, acknowledged by HTTP 200 with a code that is a number. */
export const callReceiptForm: ReceiptForm<CallAcceptance> = {
  bodyOf: (batch) => batch.map(rowOf),
  isTaken: (reply) => typeof reply['code'] === 'number',
};

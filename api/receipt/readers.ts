/** How receipts are written, by the protocol of their route, and the words that acknowledge them. */
import type { ReportedReceipt } from '../../client/receipt/record.js';
import { acknowledgementReply, parseAcknowledgements } from '../../domain/provider/app-acknowledgement.js';
import { aliyunReceiptReply, parseAliyunReceipts } from '../../domain/provider/aliyun/receipt.js';
import { parseTencentReceipts, tencentReceiptReply } from '../../domain/provider/tencent/receipt.js';
import type { Protocol } from '../../runtime/configuration/route-schema.js';

export interface ReceiptReader {
  /** What a body reports; what cannot be read of it is counted. */
  read(json: unknown): { readonly receipts: readonly ReportedReceipt[]; readonly malformed: number };
  /** The answer once all of it is committed. */
  readonly taken: Readonly<Record<string, unknown>>;
}

const aliyun: ReceiptReader = {
  read: (json) => {
    const { receipts, malformed } = parseAliyunReceipts(json);
    return {
      receipts: receipts.map(({ outId, ...receipt }) =>
        outId === undefined ? receipt : { ...receipt, ourReference: outId },
      ),
      malformed,
    };
  },
  taken: { ...aliyunReceiptReply(true) },
};

/** A push service says nothing of what was shown: the bank's app does, in words of ours. */
const app: ReceiptReader = { read: parseAcknowledgements, taken: acknowledgementReply };

/** Mail servers report by mail: an e-mail route has no reader here, and so no door. */
export const receiptReaders: Readonly<Record<Protocol, ReceiptReader | undefined>> = {
  'aliyun-sms': aliyun,
  'fcm-push': app,
  'smtp-email': undefined,
  'jpush-push': app,
  'tencent-sms': { read: parseTencentReceipts, taken: tencentReceiptReply },
};

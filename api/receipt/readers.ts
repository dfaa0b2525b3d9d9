/** How receipts are written, by the protocol of their route, and the words that acknowledge them. */
import type { ReportedReceipt } from '../../ledger/receipt/record.js';
import { acknowledgementReply, parseAcknowledgements } from '../../domain/provider/app-acknowledgement.js';
import { parseAliyunCallReceipts } from '../../domain/provider/aliyun/call-receipt.js';
import { aliyunReceiptReply, parseAliyunReceipts } from '../../domain/provider/aliyun/receipt.js';
import { parseTencentReceipts, tencentReceiptReply } from '../../domain/provider/tencent/receipt.js';
import { gatewayReceiptReply, parseGatewayReceipts } from '../../domain/provider/bank-gateway/receipt.js';
import { isSigned } from '../../runtime/signing/gateway-signature.js';
import type { SigningKey } from '../../runtime/signing/gateway-signature.js';
import type { Route } from '../../domain/attempt/route.js';
import type { Protocol } from '../../runtime/configuration/route-schema.js';

/** A push as it arrived. */
export interface ArrivedPush {
  readonly route: Route;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The exact bytes of the body. */
  readonly body: Buffer;
  /** The route's keys; none where it has none. */
  readonly keys: readonly SigningKey[];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface ReceiptReader {
  /** Present where whoever pushes has to sign: whether a push is theirs, judged before anything of it is read. */
  isGenuine?(push: ArrivedPush): boolean;
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

const bankGateway: ReceiptReader = {
  isGenuine: ({ route, headers, body, keys, now }) =>
    isSigned({ method: 'POST', path: `/v1/receipts/${route}`, body }, headers, keys, now),
  read: parseGatewayReceipts,
  taken: gatewayReceiptReply,
};

/** Mail servers report by mail: an e-mail route has no reader here, and so no door. */
export const receiptReaders: Readonly<Record<Protocol, ReceiptReader | undefined>> = {
  'aliyun-sms': aliyun,
  'fcm-push': app,
  'smtp-email': undefined,
  'jpush-push': app,
  'tencent-sms': { read: parseTencentReceipts, taken: tencentReceiptReply },
  'bank-gateway-sms': bankGateway,
  'aliyun-voice': { read: parseAliyunCallReceipts, taken: { ...aliyunReceiptReply(true) } },
};

/** How applicants' replies are written, by the protocol of their route, and the words that acknowledge them. */
import { parseAliyunReplies } from '../../domain/provider/aliyun/reply.js';
import { aliyunReceiptReply } from '../../domain/provider/aliyun/receipt.js';
import { gatewayReceiptReply } from '../../domain/provider/bank-gateway/receipt.js';
import { parseGatewayReplies } from '../../domain/provider/bank-gateway/reply.js';
import { tencentReceiptReply } from '../../domain/provider/tencent/receipt.js';
import { parseTencentReplies } from '../../domain/provider/tencent/reply.js';
import type { ArrivedReplies } from '../../domain/reply/reply.js';
import { isSigned } from '../../runtime/signing/gateway-signature.js';
import type { Protocol } from '../../runtime/configuration/route-schema.js';
import type { ArrivedPush } from '../receipt/readers.js';

export interface ReplyReader {
  /** Present where whoever pushes has to sign. */
  isGenuine?(push: ArrivedPush): boolean;
  read(json: unknown): ArrivedReplies;
  /** The answer once all of it is committed. */
  readonly taken: Readonly<Record<string, unknown>>;
}

/** Only SMS is answered by SMS. */
export const replyReaders: Readonly<Record<Protocol, ReplyReader | undefined>> = {
  'aliyun-sms': { read: parseAliyunReplies, taken: { ...aliyunReceiptReply(true) } },
  'tencent-sms': { read: parseTencentReplies, taken: tencentReceiptReply },
  'bank-gateway-sms': {
    isGenuine: ({ route, headers, body, keys, now }) =>
      isSigned({ method: 'POST', path: `/v1/replies/${route}`, body }, headers, keys, now),
    read: parseGatewayReplies,
    taken: gatewayReceiptReply,
  },
  'fcm-push': undefined,
  'jpush-push': undefined,
  'smtp-email': undefined,
  'aliyun-voice': undefined,
};

import { classifyRequest, readableCode } from '../../../../domain/provider/aliyun/codes.js';
import { requestCodes } from '../../../../domain/provider/aliyun/request-codes.js';
import type { CallAnswer, QueryAnswer } from '../../carrier.js';
import { openSignedCalls } from '../../../aliyun/signed-calls.js';
import type { Exchange } from '../../exchange.js';
import { queryByOutId } from './query.js';

/** Where and as whom messages are sent. */
export interface AliyunSmsOptions {
  /** An origin: `https://dysmsapi.aliyuncs.com`, or the simulator's. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The approved sender signature, without brackets. */
  readonly signName: string;
  /** For one call from first to last byte, all pages of a query together. */
  readonly callTimeoutMs: number;
  /** The clock the requests are signed by, epoch milliseconds. */
  readonly now: () => number;
  /** A value never used before; a random UUID unless told. */
  readonly nonce?: () => string;
}

/** One message to one number. */
export interface SmsMessage {
  readonly mobile: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
  /** Our reference; comes back in receipts and queries, and does not deduplicate. */
  readonly outId: string;
}

/** Asks for the message sent on a day with our reference. */
export interface SmsQuery {
  readonly mobile: string;
  /** `YYYYMMDD` in China, see `sendDateOf`; a message near midnight may stand under the other day. */
  readonly sendDate: string;
  readonly outId: string;
}

/** Aliyun's SMS as the send activity uses it. Never throws for trouble at or on the way to the provider. */
export interface AliyunSms {
  sendSms(message: SmsMessage): Promise<CallAnswer>;
  querySendDetails(query: SmsQuery): Promise<QueryAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

const version = '2017-05-25';

/** A code that no row has word for word and that repeats something personal we sent is none. */
function maskedCode(code: string, personal: readonly string[]): string {
  const lower = code.toLowerCase();
  return personal.some((text) => text.length > 1 && lower.includes(text.toLowerCase())) ? 'unreadable' : code;
}

function refusalOf(
  { status, body, retryAfterMs }: Extract<Exchange, { kind: 'answer' }>,
  personal: readonly string[],
): CallAnswer {
  const message = typeof body['Message'] === 'string' ? body['Message'] : '';
  const plain = readableCode(body['Code']);
  const { listed, failure } = classifyRequest(plain, message);
  const code = requestCodes.some((row) => row.code === plain) ? plain : maskedCode(plain, personal);
  if (failure === 'unknown-outcome') return { result: 'unknown', because: 'undetermined-code', code, listed };
  // Other server errors with a code may come from behind the point of acceptance.
  if (status >= 500 && status !== 503) return { result: 'unknown', because: 'broken-answer', code, listed };
  return {
    result: 'rejected',
    failure,
    code,
    listed,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function smsAnswerOf(
  exchange: Exchange,
  { mobile, templateParam }: Pick<SmsMessage, 'mobile' | 'templateParam'>,
): CallAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return { result: 'rejected', failure: 'provider-down', code: exchange.code, listed: true };
    case 'timeout':
    case 'reset':
      return { result: 'unknown', because: exchange.kind };
    case 'broken':
      return { result: 'unknown', because: 'broken-answer' };
    case 'answer': {
      const { Code: code, BizId: messageId } = exchange.body;
      if (typeof code !== 'string') return { result: 'unknown', because: 'broken-answer' };
      if (code !== 'OK') return refusalOf(exchange, [mobile, ...Object.values(templateParam)]);
      // An id is kept in clear text: one that repeats the number is none.
      return exchange.status === 200 &&
        typeof messageId === 'string' &&
        /^[\x21-\x7e]{1,128}$/.test(messageId) &&
        !messageId.includes(mobile)
        ? { result: 'accepted', messageId }
        : { result: 'unknown', because: 'broken-answer' };
    }
  }
}

/** Opens Aliyun SMS with an account; throws a RangeError only for an endpoint that is none. */
export function createAliyunSms(options: AliyunSmsOptions): AliyunSms {
  const aliyun = openSignedCalls({ ...options, version });

  return {
    sendSms: async ({ mobile, templateCode, templateParam, outId }) => {
      const parameters = {
        PhoneNumbers: mobile,
        SignName: options.signName,
        TemplateCode: templateCode,
        TemplateParam: JSON.stringify(templateParam),
        OutId: outId,
      };
      const exchange = await aliyun.call('SendSms', parameters, options.callTimeoutMs);
      return smsAnswerOf(exchange, { mobile, templateParam });
    },
    querySendDetails: ({ mobile, sendDate, outId }) =>
      queryByOutId(outId, options.callTimeoutMs, (page, pageSize, timeoutMs) =>
        aliyun.call(
          'QuerySendDetails',
          {
            PhoneNumber: mobile,
            SendDate: sendDate,
            PageSize: String(pageSize),
            CurrentPage: String(page),
          },
          timeoutMs,
        ),
      ),
    close: () => aliyun.close(),
  };
}

import { readableCode } from '../../../../domain/provider/aliyun/codes.js';
import { classifyTencentRequest } from '../../../../domain/provider/tencent/codes.js';
import { tencentRequestCodes } from '../../../../domain/provider/tencent/request-codes.js';
import type { CallAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';
import { fieldsOf, responseOf } from './response.js';

type Answer = Extract<Exchange, { kind: 'answer' }>;

/** What was sent, to be found in no answer of ours. */
export interface Sent {
  readonly mobile: string;
  readonly variables: readonly string[];
  readonly attemptId: string;
}

const broken: CallAnswer = { result: 'unknown', because: 'broken-answer' };

/** A code that no row has word for word and that repeats something personal we sent is none. */
function maskedCode(code: string, { mobile, variables }: Sent): string {
  if (tencentRequestCodes.some((row) => row.code === code)) return code;
  const lower = code.toLowerCase();
  const repeats = [mobile, ...variables].some(
    (text) => text.length > 1 && lower.includes(text.toLowerCase()),
  );
  return repeats ? 'unreadable' : code;
}

function refusalOf(named: unknown, { status, retryAfterMs }: Answer, sent: Sent): CallAnswer {
  if (typeof named !== 'string') return broken;
  const plain = readableCode(named);
  const { listed, failure } = classifyTencentRequest(plain);
  const code = maskedCode(plain, sent);
  if (failure === 'unknown-outcome') return { result: 'unknown', because: 'undetermined-code', code, listed };
  // Tencent refuses under a 200; a server error may come from behind the point of acceptance.
  if (status >= 500) return { result: 'unknown', because: 'broken-answer', code, listed };
  return {
    result: 'rejected',
    failure,
    code,
    listed,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** What an exchange says of the one message of a SendSms. */
export function sendAnswerOf(exchange: Exchange, sent: Sent): CallAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return { result: 'rejected', failure: 'provider-down', code: exchange.code, listed: true };
    case 'timeout':
    case 'reset':
      return { result: 'unknown', because: exchange.kind };
    case 'broken':
      return broken;
    case 'answer': {
      const response = responseOf(exchange);
      if (response === undefined) return broken;
      if ('error' in response) return refusalOf(response.error.get('Code'), exchange, sent);
      return statusAnswerOf(response.said.get('SendStatusSet'), exchange, sent);
    }
  }
}

function statusAnswerOf(set: unknown, exchange: Answer, sent: Sent): CallAnswer {
  // One number was asked for, so one status is the answer.
  const status = Array.isArray(set) && set.length === 1 ? fieldsOf(set[0]) : undefined;
  if (status === undefined) return broken;
  const context = status.get('SessionContext');
  if (typeof context === 'string' && context !== '' && context !== sent.attemptId) return broken;
  if (status.get('Code') !== 'Ok') return refusalOf(status.get('Code'), exchange, sent);
  const messageId = status.get('SerialNo');
  // An id is kept in clear text: one that repeats the number is none.
  return exchange.status === 200 &&
    typeof messageId === 'string' &&
    /^[\x21-\x7e]{1,128}$/.test(messageId) &&
    !messageId.includes(sent.mobile)
    ? { result: 'accepted', messageId }
    : broken;
}

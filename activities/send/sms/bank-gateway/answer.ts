import {
  classifyGatewayRefusal,
  readableGatewayCode,
} from '../../../../domain/provider/bank-gateway/codes.js';
import { gatewayMessageId } from '../../../../domain/provider/bank-gateway/receipt.js';
import type { CallAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';

/** Reads what came of a message; `personal` is what must not come out again. */
export function gatewayAnswerOf(
  exchange: Exchange,
  reference: string,
  personal: readonly string[],
): CallAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return { result: 'rejected', failure: 'provider-down', code: exchange.code, listed: true };
    case 'timeout':
    case 'reset':
      return { result: 'unknown', because: exchange.kind };
    case 'broken':
      return { result: 'unknown', because: 'broken-answer' };
    case 'answer':
      return exchange.status === 202
        ? acceptedOf(exchange.body, reference, personal)
        : refusalOf(exchange, personal);
  }
}

/** An id is kept in clear text: one that repeats the number or our words is none. */
function acceptedOf(
  body: Readonly<Record<string, unknown>>,
  reference: string,
  personal: readonly string[],
): CallAnswer {
  const messageId = gatewayMessageId(body['messageId']);
  return messageId === undefined || body['reference'] !== reference || repeats(messageId, personal)
    ? { result: 'unknown', because: 'broken-answer' }
    : { result: 'accepted', messageId };
}

function refusalOf(
  { status, body, retryAfterMs }: Extract<Exchange, { kind: 'answer' }>,
  personal: readonly string[],
): CallAnswer {
  // Something in front of the platform may answer too: without a code of the contract's nothing is certain.
  if (status < 400 || typeof body['code'] !== 'string')
    return { result: 'unknown', because: 'broken-answer' };
  const plain = readableGatewayCode(body['code']);
  const verdict = classifyGatewayRefusal(plain);
  const code = !verdict.listed && repeats(plain, personal) ? 'unreadable' : plain;
  const { failure, listed } = verdict;
  if (failure === 'unknown-outcome') return { result: 'unknown', because: 'undetermined-code', code, listed };
  // Under another status the code was not said as the contract has it; a server's error may hide an acceptance.
  if (status >= 500 && status !== verdict.status)
    return { result: 'unknown', because: 'broken-answer', code, listed };
  return {
    result: 'rejected',
    failure,
    code,
    listed,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function repeats(text: string, personal: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return personal.some((one) => one.length > 1 && lower.includes(one.toLowerCase()));
}

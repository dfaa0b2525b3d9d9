import type { FailureClass } from '../../../../domain/failure/failure-class.js';
import { classifyJpush, readableJpushCode } from '../../../../domain/provider/jpush/codes.js';
import type { CallAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';

/** JPush's limits count by the minute; it says itself how much of it is left, most of the time. */
const backOffMs = 60_000;

export type Rejection = Extract<CallAnswer, { result: 'rejected' }>;

/** With its limit a refusal says when to come again. */
const refused = (
  failure: FailureClass,
  code: string,
  listed: boolean,
  retryAfterMs: number | undefined,
): Rejection => ({
  result: 'rejected',
  failure,
  code,
  listed,
  ...(failure === 'rate-limited' ? { retryAfterMs: retryAfterMs ?? backOffMs } : {}),
});

interface Told {
  readonly code: string;
  readonly about: string;
  readonly retryAfterMs: number | undefined;
}

/** The refusal in an answer, or undefined where it is not one that can be read. */
function toldBy(exchange: Extract<Exchange, { kind: 'answer' | 'broken' }>): Told | undefined {
  const { status, retryAfterMs } = exchange;
  if (exchange.kind === 'broken')
    return status === 401 || status === 403 || status === 429
      ? { code: `JPUSH_HTTP_${status}`, about: '', retryAfterMs }
      : undefined;
  const error: unknown = exchange.body['error'];
  if (exchange.status < 400 || typeof error !== 'object' || error === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(error));
  const about = fields.get('message');
  return {
    code: readableJpushCode(fields.get('code')),
    about: typeof about === 'string' ? about : '',
    retryAfterMs,
  };
}

/** Reads what came of a push; `personal` is what must not come out again. */
export function jpushAnswerOf(exchange: Exchange, personal: readonly string[]): CallAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return refused('provider-down', exchange.code, true, undefined);
    case 'timeout':
    case 'reset':
      return { result: 'unknown', because: exchange.kind };
    case 'broken':
    case 'answer': {
      if (exchange.kind === 'answer' && exchange.status === 200)
        return acceptedOf(exchange.body['msg_id'], personal);
      const told = toldBy(exchange);
      if (told === undefined) return { result: 'unknown', because: 'broken-answer' };
      const { code, about, retryAfterMs } = told;
      const { failure, listed } = classifyJpush(code, about);
      if (failure === 'unknown-outcome')
        return { result: 'unknown', because: 'undetermined-code', code, listed };
      // Whatever code a server error bears, it may come from behind the point of acceptance.
      if (exchange.status !== undefined && exchange.status >= 500)
        return { result: 'unknown', because: 'broken-answer', code, listed };
      return refused(failure, code, listed, retryAfterMs);
    }
  }
}

/** An id is kept in clear text: one that repeats the token or our words is none. */
function acceptedOf(said: unknown, personal: readonly string[]): CallAnswer {
  const id = typeof said === 'number' && Number.isSafeInteger(said) ? String(said) : said;
  const isId = typeof id === 'string' && /^\d{1,20}$/.test(id);
  return !isId || personal.some((text) => text !== '' && (text.includes(id) || id.includes(text)))
    ? { result: 'unknown', because: 'broken-answer' }
    : { result: 'accepted', messageId: id };
}

/** What came of asking for cids: whatever went wrong, no message has been sent yet. */
export function cidsOf(exchange: Exchange): readonly string[] | Rejection {
  const down = (code: string): Rejection => refused('provider-down', code, true, undefined);
  switch (exchange.kind) {
    case 'not-sent':
    case 'timeout':
    case 'reset':
      return down(`cid-${exchange.kind}`);
    case 'broken':
    case 'answer': {
      if (exchange.kind === 'answer' && exchange.status === 200) {
        const list = exchange.body['cidlist'];
        const cids = Array.isArray(list) ? list.filter(isCid) : [];
        return cids.length === 0 ? down('cid-broken') : cids;
      }
      const told = toldBy(exchange);
      if (told === undefined) return down('cid-broken');
      const { failure, listed } = classifyJpush(told.code, told.about);
      return refused(
        failure === 'unknown-outcome' ? 'provider-down' : failure,
        told.code,
        listed,
        told.retryAfterMs,
      );
    }
  }
}

const isCid = (one: unknown): one is string => typeof one === 'string' && /^[0-9A-Za-z-]{1,128}$/.test(one);

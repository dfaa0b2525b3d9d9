import type { FailureClass } from '../../../../domain/failure/failure-class.js';
import { classifyFcmSend, fcmSendCodes, readableFcmCode } from '../../../../domain/provider/fcm/codes.js';
import type { CallAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';

/** FCM asks for at least a minute's pause where it does not say how long. */
const backOffMs = 60_000;

/** With its limit a refusal says when to come again. */
export const refused = (
  failure: FailureClass,
  code: string,
  listed: boolean,
  retryAfterMs?: number,
): CallAnswer => ({
  result: 'rejected',
  failure,
  code,
  listed,
  ...(failure === 'rate-limited' ? { retryAfterMs: retryAfterMs ?? backOffMs } : {}),
});

type Fields = ReadonlyMap<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isOfType = (detail: Fields, name: string): boolean => textOf(detail.get('@type')).endsWith(name);

/** FCM's own code before the API's status, and all that tells which field was at fault. */
function errorOf(body: Readonly<Record<string, unknown>>): { raw: unknown; about: string } | undefined {
  const error = fieldsOf(body['error']);
  if (error.size === 0) return undefined;
  const details = listOf(error.get('details'));
  const own = details.find((detail) => isOfType(detail, 'google.firebase.fcm.v1.FcmError'));
  const faulty = details
    .filter((detail) => isOfType(detail, 'google.rpc.BadRequest'))
    .flatMap((detail) => listOf(detail.get('fieldViolations')).map((one) => textOf(one.get('field'))));
  return {
    raw: own?.get('errorCode') ?? error.get('status'),
    about: [...faulty, textOf(error.get('message'))].join('\n'),
  };
}

/** Whether what was said holds, or is, a piece of what we sent; `leastLength` spares chance matches. */
const repeats = (said: string, personal: readonly string[], leastLength: number): boolean =>
  personal.some(
    (text) =>
      (text.length >= leastLength && said.includes(text)) ||
      (said.length >= leastLength && text.includes(said)),
  );

/** A code that no row has and that repeats what we sent is none. */
const maskedCode = (code: string, personal: readonly string[]): string =>
  fcmSendCodes.some((row) => row.code === code) || !repeats(code, personal, 2) ? code : 'unreadable';

function failed(status: number, code: string, about: string, retryAfterMs: number | undefined): CallAnswer {
  const { failure, listed } = classifyFcmSend(code, about);
  if (failure === 'unknown-outcome') return { result: 'unknown', because: 'undetermined-code', code, listed };
  // Whatever code a server error bears, it may come from behind the point of acceptance.
  if (status >= 500) return { result: 'unknown', because: 'broken-answer', code, listed };
  return refused(failure, code, listed, retryAfterMs);
}

/** Reads what came of the exchange; `personal` is what must not come out again. */
export function fcmAnswerOf(exchange: Exchange, personal: readonly string[]): CallAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return refused('provider-down', exchange.code, true);
    case 'timeout':
    case 'reset':
      return { result: 'unknown', because: exchange.kind };
    case 'broken': {
      const { status, retryAfterMs } = exchange;
      return status === 401 || status === 403 || status === 429
        ? failed(status, `HTTP_${status}`, '', retryAfterMs)
        : { result: 'unknown', because: 'broken-answer' };
    }
    case 'answer': {
      const { status, body, retryAfterMs } = exchange;
      if (status === 200) return acceptedOf(body['name'], personal);
      const error = errorOf(body);
      if (error === undefined || status < 400) return { result: 'unknown', because: 'broken-answer' };
      const code = maskedCode(readableFcmCode(error.raw), personal);
      return failed(status, code, error.about, retryAfterMs);
    }
  }
}

/** An id is kept in clear text: one that repeats the token or our words is none. */
function acceptedOf(name: unknown, personal: readonly string[]): CallAnswer {
  const [, messageId = ''] =
    (typeof name === 'string' &&
      /^projects\/[\x21-\x2e\x30-\x7e]{1,64}\/messages\/([\x21-\x7e]{1,128})$/.exec(name)) ||
    [];
  return messageId === '' || repeats(messageId, personal, 6)
    ? { result: 'unknown', because: 'broken-answer' }
    : { result: 'accepted', messageId };
}

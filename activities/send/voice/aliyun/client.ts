/** Calls by Aliyun's voice service, one call one request. */
import { classifyCallRequest } from '../../../../domain/provider/aliyun/call-codes.js';
import { callRequestCodes } from '../../../../domain/provider/aliyun/call-request-codes.js';
import { readableCode } from '../../../../domain/provider/aliyun/codes.js';
import { openSignedCalls } from '../../../aliyun/signed-calls.js';
import type { CallAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';

/** Where and as whom calls are made. */
export interface AliyunVoiceOptions {
  /** An origin: `https://dyvmsapi.aliyuncs.com`, or the simulator's. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Shown to whoever is called; without it the provider takes a number of its public pool. */
  readonly calledShowNumber?: string;
  /** How often the announcement is said, 1 to 3 times. */
  readonly playTimes: number;
  /** For the request from first to last byte; the ringing comes after it. */
  readonly callTimeoutMs: number;
  /** The clock the requests are signed by, epoch milliseconds. */
  readonly now: () => number;
  /** A value never used before; a random UUID unless told. */
  readonly nonce?: () => string;
}

/** One announcement to one number. */
export interface Announcement {
  /** As it is kept: eleven digits of a mobile number, or a landline's area code and number without the trunk 0. */
  readonly number: string;
  readonly ttsCode: string;
  readonly ttsParam: Readonly<Record<string, string>>;
  /** Our reference; comes back in the call's record, and does not deduplicate. */
  readonly outId: string;
}

/** The voice service as the send activity uses it. Never throws for trouble at or on the way to the provider. */
export interface AliyunVoice {
  singleCallByTts(announcement: Announcement): Promise<CallAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

const version = '2017-05-25';

/** A landline is dialled with its trunk 0; eleven digits that begin with 1 are a mobile number. */
const dialled = (number: string): string => (/^1\d{10}$/.test(number) ? number : `0${number}`);

/** Opens the voice service with an account; throws a RangeError only for an endpoint that is none. */
export function createAliyunVoice(options: AliyunVoiceOptions): AliyunVoice {
  const { calledShowNumber, playTimes, callTimeoutMs } = options;
  const aliyun = openSignedCalls({ ...options, version });
  return {
    singleCallByTts: async ({ number, ttsCode, ttsParam, outId }) => {
      const parameters = {
        CalledNumber: dialled(number),
        ...(calledShowNumber === undefined ? {} : { CalledShowNumber: calledShowNumber }),
        TtsCode: ttsCode,
        TtsParam: JSON.stringify(ttsParam),
        PlayTimes: String(playTimes),
        OutId: outId,
      };
      return answerOf(await aliyun.call('SingleCallByTts', parameters, callTimeoutMs), number);
    },
    close: () => aliyun.close(),
  };
}

function answerOf(exchange: Exchange, number: string): CallAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return { result: 'rejected', failure: 'provider-down', code: exchange.code, listed: true };
    case 'timeout':
    case 'reset':
      return { result: 'unknown', because: exchange.kind };
    case 'broken':
      return { result: 'unknown', because: 'broken-answer' };
    case 'answer': {
      const { Code: code, CallId: messageId } = exchange.body;
      if (typeof code !== 'string') return { result: 'unknown', because: 'broken-answer' };
      if (code !== 'OK') return refusalOf(exchange, number);
      // An id is kept in clear text: one that repeats the number is none.
      return exchange.status === 200 &&
        typeof messageId === 'string' &&
        /^[\x21-\x7e]{1,128}$/.test(messageId) &&
        !messageId.includes(number)
        ? { result: 'accepted', messageId }
        : { result: 'unknown', because: 'broken-answer' };
    }
  }
}

function refusalOf(
  { status, body, retryAfterMs }: Extract<Exchange, { kind: 'answer' }>,
  number: string,
): CallAnswer {
  const plain = readableCode(body['Code']);
  const { listed, failure } = classifyCallRequest(plain);
  const isOurs = callRequestCodes.some((row) => row.code === plain);
  const code = !isOurs && plain.includes(number) ? 'unreadable' : plain;
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

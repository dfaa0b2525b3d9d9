/** One webhook on its way: a POST whose answer's status counts, and nothing else of it unless it is asked for. */
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPrivateLiteral, publicLookup, TargetRefused } from './target-lookup.js';

/** Why there was no answer. */
export type PostTrouble =
  'timeout' | 'target-refused' | 'name-unknown' | 'connection' | 'tls' | 'not-http' | 'stopped';

export type PostAnswer =
  | {
      readonly result: 'answered';
      readonly status: number;
      readonly retryAfter?: string;
      /** The beginning of it, where it was wanted. */
      readonly body?: string;
    }
  | { readonly result: 'failed'; readonly trouble: PostTrouble };

export interface PostOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the whole exchange. */
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
  /** The receiver says in the answer's body whether it took it. */
  readonly wantsBody?: true;
  /** Breaks it off; the answer is `stopped` then. */
  readonly signal?: AbortSignal;
  /** How names are looked up where private targets are refused. */
  readonly lookup?: LookupFunction;
}

/** So much of an answer's body, and for so long, is listened to, if only for politeness. */
const mostBodyBytes = 16 * 1024;
const mostBodyMs = 1_000;

/**
 * Sends it; never throws. Redirects are not followed, and no proxy is used. Each call has a connection of its own, so that
 * what one endpoint may reach is nothing another can use.
 */
export function post(order: PostOrder): Promise<PostAnswer> {
  const { headers, body, timeoutMs, allowPrivate, wantsBody, signal, lookup = publicLookup() } = order;
  const url = new URL(order.url);
  if (!allowPrivate && isPrivateLiteral(url))
    return Promise.resolve({ result: 'failed', trouble: 'target-refused' });
  return new Promise((resolve) => {
    let answer: PostAnswer | undefined;
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Bida',
        ...headers,
      },
      ...(allowPrivate ? {} : { lookup }),
      ...(signal === undefined ? {} : { signal }),
    });
    const over = (otherwise: PostAnswer): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(answer ?? otherwise);
    };
    const timer = setTimeout(() => over({ result: 'failed', trouble: 'timeout' }), timeoutMs);
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: told } = response;
      const retryAfter = told['retry-after'];
      answer = { result: 'answered', status, ...(retryAfter === undefined ? {} : { retryAfter }) };
      const answered = answer;
      hearOut(response, (heard) => {
        if (wantsBody !== undefined) answer = { ...answered, body: heard };
        over(answered);
      });
    });
    request.on('error', (failure) =>
      over({ result: 'failed', trouble: signal?.aborted === true ? 'stopped' : troubleOf(failure) }),
    );
    request.on('close', () => over({ result: 'failed', trouble: 'connection' }));
    request.end(body);
  });
}

/** Reads a body within its bounds. */
function hearOut(response: IncomingMessage, done: (heard: string) => void): void {
  const heard: Buffer[] = [];
  let bytes = 0;
  const end = (): void => done(Buffer.concat(heard).subarray(0, mostBodyBytes).toString('utf8'));
  const timer = setTimeout(end, mostBodyMs);
  response.on('data', (chunk: Buffer) => {
    if (bytes <= mostBodyBytes) heard.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBodyBytes) end();
  });
  response.on('error', end);
  response.on('end', end);
  response.on('close', () => {
    clearTimeout(timer);
    end();
  });
}

function troubleOf(failure: Error & { code?: string }): PostTrouble {
  if (failure instanceof TargetRefused) return 'target-refused';
  const { code = '' } = failure;
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'name-unknown';
  if (code.startsWith('HPE_')) return 'not-http';
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code) ? 'tls' : 'connection';
}

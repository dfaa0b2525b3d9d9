/** One webhook on its way: a POST whose answer's status counts, and nothing else of it. */
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPrivateLiteral, publicLookup, TargetRefused } from './target-lookup.js';

/** Why there was no answer. */
export type PostTrouble =
  'timeout' | 'target-refused' | 'name-unknown' | 'connection' | 'tls' | 'not-http' | 'stopped';

export type PostAnswer =
  | { readonly result: 'answered'; readonly status: number; readonly retryAfter?: string }
  | { readonly result: 'failed'; readonly trouble: PostTrouble };

export interface PostOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the whole exchange. */
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
  /** Breaks it off; the answer is `stopped` then. */
  readonly signal?: AbortSignal;
  /** How names are looked up where private targets are refused. */
  readonly lookup?: LookupFunction;
}

/** An answer's body is no news to us: so much of it, and for so long, it is listened to for politeness. */
const mostBodyBytes = 16 * 1024;
const mostBodyMs = 1_000;

/**
 * Sends it; never throws. Redirects are not followed, and no proxy is used. Each call has a connection of its own, so that
 * what one endpoint may reach is nothing another can use.
 */
export function post(order: PostOrder): Promise<PostAnswer> {
  const { headers, body, timeoutMs, allowPrivate, signal, lookup = publicLookup() } = order;
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
      hearOut(response, () => over(answered));
    });
    request.on('error', (failure) =>
      over({ result: 'failed', trouble: signal?.aborted === true ? 'stopped' : troubleOf(failure) }),
    );
    request.on('close', () => over({ result: 'failed', trouble: 'connection' }));
    request.end(body);
  });
}

/** Reads a body without keeping it, within its bounds. */
function hearOut(response: IncomingMessage, done: () => void): void {
  let bytes = 0;
  const timer = setTimeout(done, mostBodyMs);
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBodyBytes) done();
  });
  response.on('error', done);
  response.on('close', () => {
    clearTimeout(timer);
    done();
  });
}

function troubleOf(failure: Error & { code?: string }): PostTrouble {
  if (failure instanceof TargetRefused) return 'target-refused';
  const { code = '' } = failure;
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'name-unknown';
  if (code.startsWith('HPE_')) return 'not-http';
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code) ? 'tls' : 'connection';
}

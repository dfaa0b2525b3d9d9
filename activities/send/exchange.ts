import http from 'node:http';
import https from 'node:https';
import type { TLSSocket } from 'node:tls';

/** One HTTP exchange in terms of what may have happened at the other end; nothing of its text is quoted. */
export type Exchange =
  /** A whole answer with a JSON object in it. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: Readonly<Record<string, unknown>>;
      readonly retryAfterMs?: number;
    }
  /** An answer that is no JSON object, is too big or redirects; its status, where it came whole. */
  | { readonly kind: 'broken'; readonly status?: number; readonly retryAfterMs?: number }
  /** No connection came about, so nothing of the request has left us. `code` is the network's word. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** The request may have been read: the connection broke. */
  | { readonly kind: 'reset' }
  /** The request may have been read: no whole answer in time. */
  | { readonly kind: 'timeout' };

/** Sends requests to one endpoint over connections that are kept. */
export interface Line {
  /** The `host` header of the endpoint. */
  readonly host: string;
  /** `path` is `/` unless told. */
  post(
    headers: Readonly<Record<string, string>>,
    body: string,
    timeoutMs: number,
    path?: string,
  ): Promise<Exchange>;
  get(headers: Readonly<Record<string, string>>, timeoutMs: number, path: string): Promise<Exchange>;
  close(): void;
}

const answerLimitBytes = 256 * 1024;
// Shorter than what servers commonly keep, so that no request is written to a connection just given up.
const idleMs = 4_000;

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ETIMEDOUT',
]);

/** The network's own word for a failed connection; other errors' codes could quote what we sent. */
function networkCode(error: NodeJS.ErrnoException): string {
  return error.code !== undefined && networkCodes.has(error.code) ? error.code : 'connection-failed';
}

/** Seconds from now; an instant, as some write, has more digits and tells nothing here. */
function retryAfterOf(header: string | string[] | undefined): { retryAfterMs?: number } {
  return typeof header === 'string' && /^\d{1,5}$/.test(header)
    ? { retryAfterMs: Number(header) * 1000 }
    : {};
}

function answerOf(response: http.IncomingMessage, bytes: readonly Buffer[]): Exchange {
  const head = {
    status: response.statusCode ?? 0,
    ...retryAfterOf(response.headers['retry-after'] ?? response.headers['x-rate-limit-reset']),
  };
  try {
    const body: unknown = JSON.parse(Buffer.concat(bytes).toString('utf8'));
    return typeof body !== 'object' || body === null || Array.isArray(body)
      ? { kind: 'broken', ...head }
      : { kind: 'answer', ...head, body: Object.fromEntries(Object.entries(body)) };
  } catch {
    return { kind: 'broken', ...head };
  }
}

/** Opens a line to `endpoint`, an http or https origin; throws a RangeError for anything else. */
export function openLine(endpoint: string): Line {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/')
    throw new RangeError('a provider’s endpoint must be an http or https origin');
  const secure = url.protocol === 'https:';
  const { Agent, request } = secure ? https : http;
  const agent = new Agent({ keepAlive: true, timeout: idleMs, scheduling: 'lifo' });

  const ask = (
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string | number>>,
    body: string,
    timeoutMs: number,
  ): Promise<Exchange> =>
    new Promise((resolve) => {
      // Node writes nothing before the connection stands; from then on the other end may have read it all.
      let mayBeRead = false;
      const settle = (exchange: Exchange): void => {
        clearTimeout(timer);
        resolve(exchange);
      };
      const call = request(url, {
        method,
        path,
        agent,
        headers,
      });
      const timer = setTimeout(() => {
        settle(mayBeRead ? { kind: 'timeout' } : { kind: 'not-sent', code: 'ETIMEDOUT' });
        call.destroy();
      }, timeoutMs);
      const watch = (socket: TLSSocket | NonNullable<typeof call.socket>): void => {
        if (call.reusedSocket || (!secure && !socket.connecting)) mayBeRead = true;
        else socket.once(secure ? 'secureConnect' : 'connect', () => (mayBeRead = true));
      };
      call.once('socket', watch);
      call.on('error', (error) =>
        settle(mayBeRead ? { kind: 'reset' } : { kind: 'not-sent', code: networkCode(error) }),
      );
      call.once('response', (response) => {
        const bytes: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          bytes.push(chunk);
          if (size <= answerLimitBytes) return;
          settle({ kind: 'broken' });
          call.destroy();
        });
        response.once('end', () => settle(response.complete ? answerOf(response, bytes) : { kind: 'reset' }));
        response.once('close', () => settle({ kind: 'reset' }));
        response.on('error', () => settle({ kind: 'reset' }));
      });
      call.end(body);
    });

  return {
    host: url.host,
    post: (headers, body, timeoutMs, path = '/') =>
      ask('POST', path, { ...headers, 'content-length': Buffer.byteLength(body) }, body, timeoutMs),
    get: (headers, timeoutMs, path) => ask('GET', path, headers, '', timeoutMs),
    close: () => agent.destroy(),
  };
}

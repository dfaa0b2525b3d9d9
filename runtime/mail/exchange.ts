import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpStage } from '../../domain/provider/smtp/codes.js';

/** Which server, how encrypted, as whom. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte, `starttls` required before anything is said, `none` for clear text. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** Absent where the server knows us otherwise. */
  readonly login?: { readonly user: string; readonly password: string };
  /** The name we greet with. */
  readonly name: string;
}

/** Sender and recipient as the server is told them, and the whole message. */
export interface Parcel {
  readonly from: string;
  readonly to: string;
  /** Writes it, while the connection is being opened; one that cannot be written is not sent. */
  readonly write: () => Promise<Buffer>;
  /** RFC 3461, where the server speaks it: we are told of success too, and without our message coming back. */
  readonly notify?: true;
}

/**
 * One mail transaction in terms of what may have happened at the other end; no text of the server's is
 * in it, and no address.
 */
export type Exchange =
  | { readonly kind: 'taken' }
  /** A whole reply that refuses; nothing was taken. */
  | {
      readonly kind: 'refused';
      readonly stage: SmtpStage;
      readonly replyCode: number;
      readonly enhanced?: string;
    }
  /** It ended before the first byte of the message, so nothing was taken. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** The message may have been read: the connection broke, was silent, or answered what is no reply. */
  | { readonly kind: 'reset' | 'timeout' | 'broken' };

/** An exchange under way; `cut` ends it at once. */
export interface OpenExchange {
  readonly done: Promise<Exchange>;
  cut(): void;
}

/** What nodemailer's errors tell; their messages quote addresses and are never read. */
interface Trouble {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
}

const ownCodes: ReadonlySet<string> = new Set(['EDNS', 'ETLS', 'ETIMEDOUT', 'EAUTH', 'EMESSAGE']);
const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
]);

const known = (codes: ReadonlySet<string>, code: unknown): string | undefined =>
  typeof code === 'string' && codes.has(code) ? code : undefined;

/** The network's or the library's own word; anything else, an answer above all, could quote what we sent. */
const codeOf = ({ code, originalCode, response }: Trouble): string =>
  (response === undefined ? undefined : 'broken-answer') ??
  known(networkCodes, originalCode) ??
  known(networkCodes, code) ??
  known(ownCodes, code) ??
  'connection-failed';

const replyShape = /^([45]\d{2})(?:[ -]([45]\.\d{1,3}\.\d{1,3})(?!\S))?/;

function stageOf(command: unknown, begun: boolean): SmtpStage {
  if (begun) return 'content';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO' || command === 'DATA') return 'recipient';
  return typeof command === 'string' && command.startsWith('AUTH') ? 'login' : 'session';
}

/** What a failed exchange means; once the message has begun only the answer to it is believed. */
function failureOf(trouble: Trouble, begun: boolean): Exchange {
  const [, replyCode, enhanced] =
    replyShape.exec(typeof trouble.response === 'string' ? trouble.response : '') ?? [];
  const believed = !begun || trouble.command === 'DATA';
  if (replyCode !== undefined && believed)
    return {
      kind: 'refused',
      stage: stageOf(trouble.command, begun),
      replyCode: Number(replyCode),
      ...(enhanced === undefined ? {} : { enhanced }),
    };
  if (!begun) return { kind: 'not-sent', code: codeOf(trouble) };
  if (trouble.code === 'ETIMEDOUT') return { kind: 'timeout' };
  return { kind: trouble.code === 'EPROTOCOL' || trouble.code === 'EMESSAGE' ? 'broken' : 'reset' };
}

/**
 * Opens a connection, gives one message and ends. Nothing is ever tried twice. Never rejects; settles
 * within `timeoutMs`.
 */
export function deliver(server: SmtpServer, parcel: Parcel, timeoutMs: number): OpenExchange {
  // The server has nothing it could take before the first byte; from then on it may have it all.
  let begun = false;
  const streamOf = (message: Buffer): Readable =>
    new Readable({
      read() {
        begun = true;
        this.push(message);
        this.push(null);
      },
    });
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    name: server.name,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: 1_000,
    logger: false,
  });
  let cut = (): void => connection.close();
  const done = new Promise<Exchange>((resolve) => {
    let over = false;
    const settle = (exchange: Exchange): void => {
      over = true;
      clearTimeout(timer);
      resolve(exchange);
    };
    const fail = (trouble: Trouble): void => {
      settle(failureOf(trouble, begun));
      connection.close();
    };
    const timer = setTimeout(() => fail({ code: 'ETIMEDOUT' }), timeoutMs);
    cut = () => fail({ code: 'ECONNRESET' });
    const give = (message: Buffer | undefined): void => {
      // What was said not to be sent is not begun any more.
      if (over) return;
      if (message === undefined) {
        fail({ code: 'EMESSAGE' });
        return;
      }
      const envelope = {
        from: parcel.from,
        to: [parcel.to],
        size: message.length,
        ...(parcel.notify === undefined
          ? {}
          : { dsn: { ret: 'HDRS' as const, notify: ['SUCCESS', 'FAILURE', 'DELAY'] } }),
      };
      connection.send(envelope, streamOf(message), (error) => {
        if (error !== null) {
          fail(error);
          return;
        }
        settle({ kind: 'taken' });
        connection.quit();
      });
    };
    connection.on('error', fail);
    // Servers keep whoever connects waiting before they greet: time enough to write the message in.
    connection.connect((error) => {
      if (error !== undefined) fail(error);
      else if (server.login === undefined) void written.then(give);
      // Without the server's offer the password is not shown to it.
      else if (!connection.allowsAuth) fail({ code: 'EAUTH' });
      else
        connection.login({ user: server.login.user, pass: server.login.password }, (refusal) => {
          if (refusal === null) void written.then(give);
          else fail(refusal);
        });
    });
    const written = parcel.write().catch(() => undefined);
  });
  return { done, cut: () => cut() };
}

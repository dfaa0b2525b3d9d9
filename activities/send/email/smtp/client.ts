import { checkEmail } from '../../../../domain/contact/email.js';
import { assertNever } from '../../../../domain/failure/assert-never.js';
import type { FailureClass } from '../../../../domain/failure/failure-class.js';
import { classifySmtp } from '../../../../domain/provider/smtp/codes.js';
import type { Secret } from '../../../../runtime/configuration/secret.js';
import { deliver, type Exchange, type OpenExchange } from '../../../../runtime/mail/exchange.js';
import { bounceAddressOf } from '../../../../runtime/signing/bounce-address.js';
import type { CallAnswer, QueryAnswer } from '../../carrier.js';
import { messageIdOf, messageOf, type Email } from './message.js';

/** Where and as whom e-mails are sent. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte, `starttls` required, `none` for clear text. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** Both or neither. */
  readonly user?: string;
  readonly password?: string;
  /** The sender applicants see, such as `Example Bank <notice@bank.example>`. */
  readonly from: string;
  /** Of message ids and of the addresses bounces come back to. */
  readonly domain: string;
  /** Makes the addresses bounces come back to ours alone. */
  readonly bounceSecret: Secret;
  /** For one call, from the look-up of the host to the answer to the message. */
  readonly callTimeoutMs: number;
  /** The clock of the `Date` header, epoch milliseconds. */
  readonly now: () => number;
}

/** A mail server as the send activity uses it. Never throws for trouble at or on the way to the server. */
export interface Smtp {
  /** Throws a RangeError only for an attempt id that is none. */
  send(email: Email): Promise<CallAnswer>;
  /** SMTP knows no question about a message given before. */
  ask(): Promise<QueryAnswer>;
  /** Ends connections; a call whose message was under way comes out as `reset`. */
  close(): void;
}

/** Trouble of our own making, known before a message was given; else the server is to blame. */
const ofOurOwn: Readonly<Record<string, FailureClass>> = {
  // The server offered no sign-in over this connection, or the account has no password.
  EAUTH: 'misconfigured',
  EMESSAGE: 'content-rejected',
};

function answerOf(exchange: Exchange, messageId: string): CallAnswer {
  switch (exchange.kind) {
    case 'taken':
      return { result: 'accepted', messageId };
    case 'refused': {
      const { replyCode, enhanced, stage } = exchange;
      const code = enhanced === undefined ? String(replyCode) : `${replyCode} ${enhanced}`;
      const { failure, listed } = classifySmtp(replyCode, enhanced, stage);
      return failure === 'unknown-outcome'
        ? { result: 'unknown', because: 'undetermined-code', code, listed }
        : { result: 'rejected', failure, code, listed };
    }
    case 'not-sent':
      return {
        result: 'rejected',
        failure: ofOurOwn[exchange.code] ?? 'provider-down',
        code: exchange.code,
        listed: true,
      };
    case 'reset':
    case 'timeout':
      return { result: 'unknown', because: exchange.kind };
    case 'broken':
      return { result: 'unknown', because: 'broken-answer' };
    default:
      return assertNever(exchange);
  }
}

/** Opens a mail account; throws a RangeError for a user without a password or the other way round. */
export function createSmtp(options: SmtpOptions): Smtp {
  const { user, password, host, port, tls, from, domain, bounceSecret, callTimeoutMs, now } = options;
  if ((user === undefined) !== (password === undefined))
    throw new RangeError('a mail account has a user and a password, or neither');
  const login = user === undefined || password === undefined ? {} : { login: { user, password } };
  const server = { host, port, tls, name: domain, ...login };
  const open = new Set<OpenExchange>();

  return {
    send: async (email) => {
      const messageId = messageIdOf(email.attemptId, domain);
      // One bare address or none: no quoting, comment, group or list can make two of it.
      const { address: mailbox } = checkEmail(email.to);
      if (mailbox === undefined)
        return { result: 'rejected', failure: 'wrong-number', code: 'address-format', listed: true };
      const parcel = {
        from: bounceAddressOf(email.attemptId, domain, bounceSecret),
        to: mailbox,
        write: () => messageOf(email, { mailbox, from, domain, at: now() }),
        notify: true as const,
      };
      const exchange = deliver(server, parcel, callTimeoutMs);
      open.add(exchange);
      try {
        return answerOf(await exchange.done, messageId);
      } finally {
        open.delete(exchange);
      }
    },
    ask: () => Promise.resolve({ result: 'no-answer' }),
    close: () => {
      for (const exchange of open) exchange.cut();
    },
  };
}

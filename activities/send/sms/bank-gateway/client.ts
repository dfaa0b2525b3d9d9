/** SMS through a bank's own platform: our contract of docs/bank-gateway.md, one call one request. */
import { signatureHeaders } from '../../../../runtime/signing/gateway-signature.js';
import type { SigningKey } from '../../../../runtime/signing/gateway-signature.js';
import type { CallAnswer, QueryAnswer } from '../../carrier.js';
import { openLine } from '../../exchange.js';
import type { Exchange } from '../../exchange.js';
import { gatewayAnswerOf } from './answer.js';
import { lookUp } from './look-up.js';

/** Where and with which key messages are sent. */
export interface BankGatewayOptions {
  /** Origin of the platform; the contract's paths begin at its root. */
  readonly endpoint: string;
  readonly key: SigningKey;
  /** For one call from first to last byte; look-up and closure together have as long. */
  readonly callTimeoutMs: number;
  /** The clock requests are signed by, epoch milliseconds. */
  readonly now: () => number;
  /** A value never used before. */
  readonly requestId: () => string;
}

/** One message to one number. */
export interface GatewayMessage {
  /** Our reference, a UUID; the platform takes one message under it, however often it is sent. */
  readonly reference: string;
  readonly mobile: string;
  readonly templateCode: string;
  readonly templateParam: Readonly<Record<string, string>>;
}

/** The platform as the send activity uses it. Never throws for trouble at or on the way to it. */
export interface BankGateway {
  /** The same message again is answered what the first was answered, and is no second message. */
  send(message: GatewayMessage): Promise<CallAnswer>;
  /**
   * `intendedAt` is when the intent was committed, epoch milliseconds. Closes a reference that was not taken, unless
   * it is known that it was.
   */
  ask(reference: string, intendedAt: number, isTaken?: boolean): Promise<QueryAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

const messagesPath = '/v1/messages';

/** Numbers travel as E.164; the ledger has mainland numbers without their prefix. */
const e164Of = (mobile: string): string => (/^1\d{10}$/.test(mobile) ? `+86${mobile}` : mobile);

/** Opens the platform; throws a RangeError only for an endpoint that is none. */
export function createBankGateway(options: BankGatewayOptions): BankGateway {
  const { key, callTimeoutMs, now, requestId } = options;
  const line = openLine(options.endpoint);
  const signed = (method: 'GET' | 'POST', path: string, body: string): Record<string, string> => ({
    accept: 'application/json',
    ...signatureHeaders({ method, path, body }, key, now(), requestId()),
  });
  const post = (path: string, body: string, timeoutMs: number): Promise<Exchange> =>
    line.post({ ...signed('POST', path, body), 'content-type': 'application/json' }, body, timeoutMs, path);

  return {
    send: async ({ reference, mobile, templateCode, templateParam }) => {
      const body = JSON.stringify({
        reference,
        to: e164Of(mobile),
        template: templateCode,
        parameters: templateParam,
      });
      const exchange = await post(messagesPath, body, callTimeoutMs);
      return gatewayAnswerOf(exchange, reference, [mobile, ...Object.values(templateParam)]);
    },
    ask: (reference, intendedAt, isTaken = false) => {
      const path = `${messagesPath}/${reference}`;
      return lookUp({
        reference,
        timeoutMs: callTimeoutMs,
        sinceMs: now() - intendedAt,
        get: (timeoutMs) => line.get(signed('GET', path, ''), timeoutMs, path),
        ...(isTaken ? {} : { closeReference: (timeoutMs) => post(`${path}/closure`, '{}', timeoutMs) }),
      });
    },
    close: () => line.close(),
  };
}

/** Calls to Aliyun's RPC operations, whatever the product: a POST to `/` signed by ACS3, nothing in its URL. */
import { randomUUID } from 'node:crypto';
import { openLine } from '../send/exchange.js';
import type { Exchange } from '../send/exchange.js';
import { formOf, signedHeaders } from './signature.js';
import type { AccessKey } from './signature.js';

/** Where, as whom and in which version of the product's API operations are called. */
export interface SignedCallsOptions extends AccessKey {
  /** An origin: the product's own, or the simulator's. */
  readonly endpoint: string;
  /** `x-acs-version`, such as `2017-05-25` for SMS. */
  readonly version: string;
  /** The clock the requests are signed by, epoch milliseconds. */
  readonly now: () => number;
  /** A value never used before; a random UUID unless told. */
  readonly nonce?: () => string;
}

/** One product of Aliyun's, under one account. */
export interface SignedCalls {
  /** Never throws; `timeoutMs` from first to last byte. */
  call(action: string, parameters: Readonly<Record<string, string>>, timeoutMs: number): Promise<Exchange>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

const contentType = 'application/x-www-form-urlencoded';

/** Opens a line to a product; throws a RangeError only for an endpoint that is none. */
export function openSignedCalls(options: SignedCallsOptions): SignedCalls {
  const { endpoint, version, now, nonce = randomUUID } = options;
  const line = openLine(endpoint);
  return {
    call: (action, parameters, timeoutMs) => {
      const body = formOf(parameters);
      const unsigned = { host: line.host, action, version, body, contentType, at: now(), nonce: nonce() };
      return line.post(signedHeaders(options, unsigned), body, timeoutMs);
    },
    close: () => line.close(),
  };
}

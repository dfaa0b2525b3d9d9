import { createHash, createHmac } from 'node:crypto';

/** The account's key pair as Tencent issues it. */
export interface SecretPair {
  readonly secretId: string;
  readonly secretKey: string;
}

/** What a signature covers. The time comes in, so that the same request signs the same way. */
export interface UnsignedRequest {
  /** Host **without** its port, however the request line's `host` header has it. */
  readonly hostname: string;
  /** The product, `sms`. */
  readonly service: string;
  /** The operation, `x-tc-action`. */
  readonly action: string;
  /** The API version, `x-tc-version`. */
  readonly version: string;
  readonly region: string;
  /** The exact bytes of the body as text. */
  readonly body: string;
  /** Epoch milliseconds; Tencent refuses what is more than 5 minutes off. */
  readonly at: number;
}

const algorithm = 'TC3-HMAC-SHA256';
const contentType = 'application/json; charset=utf-8';
const signedNames = 'content-type;host;x-tc-action';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The headers of a POST of JSON to `/` signed by TC3-HMAC-SHA256, `authorization` among them; `host` is
 * the connection's own. Rule: https://cloud.tencent.com/document/api/382/52071 (signature v3).
 */
export function tc3Headers(key: SecretPair, request: UnsignedRequest): Record<string, string> {
  const { hostname, service, action, body } = request;
  const seconds = String(Math.floor(request.at / 1000));
  const date = new Date(request.at).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const lines = `content-type:${contentType}\nhost:${hostname}\nx-tc-action:${action.toLowerCase()}\n`;
  const canonical = ['POST', '/', '', lines, signedNames, sha256(body)].join('\n');
  const dayKey = hmac(`TC3${key.secretKey}`, date);
  const signature = hmac(
    hmac(hmac(dayKey, service), 'tc3_request'),
    [algorithm, seconds, scope, sha256(canonical)].join('\n'),
  ).toString('hex');
  return {
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-version': request.version,
    'x-tc-region': request.region,
    'x-tc-timestamp': seconds,
    authorization: `${algorithm} Credential=${key.secretId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`,
  };
}

import { createHash, createHmac } from 'node:crypto';

/** The account's key pair as Aliyun issues it. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What a signature covers. Time and nonce come in, so that the same request signs the same way. */
export interface UnsignedRequest {
  /** Host with port where it is not the scheme's own, as the request line's `host` header has it. */
  readonly host: string;
  /** The operation, `x-acs-action`. */
  readonly action: string;
  /** The API version, `x-acs-version`. */
  readonly version: string;
  /** The exact bytes of the body as text. */
  readonly body: string;
  readonly contentType?: string;
  /** The canonical query string; ours is always empty, since no parameter may stand in a URL. */
  readonly query?: string;
  /** Epoch milliseconds; Aliyun refuses what is more than 15 minutes off. */
  readonly at: number;
  /** Never the same twice. */
  readonly nonce: string;
}

const algorithm = 'ACS3-HMAC-SHA256';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Percent-encoding as RFC 3986 has it, which Aliyun's canonical form asks for. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Parameters as an `application/x-www-form-urlencoded` body. */
export const formOf = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');

/**
 * The headers of a POST to `/` signed by ACS3-HMAC-SHA256, `authorization` among them.
 * Rule: https://help.aliyun.com/document_detail/2593177.html (V3 request structure and signature).
 */
export function signedHeaders(key: AccessKey, request: UnsignedRequest): Record<string, string> {
  const bodyHash = sha256(request.body);
  const headers: Record<string, string> = {
    ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': new Date(request.at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const canonical = ['POST', '/', request.query ?? '', lines, names.join(';'), bodyHash].join('\n');
  const signature = createHmac('sha256', key.accessKeySecret)
    .update(`${algorithm}\n${sha256(canonical)}`)
    .digest('hex');
  const credential = `Credential=${key.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return { ...headers, authorization: `${algorithm} ${credential}` };
}

/** Signatures of webhooks as Standard Webhooks 1.0 has them (`v1`: HMAC-SHA256). */
import { createHmac } from 'node:crypto';
import type { Secret } from '../configuration/secret.js';

const prefix = 'whsec_';

/** The bytes of a key as it is written, or undefined where it is none: `whsec_` and 24 to 64 bytes in base64. */
export function webhookKeyOf(text: string): Buffer | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const written = text.slice(prefix.length);
  const key = Buffer.from(written, 'base64');
  // The decoder reads over what it does not know.
  if (key.toString('base64') !== written) return undefined;
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

export interface WebhookMessage {
  readonly id: string;
  /** The very text that is sent. */
  readonly body: string;
}

/**
 * The three headers of a webhook sent at an instant (epoch milliseconds): signed with every key that is good, the newest
 * first, so that a receiver verifies with the one it has.
 */
export function webhookHeaders(
  { id, body }: WebhookMessage,
  secret: Secret,
  at: number,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at / 1_000));
  const signatures = secret.revealAll().map((text) => {
    const key = webhookKeyOf(text);
    // Checked when the configuration was read.
    if (key === undefined) throw new Error('a webhook key is none');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

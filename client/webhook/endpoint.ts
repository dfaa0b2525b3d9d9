/** An endpoint that is told what the loan system must hear, with the keys that sign for it. */
import { createHash } from 'node:crypto';
import type { WebhookConfiguration } from '../../runtime/configuration/configuration-schema.js';
import { readRotatingSecret } from '../../runtime/configuration/secret.js';
import type { Secret } from '../../runtime/configuration/secret.js';
import type { EndpointFilter } from '../../ledger/webhook/queue.js';

export interface WebhookEndpoint extends Omit<WebhookConfiguration, 'secretFile'> {
  readonly secret: Secret;
}

/** Reads the keys of each; throws a PrivateFileFault where a file cannot be used. */
export const openEndpoints = (webhooks: readonly WebhookConfiguration[]): readonly WebhookEndpoint[] =>
  webhooks.map(({ secretFile, ...endpoint }) => ({ ...endpoint, secret: readRotatingSecret(secretFile) }));

/** What of the queue it is told. */
export const filterOfEndpoint = ({
  kinds,
  regions,
}: Pick<WebhookConfiguration, 'kinds' | 'regions'>): EndpointFilter => ({
  ...(kinds === undefined ? {} : { kinds }),
  ...(regions === undefined ? {} : { regions }),
});

/** Tells one address from another; the address itself may hold a secret. */
export const addressDigestOf = ({ url }: Pick<WebhookEndpoint, 'url'>): Buffer =>
  createHash('sha256').update(url).digest();

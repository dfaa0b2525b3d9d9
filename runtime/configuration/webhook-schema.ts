import { z } from 'zod';
import { announcementKinds } from '../../domain/announcement/announcement.js';
import { secretFile } from './route-schema.js';

const expectedUrl = 'expected an https URL without credentials or fragment';

/** An http or https address without credentials or fragment. */
export const isTarget = (given: string): boolean => {
  try {
    const { protocol, username, password, hash } = new URL(given);
    return ['https:', 'http:'].includes(protocol) && username === '' && password === '' && hash === '';
  } catch {
    return false;
  }
};

/** Where the loan system, or a part of it, is told what it must hear from us (docs/webhooks.md). */
export const webhookSchema = z.strictObject({
  /** Its name everywhere: what it was told hangs on it, so that its address may change. */
  name: z
    .string('expected a name')
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected a name of lower-case letters, digits and hyphens'),
  /** Over http only where private targets are allowed. */
  url: z.string(expectedUrl).max(2_048, expectedUrl).refine(isTarget, expectedUrl),
  /**
   * Holds its keys, `whsec_` and base64, one a line, the newest first; all of them sign, so that a key takes another's
   * place without a gap.
   */
  secretFile,
  /** What it is told of; everything unless given. */
  kinds: z.array(z.enum(announcementKinds)).min(1).optional(),
  /** Of applications of which branch regions, and of those of none; of all unless given. */
  regions: z.array(z.string().min(1).max(40)).min(1).max(500).optional(),
  /** Whether it may lie in a private network or on this machine, and be reached without TLS. */
  allowPrivate: z.boolean().default(false),
  /** The whole exchange, milliseconds. */
  timeoutMs: z.int().min(100).max(30_000).default(10_000),
});
export type WebhookConfiguration = Readonly<z.output<typeof webhookSchema>>;

import { z } from 'zod';

const keySchema = z.strictObject({
  /** Told with each request, so that the other side knows which key to check by. */
  id: z
    .string('expected the name of the key')
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected letters, digits, underscores or hyphens'),
  /** The file (mode 0600) that holds the key. */
  file: z
    .string('expected the path of a file that holds the key')
    .min(1, 'expected the path of a file that holds the key'),
});

/**
 * A bank's own SMS platform behind our contract (docs/bank-gateway.md). Both sides sign with the same keys: the
 * first signs what we send, each is taken for receipts, so that one can take the other's place.
 */
export const bankGatewaySms = {
  protocol: z.literal('bank-gateway-sms'),
  keys: z.array(keySchema, 'expected one or two keys').min(1).max(2),
} as const;

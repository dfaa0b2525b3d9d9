import { z } from 'zod';

/** A Firebase project with the service account that may send for it, and the app's way back to the bank. */
export const fcmAccountSchema = z.strictObject({
  protocol: z.literal('fcm-push'),
  /** The route it stands for in the log and in rules, such as `push/fcm`. */
  route: z.string().min(1),
  projectId: z.string().regex(/^[a-z][a-z0-9-]{4,29}$/),
  clientEmail: z.string().min(1),
  /** The public half of the service account's key, PEM (SPKI). */
  publicKey: z.string().includes('PUBLIC KEY'),
  /** Where the bank's app acknowledges what it showed. */
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type FcmAccount = Readonly<z.infer<typeof fcmAccountSchema>>;

import { z } from 'zod';

/** An app of the bank's at JPush, and the app's way back to the bank. */
export const jpushAccountSchema = z.strictObject({
  protocol: z.literal('jpush-push'),
  /** The route it stands for in the log and in rules, such as `push/jpush`. */
  route: z.string().min(1),
  appKey: z.string().regex(/^[0-9A-Za-z]{1,64}$/),
  masterSecret: z.string().min(1),
  /** Where the bank's app acknowledges what it showed. */
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type JpushAccount = Readonly<z.infer<typeof jpushAccountSchema>>;

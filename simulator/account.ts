import { z } from 'zod';

/** An account of the bank with a provider: who may call, what may be sent, where receipts go. */
const accountSchema = z.strictObject({
  /** The route it stands for in the log and in rules, such as `sms/aliyun`. */
  route: z.string().min(1),
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
  signName: z.string().min(1),
  /** Approved template codes. */
  templates: z.array(z.string().min(1)),
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type Account = Readonly<z.infer<typeof accountSchema>>;

/** The file a simulator process is told its accounts by. */
export const accountsFileSchema = z.strictObject({
  /** Makes shares and delays the same from run to run for the same references. */
  seed: z.union([z.string(), z.number()]),
  accounts: z.array(accountSchema).min(1),
  /** Least and greatest time from acceptance to the carrier's report, milliseconds. */
  receiptDelayMs: z.tuple([z.number().min(0), z.number().min(0)]).optional(),
  /** Factor on the delays (1, 5, 10 minutes) after which an unanswered push is repeated. */
  retryScale: z.number().min(0).optional(),
});

import { z } from 'zod';

/** An account with Aliyun SMS: who may call, what may be sent, where receipts go. */
export const aliyunAccountSchema = z.strictObject({
  protocol: z.literal('aliyun-sms').optional(),
  /** The route it stands for in the log and in rules, such as `sms/aliyun`. */
  route: z.string().min(1),
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
  signName: z.string().min(1),
  /** Granted for checks of numbers; any is taken where none is named. */
  authCode: z.string().min(1).optional(),
  /** Approved template codes. */
  templates: z.array(z.string().min(1)),
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type AliyunAccount = Readonly<z.infer<typeof aliyunAccountSchema>>;

import { z } from 'zod';

/** An account with Tencent SMS: who may call, what may be sent, where reports go. */
export const tencentAccountSchema = z.strictObject({
  protocol: z.literal('tencent-sms'),
  /** The route it stands for in the log and in rules, such as `sms/tencent`. */
  route: z.string().min(1),
  secretId: z.string().min(1),
  secretKey: z.string().min(1),
  smsSdkAppId: z.string().min(1),
  signName: z.string().min(1),
  /**
   * Approved templates: the id, and what `{1}`, `{2}` and so on stand for, so that the log can be read.
   * The provider itself knows no more than how many there are.
   */
  templates: z.array(z.strictObject({ id: z.string().min(1), variables: z.array(z.string().min(1)) })),
  /** Whether reports return the `SessionContext`; Tencent switches that on by request. */
  returnsContext: z.boolean().default(true),
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type TencentAccount = Readonly<z.infer<typeof tencentAccountSchema>>;

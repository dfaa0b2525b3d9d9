import { z } from 'zod';

/** The bank's application with the bank's own SMS platform. */
export const bankGatewayAccountSchema = z.strictObject({
  protocol: z.literal('bank-gateway-sms'),
  /** The route it stands for in the log and in rules, such as `sms/bank-gateway`. */
  route: z.string().min(1),
  /** Requests may be signed with each; pushes are signed with the first. */
  keys: z
    .array(z.strictObject({ id: z.string().min(1), secret: z.string().min(16) }))
    .min(1)
    .max(2),
  /** Approved template codes. */
  templates: z.array(z.string().min(1)),
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type BankGatewayAccount = Readonly<z.infer<typeof bankGatewayAccountSchema>>;

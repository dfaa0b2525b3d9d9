import { z } from 'zod';

/** An account with the mail server: who may sign in, and for which domain it may send. */
export const smtpAccountSchema = z.strictObject({
  protocol: z.literal('smtp-email'),
  /** The route it stands for in the log and in rules, such as `email/smtp`. */
  route: z.string().min(1),
  user: z.string().min(1),
  password: z.string().min(1),
  /** The domain its envelope senders must have. */
  domain: z.string().min(1),
  /** It is for the bank's own people: what it takes is on record as that, and counts as nobody's notice. */
  forStaff: z.literal(true).optional(),
  /** Where mail to that domain goes: what cannot be delivered is sent back there. */
  mx: z.strictObject({ host: z.string().min(1), port: z.int().min(1).max(65_535) }).optional(),
});
export type SmtpAccount = Readonly<z.infer<typeof smtpAccountSchema>>;

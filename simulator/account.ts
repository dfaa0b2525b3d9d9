import { z } from 'zod';
import { aliyunAccountSchema, type AliyunAccount } from './aliyun/account.js';
import { smtpAccountSchema, type SmtpAccount } from './smtp/account.js';

/** An account of the bank with a provider, told apart by the protocol it speaks. */
const accountSchema = z.union([aliyunAccountSchema, smtpAccountSchema]);
export type Account = Readonly<z.infer<typeof accountSchema>>;

/** The accounts a provider serves, by protocol. */
export const aliyunAccounts = (accounts: readonly Account[]): AliyunAccount[] =>
  accounts.filter((account): account is AliyunAccount => (account.protocol ?? 'aliyun-sms') === 'aliyun-sms');
export const smtpAccounts = (accounts: readonly Account[]): SmtpAccount[] =>
  accounts.filter((account) => account.protocol === 'smtp-email');

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

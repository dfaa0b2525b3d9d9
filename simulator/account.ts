import { z } from 'zod';
import { aliyunAccountSchema } from './aliyun/account.js';
import { aliyunVoiceAccountSchema } from './aliyun-voice/account.js';
import { bankGatewayAccountSchema } from './bank-gateway/account.js';
import { robotSchema } from './dingtalk/robot.js';
import { fcmAccountSchema } from './fcm/account.js';
import { loanSystemSchema } from './loan-system/receiver.js';
import { jpushAccountSchema } from './jpush/account.js';
import { smtpAccountSchema } from './smtp/account.js';
import { tencentAccountSchema } from './tencent/account.js';

/** An account of the bank with a provider, by the provider's protocol (`aliyun-sms` where none is named). */
const accountSchema = z.union([
  aliyunAccountSchema,
  fcmAccountSchema,
  smtpAccountSchema,
  jpushAccountSchema,
  tencentAccountSchema,
  bankGatewayAccountSchema,
  aliyunVoiceAccountSchema,
]);
export type Account = Readonly<z.infer<typeof accountSchema>>;
export type Protocol = NonNullable<Account['protocol']>;

/** The accounts of one protocol. */
export const accountsOf = <Kind extends Protocol>(
  accounts: readonly Account[],
  protocol: Kind,
): Extract<Account, { protocol?: Kind }>[] =>
  accounts.filter(
    (account): account is Extract<Account, { protocol?: Kind }> =>
      (account.protocol ?? 'aliyun-sms') === protocol,
  );

/** The file a simulator process is told its accounts by. */
export const accountsFileSchema = z.strictObject({
  /** Makes shares and delays the same from run to run for the same references. */
  seed: z.union([z.string(), z.number()]),
  accounts: z.array(accountSchema).min(1),
  /** Least and greatest time from acceptance to the carrier's report, milliseconds. */
  receiptDelayMs: z.tuple([z.number().min(0), z.number().min(0)]).optional(),
  /** The loan system, where webhooks are to be taken for it. */
  loanSystem: loanSystemSchema.optional(),
  /** The robot of the group that is told of alarms. */
  robot: robotSchema.optional(),
  /** Factor on the delays (1, 5, 10 minutes) after which an unanswered push is repeated. */
  retryScale: z.number().min(0).optional(),
});

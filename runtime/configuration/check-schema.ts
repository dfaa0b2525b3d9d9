import { z } from 'zod';
import { endpoint, secretFile, text } from './route-schema.js';

const dayMs = 24 * 3_600_000;

/** One check by Aliyun's number service (号码百科, Dytnsapi). */
const aliyunCheckSchema = z.strictObject({
  provider: z.literal('aliyun', 'expected "aliyun"').default('aliyun'),
  endpoint: endpoint.default('https://dytnsapi.aliyuncs.com'),
  accessKeyId: text('expected the id of the access key'),
  accessKeySecretFile: secretFile,
  /** What the provider granted for this check; without the key it opens nothing. */
  authCode: text('expected the authorisation code of this check'),
});
export type CheckConfiguration = Readonly<z.output<typeof aliyunCheckSchema>>;

/** Checks of contacts by providers, each only with the applicant's consent. Durations in milliseconds. */
export const checksSchema = z.strictObject({
  /** Whether the number is in service. */
  numberStatus: aliyunCheckSchema.optional(),
  /** Whether name, identity number and number are one person's. */
  realName: aliyunCheckSchema.optional(),
  /** An answer older than this is asked for again before the next send. */
  maxAgeMs: z
    .int()
    .min(60_000)
    .max(366 * dayMs)
    .default(30 * dayMs),
  /** One question; before a send two seconds at most, whatever stands here. */
  timeoutMs: z.int().min(100).max(5_000).default(2_000),
});

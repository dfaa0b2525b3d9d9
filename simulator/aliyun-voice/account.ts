import { z } from 'zod';

/** An account with Aliyun's voice service: who may call, what may be said, where records go. */
export const aliyunVoiceAccountSchema = z.strictObject({
  protocol: z.literal('aliyun-voice'),
  /** The route it stands for in the log and in rules, such as `voice/aliyun`. */
  route: z.string().min(1),
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
  /** Numbers the account may show; none where it calls from the public pool. */
  showNumbers: z.array(z.string().min(1)).default([]),
  /** Approved announcements, with the names of their variables. */
  announcements: z.array(z.strictObject({ code: z.string().min(1), variables: z.array(z.string()) })),
  receiptUrl: z.url({ protocol: /^https?$/ }),
});
export type AliyunVoiceAccount = Readonly<z.output<typeof aliyunVoiceAccountSchema>>;

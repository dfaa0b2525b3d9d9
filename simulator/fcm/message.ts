import { z } from 'zod';
import type { FcmRefusal } from './error.js';

/** A push as FCM understood it. */
export interface PushOrder {
  readonly token: string;
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, string>>;
  readonly outId: string;
}

const platform = z.looseObject({});
const bodySchema = z.strictObject({
  validate_only: z.boolean().optional(),
  message: z.strictObject({
    token: z.string(),
    notification: z
      .strictObject({
        title: z.string().optional(),
        body: z.string().optional(),
        image: z.string().optional(),
      })
      .optional(),
    data: z.record(z.string(), z.string()).optional(),
    android: platform.optional(),
    apns: platform.optional(),
    webpush: platform.optional(),
    fcm_options: platform.optional(),
  }),
});

const mostBytes = 4_096;
const reserved = /^(?:from$|message_type$|google\.|gcm\.)/;
const tokenShape = /^[A-Za-z0-9_:-]{20,4096}$/;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the body of `messages:send`: one token, notification and data, at most 4,096 bytes of them. */
export function pushOrderOf(text: string): PushOrder | FcmRefusal {
  const read = bodySchema.safeParse(jsonOf(text));
  const fault = (field: string, message: string): FcmRefusal => ({
    code: 'INVALID_ARGUMENT',
    message,
    field,
  });
  if (!read.success)
    return fault(read.error.issues[0]?.path.join('.') ?? '', 'Invalid JSON payload received.');
  const { token, notification = {}, data = {} } = read.data.message;
  if (!tokenShape.test(token))
    return fault('message.token', 'The registration token is not a valid FCM registration token');
  const key = Object.keys(data).find((name) => reserved.test(name));
  if (key !== undefined) return fault(`message.data[${key}]`, `Invalid data payload key: ${key}`);
  if (Buffer.byteLength(JSON.stringify([notification, data])) > mostBytes)
    return fault('message', 'Message is too big');
  const { title = '', body = '' } = notification;
  return { token, title, body, data, outId: data['acknowledge'] ?? '' };
}

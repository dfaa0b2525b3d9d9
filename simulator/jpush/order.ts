import { z } from 'zod';
import type { JpushRefusal } from './error.js';

/** A push as JPush understood it. */
export interface PushOrder {
  readonly cid?: string;
  readonly token: string;
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, string>>;
  readonly outId: string;
}

const extras = z.record(z.string(), z.string()).optional();
const bodySchema = z.strictObject({
  cid: z.string().optional(),
  platform: z.union([z.literal('all'), z.array(z.enum(['android', 'ios'])).min(1)]),
  audience: z.strictObject({ registration_id: z.array(z.string()).length(1) }),
  notification: z.strictObject({
    alert: z.string().optional(),
    android: z.strictObject({ alert: z.string(), title: z.string().optional(), extras }).optional(),
    ios: z
      .strictObject({
        alert: z.union([z.string(), z.strictObject({ title: z.string(), body: z.string() })]),
        sound: z.string().optional(),
        extras,
      })
      .optional(),
  }),
  options: z
    .strictObject({
      sendno: z.int().optional(),
      time_to_live: z.int().min(0).max(864_000).optional(),
      apns_production: z.boolean().optional(),
    })
    .optional(),
});

const mostBytes = { android: 4_000, ios: 2_000 } as const;
const required = ['platform', 'audience', 'notification'] as const;
const idShape = /^[0-9a-f]{11,24}$/;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fault = (code: string, message: string): JpushRefusal => ({ code, message });

/** Reads the body of `/v3/push`, as far as one registration id and a notification go. */
export function pushOrderOf(text: string): PushOrder | JpushRefusal {
  const json = jsonOf(text);
  const read = bodySchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    if (typeof json === 'object' && json !== null && required.some((name) => !(name in json)))
      return fault('1002', 'Missing parameter');
    return issue?.code === 'unrecognized_keys'
      ? fault('1009', 'The push object has keys that are not supported!')
      : fault('1003', `The value of ${issue?.path.join('.') ?? 'the body'} is invalid!`);
  }
  const { cid, audience, notification } = read.data;
  const [token = ''] = audience.registration_id;
  if (!idShape.test(token)) return fault('1003', `The registration_id ${token} is invalid!`);
  const { android, ios } = notification;
  const size = (part: unknown): number => Buffer.byteLength(JSON.stringify(part ?? {}));
  if (size(android) > mostBytes.android || size(ios) > mostBytes.ios)
    return fault('1005', 'The message is too long!');
  const data = android?.extras ?? ios?.extras ?? {};
  return {
    ...(cid === undefined ? {} : { cid }),
    token,
    title: android?.title ?? '',
    body: android?.alert ?? notification.alert ?? '',
    data,
    outId: data['acknowledge'] ?? '',
  };
}

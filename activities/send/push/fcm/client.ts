/** Push by Firebase Cloud Messaging's HTTP v1 API: one call is one request, see docs/decisions/0010. */
import type { TokenMessage } from 'firebase-admin/messaging';
import type { CallAnswer, QueryAnswer } from '../../carrier.js';
import { openLine } from '../../exchange.js';
import { openAccessTokens } from './access-token.js';
import { fcmAnswerOf, refused } from './answer.js';
import { serviceAccountOf } from './service-account.js';

/** Where and as whom pushes are sent. */
export interface FcmOptions {
  /** Origin of the FCM API; Google's unless told, or the simulator's. */
  readonly endpoint?: string;
  /** The OAuth token endpoint; Google's unless told. */
  readonly tokenUrl?: string;
  /** The content of the service account's key file, parsed as JSON. */
  readonly serviceAccount: unknown;
  /** For one call from first to last byte; getting a token may take half of it. */
  readonly callTimeoutMs: number;
  /** The clock tokens are asked for and kept by, epoch milliseconds. */
  readonly now: () => number;
}

/** One push to one installation of the bank's app. */
export interface PushMessage {
  readonly token: string;
  readonly title: string;
  readonly body: string;
  /** For the app, texts alone; `acknowledge` is added to them. */
  readonly data: Readonly<Record<string, string>>;
  /** Our reference; the app posts it back from `data.acknowledge`. FCM does not deduplicate by it. */
  readonly attemptId: string;
}

/** FCM as the send activity uses it. Never throws for trouble at or on the way to the provider. */
export interface Fcm {
  send(message: PushMessage): Promise<CallAnswer>;
  /** FCM cannot be asked what became of a message: always `no-answer`. */
  ask(): Promise<QueryAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

const realEndpoint = 'https://fcm.googleapis.com';
const realTokenUrl = 'https://oauth2.googleapis.com/token';

const messageOf = ({ token, title, body, data, attemptId }: PushMessage): TokenMessage => ({
  token,
  notification: { title, body },
  data: { ...data, acknowledge: attemptId },
  // A sleeping phone would otherwise show it at its next waking.
  android: { priority: 'high' },
  apns: { headers: { 'apns-priority': '10' } },
});

/** Opens FCM with a service account; throws a RangeError for an account, endpoint or URL that is none. */
export function createFcm({
  endpoint = realEndpoint,
  tokenUrl = realTokenUrl,
  serviceAccount,
  callTimeoutMs,
  now,
}: FcmOptions): Fcm {
  const account = serviceAccountOf(serviceAccount);
  const line = openLine(endpoint);
  const tokens = openAccessTokens({ account, tokenUrl, timeoutMs: callTimeoutMs / 2, now });
  const path = `/v1/projects/${account.projectId}/messages:send`;

  return {
    send: async (push) => {
      const startedMs = performance.now();
      const granted = await tokens.take();
      if (granted.result === 'refused')
        return refused(granted.failure, granted.code, granted.listed, granted.retryAfterMs);
      const headers = {
        authorization: `Bearer ${granted.token}`,
        'content-type': 'application/json; charset=utf-8',
      };
      const leftMs = callTimeoutMs - (performance.now() - startedMs);
      const exchange = await line.post(headers, JSON.stringify({ message: messageOf(push) }), leftMs, path);
      if ('status' in exchange && exchange.status === 401) tokens.forget(granted.token);
      return fcmAnswerOf(exchange, [push.token, push.title, push.body, ...Object.values(push.data)]);
    },
    ask: () => Promise.resolve({ result: 'no-answer' }),
    close: () => {
      line.close();
      tokens.close();
    },
  };
}

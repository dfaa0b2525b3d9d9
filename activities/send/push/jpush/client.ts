/** Push by JPush's REST API v3: one call is one request, and a cid makes it safe to repeat (docs/decisions/0011). */
import type { CallAnswer, QueryAnswer, Reservation } from '../../carrier.js';
import { openLine } from '../../exchange.js';
import { jpushAnswerOf } from './answer.js';
import { cidsAtOnce, openCidPool } from './cid-pool.js';

/** Where and as whom pushes are sent. */
export interface JpushOptions {
  /** Origin of the API: `https://api.jpush.cn`, or the simulator's. */
  readonly endpoint: string;
  readonly appKey: string;
  readonly masterSecret: string;
  readonly apnsProduction: boolean;
  /** How long a handset that is off line is tried for. */
  readonly timeToLiveS: number;
  /** For one call from first to last byte; getting cids may take half of it, before. */
  readonly callTimeoutMs: number;
  /** The clock cids are kept by, epoch milliseconds. */
  readonly now: () => number;
}

/** One push to one installation of the bank's app. */
export interface JpushMessage {
  readonly registrationId: string;
  readonly title: string;
  readonly body: string;
  /** For the app, texts alone; `acknowledge` is added to them. */
  readonly data: Readonly<Record<string, string>>;
  /** Our reference; the app posts it back from the extra `acknowledge`. */
  readonly attemptId: string;
  /** The key JPush deduplicates by, of {@link Jpush.reserve}. */
  readonly cid: string;
}

/** JPush as the send activity uses it. Never throws for trouble at or on the way to the provider. */
export interface Jpush {
  /** A cid for one message; nothing is sent by it. */
  reserve(): Promise<Reservation>;
  /** The same message with the same cid again answers what the first that succeeded was answered. */
  send(message: JpushMessage): Promise<CallAnswer>;
  /** JPush cannot be asked by our reference what became of a message: always `no-answer`. */
  ask(): Promise<QueryAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

/** Opens JPush with an app's account; throws a RangeError for an endpoint that is none. */
export function createJpush(options: JpushOptions): Jpush {
  const { endpoint, appKey, masterSecret, apnsProduction, timeToLiveS, callTimeoutMs, now } = options;
  const line = openLine(endpoint);
  const headers = {
    authorization: `Basic ${Buffer.from(`${appKey}:${masterSecret}`).toString('base64')}`,
    accept: 'application/json',
  };
  const pool = openCidPool(
    () => line.get(headers, callTimeoutMs / 2, `/v3/push/cid?count=${cidsAtOnce}&type=push`),
    now,
  );
  const orderOf = ({ registrationId, title, body, data, attemptId, cid }: JpushMessage) => {
    const extras = { ...data, acknowledge: attemptId };
    return {
      cid,
      platform: 'all',
      audience: { registration_id: [registrationId] },
      notification: {
        alert: body,
        android: { alert: body, title, extras },
        ios: { alert: { title, body }, sound: 'default', extras },
      },
      options: { time_to_live: timeToLiveS, apns_production: apnsProduction },
    };
  };

  return {
    reserve: async () => {
      const taken = await pool.take();
      return 'cid' in taken ? { result: 'reserved', key: taken.cid } : taken;
    },
    send: async (message) => {
      const { registrationId, title, body, data } = message;
      const exchange = await line.post(
        { ...headers, 'content-type': 'application/json; charset=utf-8' },
        JSON.stringify(orderOf(message)),
        callTimeoutMs,
        '/v3/push',
      );
      return jpushAnswerOf(exchange, [registrationId, title, body, ...Object.values(data)]);
    },
    ask: () => Promise.resolve({ result: 'no-answer' }),
    close: () => line.close(),
  };
}

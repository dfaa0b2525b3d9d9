import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createSealing } from '../../runtime/sealing/sealing.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import { createServer } from '../../api/server.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import type { Ledger } from '../../ledger/ledger.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { Secret } from '../../runtime/configuration/secret.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import { RecordingStories } from '../client/intake-world.js';
import { newKey, temporaryFolder, writePrivate } from '../runtime/temporary-folder.js';

/** Where Temporal UI stands in these tests. */
export const uiOrigin = 'http://127.0.0.1:8233';

/** The secrets at the end of the routes' addresses. */
export const secrets = {
  a: 'kX3vZq8RtW1nB7yL5mJ0pS2dF6gH4cAe',
  b: 'bN9uT4eR7wQ2zY6xC1vM8kL3jH5gF0dS',
  push: 'pV4mX8cK2zT7nR1wB6yJ9qL5sD3fG0hA',
  tencent: 'tC7kM2wX9aV4rN6yE1bU8oS3zD5fJ0hQ',
  jpush: 'jR6oZ0eM4bV9pT3yD8aL1sN7uF5hI2kC',
  gateway: 'gW7kQ2mZ9xC4vB6nL1sD8fH3jP5tR0yU',
  email: 'eW5nY9dL3aU8oS2xC7zK0rM6tE4gH1jB',
  voice: 'vL2cP8tQ5nX1mB7wD4kY9rF3jS6gZ0hE',
} as const;
/** The keys of the route through the bank's own gateway, the old one still good. */
export const gatewayKeys = [
  { id: 'bida-2026b', secret: 'uS5tY8bN3qW6eR1vC4xZ7mK0jH2gF9dL' },
  { id: 'bida-2026a', secret: 'aP3oI6uY9tR2eW5qL8kJ1hG4fD7sZ0xC' },
] as const;
/** A number that must come out of the door nowhere. */
export const canaryNumber = '13812345678';

/** An open door on loopback, with all it logs and all it tells. */
export interface OpenDoor {
  readonly server: FastifyInstance;
  readonly url: string;
  readonly port: number;
  readonly stories: RecordingStories;
  readonly codec: ReturnType<typeof createPayloadCodec>;
  readonly sealing: Sealing;
  readonly logged: () => string;
  readonly push: (body: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

/** What came back: status, whole text and, where it is JSON, `code`. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly code: unknown;
  readonly tookMs: number;
}

const folder = temporaryFolder();
let keys = 0;

/** Opens the door on a ledger; the caller closes `server`. */
export async function openDoor(ledger: Ledger, requestTimeoutMs?: number): Promise<OpenDoor> {
  let lines = '';
  const logger = createLogger({
    name: 'api',
    level: 'trace',
    destination: { write: (line: string) => void (lines += line) },
  });
  const stories = new RecordingStories();
  const codec = createPayloadCodec(readKeyring(writePrivate(folder, `codec-${(keys += 1)}.key`, newKey())));
  const sealing = createSealing(readKeyring(writePrivate(folder, `master-${(keys += 1)}.key`, newKey())));
  const server = await createServer({
    sealing,
    door: {
      ledger,
      stories,
      clock: { now: () => Date.now() },
      logger,
      tally: noTally,
      secrets: new Map([
        ['sms/aliyun', new Secret(secrets.a)],
        ['sms/aliyun-b', new Secret(secrets.b)],
        ['push/fcm', new Secret(secrets.push)],
        ['push/jpush', new Secret(secrets.jpush)],
        ['sms/tencent', new Secret(secrets.tencent)],
        ['email/smtp', new Secret(secrets.email)],
        ['sms/bank-gateway', new Secret(secrets.gateway)],
        ['sms/bank-gateway-b', new Secret(secrets.gateway)],
        ['voice/aliyun', new Secret(secrets.voice)],
      ]),
      protocols: new Map([
        ['sms/aliyun', 'aliyun-sms'],
        ['sms/aliyun-b', 'aliyun-sms'],
        ['push/fcm', 'fcm-push'],
        ['push/jpush', 'jpush-push'],
        ['sms/tencent', 'tencent-sms'],
        ['email/smtp', 'smtp-email'],
        ['sms/bank-gateway', 'bank-gateway-sms'],
        ['sms/bank-gateway-b', 'bank-gateway-sms'],
        ['voice/aliyun', 'aliyun-voice'],
      ]),
      // The second gateway route has none, and takes nothing.
      keys: new Map([
        ['sms/bank-gateway', gatewayKeys.map(({ id, secret }) => ({ id, secret: new Secret(secret) }))],
      ]),
    },
    codec,
    codecOrigins: [uiOrigin],
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const push = (body: unknown, headers?: Record<string, string>) =>
    send(`${url}/v1/receipts/sms/aliyun/${secrets.a}`, body, headers);
  return { server, url, port, stories, codec, sealing, logged: () => lines, push };
}

/** Posts a body, text as it is and anything else as JSON. */
export async function send(
  url: string,
  body?: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json;charset=utf-8' },
  method = 'POST',
): Promise<Answer> {
  const startedMs = performance.now();
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    code: codeOf(text),
    tookMs: performance.now() - startedMs,
  };
}

function codeOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { code?: unknown }).code;
  } catch {
    return undefined;
  }
}

/** Writes raw bytes to the door, as they stand, and answers what came back until the door hung up. */
export function rawly(port: number, ...pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    // A door that hangs up on a talker may reset the connection: what it said before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

/** The bank's side for tests of the SMS route: a callback that takes receipts, accounts, a client. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAliyunSms,
  type AliyunSms,
  type AliyunSmsOptions,
} from '../../activities/send/sms/aliyun/client.js';
import type { AliyunAccount } from '../../simulator/aliyun/account.js';

export interface Callback {
  readonly url: string;
  /** Bodies received, as parsed JSON. */
  readonly bodies: unknown[];
  /** All rows of all bodies that were arrays. */
  rows(): Record<string, unknown>[];
  /** How it answers: the JSON body, or undefined for no answer at all. */
  reply: (number: number) => { status: number; body: string } | undefined;
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const bytes: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) bytes.push(chunk);
  return Buffer.concat(bytes).toString('utf8');
}

export const taken = { status: 200, body: '{"code":0,"msg":"ok"}' };

/** A callback on a free port; takes everything unless told. */
export async function openCallback(): Promise<Callback> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      bodies.push(JSON.parse(text));
      const reply = callback.reply(bodies.length);
      if (reply !== undefined) response.writeHead(reply.status).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const callback: Callback = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/receipts`,
    bodies,
    rows: () => bodies.flatMap((body) => (Array.isArray(body) ? (body as Record<string, unknown>[]) : [])),
    reply: () => taken,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return callback;
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** A directory of its own, and how to be rid of it. */
export async function ownDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'bida-simulator-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Waits for a condition, looking often; fails with the words after ten seconds. */
export async function until(words: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`did not come about: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const templates = ['SMS_APPROVED', 'SMS_DECLINED'];

export const accountOf = (receiptUrl: string, more: Partial<AliyunAccount> = {}): AliyunAccount => ({
  route: 'sms/aliyun',
  accessKeyId: 'LTAI-test',
  accessKeySecret: 'test-secret',
  signName: '必达银行',
  templates,
  receiptUrl,
  ...more,
});

export const clientOf = (endpoint: string, more: Partial<AliyunSmsOptions> = {}): AliyunSms =>
  createAliyunSms({
    endpoint,
    accessKeyId: 'LTAI-test',
    accessKeySecret: 'test-secret',
    signName: '必达银行',
    callTimeoutMs: 5_000,
    now: Date.now,
    ...more,
  });

export const mobile = '13912345678';

/** A message with a reference; the variables are canaries that must show up nowhere. */
export const messageOf = (outId: string, more: { mobile?: string; templateCode?: string } = {}) => ({
  mobile,
  templateCode: 'SMS_APPROVED',
  templateParam: { name: '欧阳测试', amount: '88776655' },
  outId,
  ...more,
});

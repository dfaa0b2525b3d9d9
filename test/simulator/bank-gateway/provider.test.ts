import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator } from '../../../simulator/simulator.js';
import {
  gatewayAccountOf,
  gatewayClientOf,
  keys,
  messageOf,
} from '../../activities/send/sms/bank-gateway/gateway-world.js';
import { accountOf, ownDirectory, until } from '../bank.js';

const hourMs = 3_600_000;

let heard: { headers: IncomingHttpHeaders; body: string }[];
let answers: (number: number) => number;
let bank: Server;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
let later = 0;

const start = () => {
  const url = `http://127.0.0.1:${(bank.address() as AddressInfo).port}/v1/receipts/sms/bank-gateway/secret`;
  return startSimulator({
    accounts: [accountOf(url), gatewayAccountOf(url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
    retryScale: 0.0005,
    now: () => Date.now() + later,
  });
};

beforeEach(async () => {
  later = 0;
  heard = [];
  answers = () => 200;
  bank = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answers(heard.length)).end('{}');
    });
  });
  await new Promise<void>((resolve) => bank.listen(0, '127.0.0.1', resolve));
  directory = await ownDirectory();
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  bank.closeAllConnections();
  await new Promise((resolve) => bank.close(resolve));
  await directory.remove();
});

const withGateway = async <T>(
  use: (gateway: ReturnType<typeof gatewayClientOf>) => Promise<T>,
): Promise<T> => {
  const gateway = gatewayClientOf(simulator.url, { now: () => Date.now() + later });
  try {
    return await use(gateway);
  } finally {
    gateway.close();
  }
};
const sent = (message: ReturnType<typeof messageOf>) => withGateway((gateway) => gateway.send(message));
const asked = (reference: string) => withGateway((gateway) => gateway.ask(reference, Date.now()));
const acceptances = () => simulator.log().filter((entry) => entry.kind === 'acceptance');
const receipts = () => simulator.log().filter((entry) => entry.kind === 'receipt');

test('a report is signed by the first key, over its very bytes', async () => {
  const message = messageOf();
  await sent(message);
  await until('the report', () => receipts().length === 1);
  const [push] = heard;
  const { body = '', headers = {} } = push ?? {};
  expect(JSON.parse(body)).toEqual({
    receipts: [
      {
        reference: message.reference,
        messageId: expect.stringMatching(/^bg-/) as string,
        code: 'delivered',
        at: expect.stringMatching(/Z$/) as string,
      },
    ],
  });
  const text = [
    'BIDA1-HMAC-SHA256',
    keys[0].id,
    headers['bida-timestamp'],
    headers['bida-id'],
    'POST',
    '/v1/receipts/sms/bank-gateway',
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  expect(headers['bida-key']).toBe(keys[0].id);
  expect(headers['bida-signature']).toBe(createHmac('sha256', keys[0].secret).update(text).digest('hex'));
});

test('a report that is not taken is pushed again, with a signature of its own', async () => {
  answers = (number) => (number < 3 ? 503 : 200);
  await sent(messageOf());
  await until('the third push', () => receipts().length === 3);
  expect(receipts().map(({ ok }) => ok)).toEqual([false, false, true]);
  expect(new Set(heard.map(({ headers }) => headers['bida-id'])).size).toBe(3);
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
});

test('what was taken or closed before a restart is known after it, and still reported', async () => {
  simulator.setRules([{ action: { receipt: { code: 'DELIVERED', delayMs: 1_000 } } }]);
  const [message, closed] = [messageOf(), messageOf()];
  const first = await sent(message);
  expect(await asked(closed.reference)).toEqual({ result: 'never-received' });
  await simulator.stop();
  simulator = await start();
  expect(await sent(message)).toEqual(first);
  expect(await sent(closed)).toMatchObject({ code: 'reference-closed' });
  expect(acceptances()).toHaveLength(1);
  await until('the report', () => receipts().length === 1);
});

test('a reference is remembered for 72 hours, and forgotten then', async () => {
  const message = messageOf();
  const first = await sent(message);
  later = 71 * hourMs;
  expect(await sent(message)).toEqual(first);
  later = 72 * hourMs + 1_000;
  expect(await sent(message)).not.toEqual(first);
  expect(acceptances()).toHaveLength(2);
});

describe('what is not of the contract', () => {
  const signed = (method: string, path: string, body: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const id = randomUUID();
    const digest = createHash('sha256').update(body).digest('hex');
    const text = `BIDA1-HMAC-SHA256\n${keys[0].id}\n${timestamp}\n${id}\n${method}\n${path}\n${digest}`;
    return {
      'bida-key': keys[0].id,
      'bida-timestamp': timestamp,
      'bida-id': id,
      'bida-signature': createHmac('sha256', keys[0].secret).update(text).digest('hex'),
    };
  };
  const asking = (method: string, path: string, body = '', headers = signed(method, path, body)) =>
    fetch(`${simulator.url}${path}`, { method, headers, ...(body === '' ? {} : { body }) });

  test.each([
    ['POST', '/v1/messages', '{}'],
    ['POST', '/v1/messages', 'nonsense'],
    ['POST', '/v1/messages', '{"reference":"x","to":"+8613912345678","template":"T","parameters":{}}'],
    ['GET', '/v1/messages', ''],
    ['GET', '/v1/messages/not-a-reference', ''],
    ['POST', '/v1/messages/6f1c2f6e-6c1f-4c0e-9c39-0d7f5d2a7b11', '{}'],
  ])('%s %s %s is refused as malformed', async (method, path, body) => {
    const answer = await asking(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'request-malformed', status: 400 });
  });

  test('a signature of another path is none', async () => {
    const path = '/v1/messages/6f1c2f6e-6c1f-4c0e-9c39-0d7f5d2a7b11';
    const answer = await asking('GET', path, '', signed('GET', '/v1/messages', ''));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'signature-invalid' });
  });

  test('a request without signature is nobody’s', async () => {
    const answer = await fetch(`${simulator.url}/v1/messages`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    expect(acceptances()).toEqual([]);
  });
});

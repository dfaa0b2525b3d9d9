/** The worker's one address. */
import { request } from 'node:http';
import { createLogger } from '../../runtime/logging/logger.js';
import { addressList } from '../../runtime/network/address-list.js';
import type { AddressList } from '../../runtime/network/address-list.js';
import { openMetricsDoor } from '../../worker/metrics-door.js';
import type { MetricsDoor } from '../../worker/metrics-door.js';

let door: MetricsDoor;
let sources: AddressList | undefined;
let text: () => Promise<string>;
let lines = '';
beforeAll(async () => {
  door = await openMetricsDoor({
    host: '127.0.0.1',
    port: 0,
    sources: () => sources,
    text: () => text(),
    logger: createLogger({
      name: 'worker',
      level: 'warn',
      destination: { write: (line: string) => void (lines += line) },
    }),
  });
});
beforeEach(() => {
  sources = undefined;
  text = () => Promise.resolve('bida_up 1\n');
});
afterAll(() => door.close());

const ask = (path: string, given: RequestInit = {}) => fetch(`http://127.0.0.1:${door.port}${path}`, given);

test('tells its metrics to this machine, in Prometheus’ text format', async () => {
  const response = await ask('/metrics');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(await response.text()).toBe('bida_up 1\n');
  expect((await ask('/metrics?name=x')).status).toBe(200);
});

test('has no other address, and takes no other method', async () => {
  for (const path of ['/', '/metrics/', '/metricsx', '/v1/applications/A-1', '//metrics'])
    expect((await ask(path)).status).toBe(404);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await ask('/metrics', { method })).status).toBe(404);
});

test('tells nothing to whom a proxy comes for, nor to anybody but the networks configured', async () => {
  expect((await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404);
  sources = addressList(['192.0.2.0/24']);
  expect((await ask('/metrics')).status).toBe(404);
  sources = addressList(['127.0.0.1']);
  expect((await ask('/metrics')).status).toBe(200);
});

test('goes on when its text cannot be made', async () => {
  text = () => Promise.reject(new Error('the canary 13812345678 broke it'));
  const response = await ask('/metrics');
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('');
  expect(lines).toContain('metrics could not be told');
  expect(lines).not.toContain('13812345678');
  text = () => Promise.resolve('bida_up 1\n');
  expect((await ask('/metrics')).status).toBe(200);
});

test('reads no headers without end', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: door.port, path: '/metrics', headers: { padding: 'x'.repeat(10_000) } },
      (response) => resolve(response.resume().statusCode),
    );
    asked.once('error', reject);
    asked.end();
  });
  expect(status).toBe(431);
});

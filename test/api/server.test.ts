import { defaultPayloadConverter } from '@temporalio/common';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { sentAttempt } from '../client/receipt/sent.js';
import { openDoor, send, uiOrigin } from './door-world.js';
import type { OpenDoor } from './door-world.js';
import { rowOf } from './receipt-rows.js';

describe('the HTTP door', () => {
  let opened: OpenedLedger;
  let door: OpenDoor;
  beforeAll(async () => {
    opened = await openedLedger();
    door = await openDoor(opened.api);
  });
  afterAll(async () => {
    await door.server.close();
    await opened.close();
  });
  const get = (path: string) => send(`${door.url}${path}`, undefined, {}, 'GET');

  test('says that it lives, and that it is ready with nothing left to tell', async () => {
    expect(JSON.parse((await get('/healthz')).text)).toEqual({ status: 'alive' });
    expect(JSON.parse((await get('/readyz')).text)).toEqual({
      status: 'ready',
      toBeTold: { count: 0, oldestAt: null },
    });
  });

  test('says how much is left to tell while the stories cannot be told', async () => {
    const away = await openDoor(opened.api);
    away.stories.tell = () => Promise.reject(new Error('14 UNAVAILABLE'));
    const answer = await away.push([rowOf(await sentAttempt(opened.ledger))]);
    expect(answer).toMatchObject({ status: 200, code: 0 });
    const ready = JSON.parse((await get('/readyz')).text) as {
      toBeTold: { count: number; oldestAt: number };
    };
    expect(ready.toBeTold.count).toBe(1);
    expect(Math.abs(Date.now() - ready.toBeTold.oldestAt)).toBeLessThan(60_000);
    await away.server.close();
  });

  const decode = async (headers: Record<string, string>, method = 'POST') => {
    const [payload] = await door.codec.encode([defaultPayloadConverter.toPayload('waiting for its window')]);
    const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
    const metadata = Object.fromEntries(
      Object.entries(payload?.metadata ?? {}).map(([key, bytes]) => [key, base64(bytes)]),
    );
    return fetch(`${door.url}/codec/decode`, {
      method,
      headers,
      ...(method === 'POST'
        ? { body: JSON.stringify({ payloads: [{ metadata, data: base64(payload?.data) }] }) }
        : {}),
    });
  };

  test('decodes payloads for Temporal UI, preflight and all', async () => {
    const preflight = await decode({ origin: uiOrigin, 'access-control-request-method': 'POST' }, 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(uiOrigin);
    const answer = await decode({ origin: uiOrigin, 'content-type': 'application/json' });
    const { payloads } = (await answer.json()) as { payloads: { data: string }[] };
    expect(Buffer.from(payloads[0]?.data ?? '', 'base64').toString()).toBe('"waiting for its window"');
  });

  test.each(['http://evil.example', `${uiOrigin}.evil.example`, 'null'])(
    'decodes nothing for a page of %s',
    async (origin) => {
      for (const method of ['POST', 'OPTIONS']) {
        const answer = await decode({ origin, 'content-type': 'application/json' }, method);
        expect(answer.status).toBe(403);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(await answer.text()).not.toContain('waiting');
      }
    },
  );

  test('answers what it cannot read or does not have in one form, without repeating the address', async () => {
    const unread = await send(`${door.url}/codec/decode`, '{', { 'content-type': 'application/json' });
    expect(unread).toMatchObject({ status: 400, code: 'body-unreadable' });
    const missing = await get('/v1/applications/A-1?mobile=13812345678');
    expect(JSON.parse(missing.text)).toEqual({
      type: '/problems/not-found',
      title: 'there is nothing at this address',
      status: 404,
      code: 'not-found',
      requestId: expect.any(String) as unknown,
    });
  });
});

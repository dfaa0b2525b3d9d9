/** Webhooks over HTTP: how endpoints stand, what they have not taken, and replays by hand. */
import { dispatchOnce } from '../../../client/webhook/dispatch.js';
import { openEndpoints } from '../../../client/webhook/endpoint.js';
import { openReceiver } from '../../client/webhook/receiver.js';
import type { Receiver } from '../../client/webhook/receiver.js';
import { newKey } from '../../client/webhook/webhook-world.js';
import { finishNotice } from '../../../ledger/notice/move.js';
import { ask } from '../../ledger/opened-ledger.js';
import { owedNotice } from '../../ledger/owed-notice.js';
import { openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

let door: BankDoor;
let intake: OpenedIntake;
let receiver: Receiver;
let dispatch: () => Promise<void>;
beforeAll(async () => {
  receiver = await openReceiver();
  intake = await openedIntake();
  const secretFile = writePrivate(temporaryFolder(), 'webhook.keys', newKey());
  const webhooks = [
    {
      name: 'loan-system',
      url: `${receiver.url}?token=hidden`,
      secretFile,
      allowPrivate: true,
      timeoutMs: 5_000,
    },
    {
      name: 'of-one-kind',
      url: 'https://nobody.bank.example/',
      secretFile,
      kinds: ['notice.overdue' as const],
      allowPrivate: false,
      timeoutMs: 5_000,
    },
  ];
  door = await openBankDoor(intake, { webhooks });
  const endpoints = openEndpoints(webhooks);
  dispatch = () => dispatchOnce({ ...intake.world, endpoints: () => endpoints });
  await dispatch();
});
afterAll(async () => {
  await door.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.heard.length = 0;
  receiver.answer = () => 204;
});

const delivered = async (region?: string): Promise<string> => {
  const key = await owedNotice(intake.ledger);
  if (region !== undefined)
    await ask(intake.database.migrateUrl, 'UPDATE application SET region = $1 WHERE application_id = $2', [
      region,
      key.applicationId,
    ]);
  await finishNotice(intake.ledger, key, 'delivered', intake.time.now);
  return key.applicationId;
};
interface Undelivered {
  readonly announcement: { readonly id: string; readonly applicationId: string };
}
const undelivered = async (query = '', who: Caller = 'supervisor') => {
  const { json } = await door.call(who, 'GET', `/v1/webhooks/undelivered${query}`);
  return json as unknown as { undelivered: Undelivered[]; next?: string };
};
const replay = (
  body: object,
  who: Caller = { account: 'wang.wei', roles: new Set(['supervisor'] as const) },
) => door.call(who, 'POST', '/v1/webhooks/replay', body);
const heard = () => receiver.heard.map(({ data }) => data.applicationId);

test('endpoints are told with how they stand, and of their address no more than where it leads', async () => {
  receiver.answer = () => 500;
  await delivered();
  for (let tries = 0; tries < 4; tries += 1) {
    await dispatch();
    intake.time.now += 60_000;
  }
  const { json, text } = await door.call('engineer', 'GET', '/v1/webhooks');
  expect(json['endpoints']).toEqual([
    expect.objectContaining({
      name: 'loan-system',
      target: new URL(receiver.url).origin,
      state: 'failing',
      pending: 1,
      givenUp: 0,
    }),
    expect.objectContaining({ name: 'of-one-kind', state: 'flowing', kinds: ['notice.overdue'], pending: 0 }),
  ]);
  expect(text).not.toContain('hidden');
  receiver.answer = () => 204;
  intake.time.now += 3_600_000;
  await dispatch();
  expect(await undelivered()).toEqual({ undelivered: [] });
});

test('what was not taken is listed page by page, and by region', async () => {
  receiver.answer = () => 'drop';
  const ids = [await delivered(), await delivered('440000'), await delivered('310000')];
  await dispatch();
  const first = await undelivered('?limit=2&state=pending');
  expect(first.undelivered).toMatchObject([
    {
      endpoint: 'loan-system',
      state: 'pending',
      attempts: 1,
      lastTrouble: 'connection',
      announcement: { applicationId: ids[0], kind: 'notice.delivered' },
    },
    { announcement: { applicationId: ids[1] } },
  ]);
  const second = await undelivered(`?limit=2&state=pending&cursor=${first.next ?? ''}`);
  expect(second).toMatchObject({ undelivered: [{ announcement: { applicationId: ids[2] } }] });
  expect(second.next).toBeUndefined();
  const bound = { account: 'chen.jie', roles: new Set(['supervisor'] as const), regions: ['310000'] };
  expect((await undelivered('', bound)).undelivered.map((one) => one.announcement.applicationId)).toEqual([
    ids[0],
    ids[2],
  ]);
  expect((await undelivered('?endpoint=of-one-kind')).undelivered).toEqual([]);
  const { status } = await door.call('supervisor', 'GET', '/v1/webhooks/undelivered?cursor=nonsense');
  expect(status).toBe(400);
  receiver.answer = () => 204;
  intake.time.now += 3_600_000;
  await dispatch();
});

test('a replay sends once more what was taken, under the same id, and is on record with who ordered it', async () => {
  const ids = [await delivered(), await delivered()];
  await dispatch();
  expect(heard()).toEqual(ids);
  const webhookIds = receiver.heard.map(({ id }) => id);
  expect(await replay({ ids: webhookIds })).toMatchObject({ status: 200, json: { replayed: 2 } });
  await dispatch();
  expect(receiver.heard.map(({ id }) => id)).toEqual([...webhookIds, ...webhookIds]);
  const [event] = await intake.ledger.query<{ detail: object }>(
    `SELECT detail FROM event WHERE kind = 'webhook-replayed' AND detail->>'endpoint' = 'loan-system'
      ORDER BY event_id DESC LIMIT 1`,
  );
  expect(event?.detail).toEqual({
    endpoint: 'loan-system',
    replayed: 2,
    staffRef: 'wang.wei',
    ids: webhookIds,
  });
});

test('a replay of a span of time takes what occurred in it, in the regions of whoever orders it', async () => {
  intake.time.now += 86_400_000;
  const from = new Date(intake.time.now).toISOString();
  const here = await delivered('310000');
  const there = await delivered('440000');
  intake.time.now += 60_000;
  const to = new Date(intake.time.now).toISOString();
  const later = await delivered();
  await dispatch();
  receiver.heard.length = 0;
  const span = { endpoint: 'loan-system', from, to };
  const bound = { account: 'chen.jie', roles: new Set(['engineer'] as const), regions: ['310000'] };
  expect(await replay(span, bound)).toMatchObject({ json: { replayed: 1 } });
  await dispatch();
  expect(heard()).toEqual([here]);
  expect(await replay(span)).toMatchObject({ json: { replayed: 2 } });
  await dispatch();
  expect(heard().toSorted()).toEqual([here, here, there].toSorted());
  expect(heard()).not.toContain(later);
});

test.each([
  [
    'an endpoint nobody configured',
    { endpoint: 'nobody', ids: ['5f0f1e2d-0000-4000-8000-00000000abcd'] },
    404,
    'webhook-unknown',
  ],
  [
    'a span that ends before it begins',
    { endpoint: 'loan-system', from: '2026-11-03T00:00:00Z', to: '2026-11-02T00:00:00Z' },
    400,
    'replay-invalid',
  ],
  [
    'a span of no endpoint',
    { from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z' },
    400,
    'body-invalid',
  ],
  ['ids that are none', { ids: ['1 OR 1=1'] }, 400, 'body-invalid'],
  ['nothing', {}, 400, 'body-invalid'],
])('a replay of %s is refused', async (_what, body, status, code) => {
  expect(await replay(body)).toMatchObject({ status, json: { code } });
});

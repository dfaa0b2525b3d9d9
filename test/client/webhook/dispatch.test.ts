/** How the queue is pushed: signed, in order, at least once, to endpoints of every temper. */
import { Webhook } from 'standardwebhooks';
import { readAnnouncements } from '../../../client/announcement/read.js';
import { dispatchOnce, pump } from '../../../client/webhook/dispatch.js';
import { startDispatcher } from '../../../client/webhook/dispatcher.js';
import { failuresInPatience } from '../../../domain/webhook/retry.js';
import { announce } from '../../../ledger/announcement/insert.js';
import { placeAnnouncements } from '../../../ledger/announcement/place.js';
import { claimDue } from '../../../ledger/webhook/claim.js';
import { lockEndpoint } from '../../../ledger/webhook/endpoint.js';
import { queueForEndpoint } from '../../../ledger/webhook/queue.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import { until } from '../../journeys/until.js';
import { ask } from '../../ledger/opened-ledger.js';
import { reportedApplication } from '../../ledger/owed-notice.js';
import { heardBy, newKey, openedWebhooks } from './webhook-world.js';
import type { OpenedWebhooks } from './webhook-world.js';

let webhooks: OpenedWebhooks;
beforeAll(async () => {
  webhooks = await openedWebhooks();
});
afterAll(() => webhooks.close());

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const both = ['notice.with-staff', 'notice.delivered'];

test('what becomes of a notice is told in order, signed, under the id by which the queue knows it', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  const id = await webhooks.told();
  await webhooks.dispatch();
  expect(heardBy(receiver, id)).toEqual(both);
  const queued = (await readAnnouncements(webhooks.api, 0, 1_000)).filter(
    ({ applicationId }) => applicationId === id,
  );
  expect(receiver.heard.map((one) => one.id)).toEqual(queued.map((one) => one.id));
  for (const [place, { body, headers }] of receiver.heard.entries()) {
    const { kind, occurredAt, announcementId } = queued[place] ?? {};
    expect(new Webhook(endpoint.secret.reveal()).verify(body, headers)).toEqual({
      type: kind,
      timestamp: new Date(occurredAt ?? 0).toISOString(),
      data: { announcementId, applicationId: id, stage: 'final-decision', round: 1 },
    });
    expect(headers['content-type']).toBe('application/json');
  }
  await webhooks.dispatch(hourMs);
  expect(receiver.heard).toHaveLength(2);
});

test('what an endpoint takes at about the same time goes on record by fewer commits than there were calls', async () => {
  const { receiver } = await webhooks.receiver();
  const ids = [await webhooks.told(), await webhooks.told(), await webhooks.told()];
  const { ledger } = webhooks;
  let records = 0;
  const counting: Pick<typeof ledger, 'query' | 'transaction'> = {
    query: (...given) => ledger.query(...given),
    // What is claimed is answered as a list.
    transaction: async (work) => {
      const answer = await ledger.transaction(work);
      if (answer === undefined) records += 1;
      return answer;
    },
  };
  await dispatchOnce({ ...webhooks.world, ledger: counting as typeof ledger });
  expect(ids.map((id) => heardBy(receiver, id))).toEqual([both, both, both]);
  // One for the first of each application and one for the second, where nothing held an answer up.
  expect(records).toBeGreaterThanOrEqual(2);
  expect(records).toBeLessThan(receiver.heard.length);
});

test('an endpoint that is new is told what comes from now on', async () => {
  const before = await webhooks.told();
  const { receiver } = await webhooks.receiver();
  const after = await webhooks.told();
  await webhooks.dispatch();
  expect([heardBy(receiver, before), heardBy(receiver, after)]).toEqual([[], both]);
});

test('a contact that is no good is told by its name alone', async () => {
  const { receiver } = await webhooks.receiver({ kinds: ['contact.invalid'] });
  const applicationId = await reportedApplication(webhooks.ledger);
  const one = { kind: 'contact.invalid', applicationId, contact: 'mobile@1', state: 'bad-format' } as const;
  await announce(webhooks.ledger, [{ ...one, occurredAt: webhooks.time.now }]);
  await webhooks.told();
  await webhooks.dispatch();
  expect(receiver.heard.map(({ type, data }) => ({ type, data }))).toEqual([
    {
      type: 'contact.invalid',
      data: {
        announcementId: expect.any(Number) as number,
        applicationId,
        contact: 'mobile@1',
        state: 'bad-format',
      },
    },
  ]);
});

test('an endpoint is told of its own regions, and of applications of none', async () => {
  const { receiver } = await webhooks.receiver({ regions: ['440000'] });
  const [none, here, there] = [await webhooks.told(), await webhooks.told(), await webhooks.told()];
  // A region is reported with the application and never changed; here the ledger's owner says so afterwards.
  for (const [region, id] of [
    ['440000', here],
    ['310000', there],
  ])
    await ask(webhooks.database.migrateUrl, 'UPDATE application SET region = $1 WHERE application_id = $2', [
      region,
      id,
    ]);
  await webhooks.dispatch();
  expect([none, here, there].map((id) => heardBy(receiver, id))).toEqual([both, both, []]);
});

test('what follows goes also where what was before it is taken just while it is looked for', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  const id = await webhooks.told();
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  receiver.answer = () => isOpen.then(() => 204);
  const { ledger } = webhooks;
  while (await placeAnnouncements(ledger));
  let looks = 0;
  let records = 0;
  const slow: Pick<typeof ledger, 'query' | 'transaction'> = {
    query: (...given) => ledger.query(...given),
    transaction: async (work) => {
      const answer = await ledger.transaction(work);
      if (!Array.isArray(answer)) records += 1;
      else if ((looks += 1) === 2) {
        // It has found nothing: only now is the one before taken, and on record.
        expect(answer).toEqual([]);
        open();
        await until(() => Promise.resolve(records === 1));
      }
      return answer;
    },
  };
  const never = new AbortController().signal;
  const world = { ...webhooks.world, ledger: slow as typeof ledger };
  await pump(world, endpoint.name, { stopping: never, breakingOff: never }, 10);
  expect(heardBy(receiver, id)).toEqual(both);
});

test('what follows waits until what was before it is taken; another application does not', async () => {
  const { receiver } = await webhooks.receiver();
  const stubborn = await webhooks.told();
  receiver.answer = ({ data }) => (data.applicationId === stubborn ? 500 : 204);
  const other = await webhooks.told();
  await webhooks.dispatch();
  await webhooks.dispatch(minuteMs);
  expect(heardBy(receiver, stubborn)).toEqual(['notice.with-staff', 'notice.with-staff']);
  expect(heardBy(receiver, other)).toEqual(both);
  receiver.answer = () => 200;
  await webhooks.dispatch(hourMs);
  expect(heardBy(receiver, stubborn)).toEqual(['notice.with-staff', 'notice.with-staff', ...both]);
});

test('two processes share the work: everything once, and in order', async () => {
  const { receiver } = await webhooks.receiver();
  const ids = await Promise.all(Array.from({ length: 25 }, () => webhooks.told()));
  receiver.answer = () => new Promise((resolve) => setTimeout(() => resolve(204), 2));
  await Promise.all([dispatchOnce(webhooks.world), dispatchOnce(webhooks.world)]);
  expect(receiver.heard).toHaveLength(50);
  for (const id of ids) expect(heardBy(receiver, id)).toEqual(both);
});

test('an endpoint that takes nothing is sent one thing at a time, and everything once it does', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  receiver.answer = () => 503;
  const ids = await Promise.all(Array.from({ length: 40 }, () => webhooks.told()));
  await webhooks.dispatch();
  // Eight are on their way at once; for each failure that may be a message's own, one more may follow.
  expect(receiver.heard.length).toBeLessThanOrEqual(8 + failuresInPatience - 1);
  let before = receiver.heard.length;
  for (const pauseMs of [5_000, 10_000, 20_000, 40_000]) {
    await webhooks.dispatch(pauseMs - 1);
    expect(receiver.heard).toHaveLength(before);
    await Promise.all([webhooks.dispatch(1), webhooks.dispatch()]);
    expect(receiver.heard).toHaveLength((before += 1));
  }
  expect(await webhooks.alarms()).toEqual([]);
  await webhooks.dispatch(20 * minuteMs);
  expect(await webhooks.alarms()).toEqual([`webhook-undelivered ${endpoint.name}`]);
  receiver.answer = () => 204;
  receiver.heard.length = 0;
  await webhooks.dispatch(10 * minuteMs);
  for (const id of ids) expect(heardBy(receiver, id)).toEqual(both);
  expect(await webhooks.alarms()).toEqual([]);
});

test('what an endpoint asks for by Retry-After is kept to', async () => {
  const { receiver } = await webhooks.receiver();
  receiver.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
  const id = await webhooks.told();
  await webhooks.dispatch();
  receiver.answer = () => 204;
  const next = await webhooks.told();
  await webhooks.dispatch(599_000);
  expect(receiver.heard).toHaveLength(1);
  await webhooks.dispatch(1_000);
  expect([heardBy(receiver, id), heardBy(receiver, next)]).toEqual([['notice.with-staff', ...both], both]);
});

test('after three days it is given up with an alarm, and what follows is sent', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  receiver.answer = ({ type }) => (type === 'notice.with-staff' ? 422 : 204);
  const id = await webhooks.told();
  for (let hours = 0; hours < 71; hours += 1) await webhooks.dispatch(hourMs);
  expect(heardBy(receiver, id)).not.toContain('notice.delivered');
  expect(await webhooks.undelivered(endpoint)).toMatchObject([
    { state: 'pending', lastStatus: 422 },
    { state: 'pending', attempts: 0 },
  ]);
  for (let hours = 0; hours < 3; hours += 1) await webhooks.dispatch(hourMs);
  expect(heardBy(receiver, id).at(-1)).toBe('notice.delivered');
  expect(await webhooks.undelivered(endpoint)).toMatchObject([
    { state: 'given-up', announcement: { kind: 'notice.with-staff', applicationId: id }, lastStatus: 422 },
  ]);
  // It stays an alarm although the rest flows: something is missing.
  receiver.answer = () => 204;
  await webhooks.told();
  await webhooks.dispatch(minuteMs);
  expect(await webhooks.alarms()).toEqual([`webhook-undelivered ${endpoint.name}`]);
});

test('nothing is given up without a try of its own, however long nobody sent anything', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  receiver.answer = () => 'drop';
  const first = await webhooks.told();
  await webhooks.dispatch();
  const second = await webhooks.told();
  await webhooks.dispatch();
  receiver.answer = ({ data }) => (data.applicationId === first ? 'drop' : 204);
  await webhooks.dispatch(100 * hourMs);
  await webhooks.dispatch(hourMs);
  expect(heardBy(receiver, second).slice(-2)).toEqual(both);
  expect(await webhooks.undelivered(endpoint)).toMatchObject([
    { state: 'given-up', lastTrouble: 'connection', announcement: { applicationId: first } },
    { state: 'given-up', lastTrouble: 'connection', announcement: { applicationId: first } },
  ]);
});

test('an endpoint that says it is gone is sent nothing until its address is another', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  receiver.answer = () => 410;
  const id = await webhooks.told();
  await webhooks.dispatch();
  expect(await webhooks.alarms()).toContain(`webhook-gone ${endpoint.name}`);
  receiver.answer = () => 204;
  await webhooks.dispatch(24 * hourMs);
  expect(receiver.heard).toHaveLength(1);
  webhooks.endpoints = [{ ...endpoint, url: `${receiver.url}/moved` }];
  await webhooks.dispatch();
  expect(heardBy(receiver, id)).toEqual(['notice.with-staff', ...both]);
  expect(await webhooks.alarms()).not.toContain(`webhook-gone ${endpoint.name}`);
});

test('what a process took on and never sent is sent by another when the claim is over', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  const id = await webhooks.told();
  await readAnnouncements(webhooks.api, 0);
  const { now } = webhooks.time;
  await webhooks.ledger.transaction(async (tx) => {
    await lockEndpoint(tx, endpoint.name);
    await queueForEndpoint(tx, endpoint.name, {}, { at: now, most: 1_000 });
    const claim = { now, until: now + 40_000, most: 8 };
    expect(await claimDue(tx, endpoint.name, claim)).toHaveLength(1);
  });
  await webhooks.dispatch(39_000);
  expect(receiver.heard).toEqual([]);
  await webhooks.dispatch(2_000);
  expect(heardBy(receiver, id)).toEqual(both);
});

test('a key that takes another’s place signs beside it at once', async () => {
  const { receiver, endpoint } = await webhooks.receiver();
  const newest = newKey();
  const former = endpoint.secret.reveal();
  webhooks.endpoints = [{ ...endpoint, secret: new Secret(newest, [former]) }];
  webhooks.time.now = Date.now();
  await webhooks.told();
  await webhooks.dispatch();
  expect(receiver.heard).toHaveLength(2);
  for (const { body, headers } of receiver.heard)
    for (const key of [newest, former]) expect(() => new Webhook(key).verify(body, headers)).not.toThrow();
});

test('a dispatcher that is stopped breaks off what is on its way, and another sends it at once', async () => {
  const { receiver, endpoint } = await webhooks.receiver({ timeoutMs: 20_000 });
  receiver.answer = () => 'hang';
  const id = await webhooks.told();
  const dispatcher = startDispatcher(webhooks.world, { everyMs: 10, partingMs: 50 });
  await until(() => receiver.heard.length === 1);
  await dispatcher.stop();
  receiver.answer = () => 204;
  expect(await webhooks.undelivered(endpoint)).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
  const next = startDispatcher(webhooks.world, { everyMs: 10 });
  await until(() => receiver.heard.length === 3);
  await next.stop();
  expect(heardBy(receiver, id)).toEqual(['notice.with-staff', ...both]);
});

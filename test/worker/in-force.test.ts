/** What a worker keeps and what it opens anew when the configuration file has changed; real files, real clients. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askAccounts, isOfAccountInUse } from '../../activities/send/accounts.js';
import type { Carrier, QueryAnswer } from '../../activities/send/carrier.js';
import type { OpenRoute } from '../../activities/send/open-routes.js';
import { readInForce } from '../../runtime/configuration/in-force.js';
import { clientsOf, openInForce } from '../../worker/in-force.js';
import type { WorkerInForce } from '../../worker/in-force.js';
import { temporaryFolder, writePrivate } from '../runtime/temporary-folder.js';

const first = 'sms/aliyun';
const second = 'sms/aliyun-b';
const opened: WorkerInForce[] = [];
afterAll(() => {
  for (const one of opened) for (const client of clientsOf(one)) client.close();
});

const entry = (route: string, more: object = {}) => ({
  route,
  protocol: 'aliyun-sms',
  endpoint: 'https://dysmsapi.aliyuncs.com',
  accessKeyId: 'LTAI-test',
  accessKeySecretFile: `${route.slice(4)}.secret`,
  signName: '必达',
  receiptSecretFile: 'receipt.secret',
  ...more,
});

/** A worker's state over one file: `change` writes it anew and takes it. */
function begun(...routes: object[]) {
  const folder = temporaryFolder();
  const file = join(folder, 'configuration.json');
  const secret = (route: string, text: string) => writePrivate(folder, `${route.slice(4)}.secret`, text);
  for (const route of [first, second]) secret(route, 'account-secret');
  writePrivate(folder, 'receipt.secret', 'receipt-secret-0123456789');
  const clock = { at: 1_000_000 };
  const retired: unknown[] = [];
  let inForce: WorkerInForce | undefined;
  const change = (entries: readonly object[], more: object = {}): WorkerInForce => {
    const written = { version: 1, routes: entries, staff: { callBackNumber: '95588' }, ...more };
    writeFileSync(file, JSON.stringify(written));
    clock.at += 1_000_000;
    const retire = (client: unknown) => void retired.push(client);
    inForce = openInForce(readInForce(file), inForce, () => clock.at, retire);
    opened.push(inForce);
    return inForce;
  };
  return { folder, secret, clock, retired, change, before: change(routes) };
}
const routeOf = ({ routes }: WorkerInForce, name: typeof first | typeof second = first): OpenRoute => {
  const route = routes.get(name);
  if (route === undefined) throw new Error(`no route ${name}`);
  return route;
};

test('a route whose account did not change keeps its client and its pacer, whatever else did', () => {
  const { before, change, retired } = begun(entry(first));
  const now = change([entry(first, { weight: 5, lingerMs: 0, receiptDeadlineMs: 60_000 }), entry(second)]);
  expect(routeOf(now).carrier).toBe(routeOf(before).carrier);
  expect(routeOf(now).pacer).toBe(routeOf(before).pacer);
  expect(routeOf(now).settings.weight).toBe(5);
  expect(routeOf(before).settings.weight).toBe(1);
  expect([...now.routes.keys()]).toEqual([first, second]);
  expect(retired).toEqual([]);
});

test('several workers share out what a route is allowed, and go on at a new share when there is another', async () => {
  const { before, change } = begun(entry(first, { perSecond: 1_000 }));
  const { pacer } = routeOf(before);
  expect(await pacer.turn(0)).toBe(0);
  // One in a thousand seconds is left to each of a hundred.
  change([entry(first, { perSecond: 0.1 })], { stories: { workers: 100 } });
  expect(await pacer.turn(0)).toBeGreaterThan(1_000_000);
});

test('another pace is kept by the same pacer, from its last call on', async () => {
  const { before, change } = begun(entry(first, { perSecond: 1_000 }));
  expect(await routeOf(before).pacer.turn(0)).toBe(0);
  const now = change([entry(first, { perSecond: 0.001 })]);
  // Whoever took the route before the change is paced by the new limit too.
  expect(await routeOf(before).pacer.turn(0)).toBeGreaterThan(900_000);
  expect(await routeOf(now).pacer.turn(0)).toBeGreaterThan(900_000);
});

test('a rotated secret opens the client anew for the same account; the old one is let go when it is done with', () => {
  const { before, change, secret, retired } = begun(entry(first), entry(second));
  secret(first, 'rotated');
  const now = change([entry(first), entry(second)]);
  expect(routeOf(now).carrier).not.toBe(routeOf(before).carrier);
  expect(routeOf(now).pacer).toBe(routeOf(before).pacer);
  expect(routeOf(now).earlier).toBeUndefined();
  expect(routeOf(now, second).carrier).toBe(routeOf(before, second).carrier);
  expect(retired).toEqual([routeOf(before).carrier]);
  expect(now.configurationVersion).toBe(before.configurationVersion);
});

test('a route under another account keeps the earlier one for asking', () => {
  const { before, change, clock, retired } = begun(entry(first));
  const now = change([entry(first, { accessKeyId: 'LTAI-other' })]);
  expect(routeOf(now).since).toBe(clock.at);
  expect(routeOf(now).earlier).toEqual([{ carrier: routeOf(before).carrier, from: 0, until: clock.at }]);
  expect(retired).toEqual([]);
});

test('a route that is configured no more stays for asking, and is the same when it comes back', () => {
  const { before, change, retired } = begun(entry(first), entry(second));
  const without = change([entry(second)]);
  expect([...without.routes.keys()]).toEqual([second]);
  expect(without.formerRoutes.get(first)?.carrier).toBe(routeOf(before).carrier);
  const again = change([entry(first), entry(second)]);
  expect(routeOf(again).carrier).toBe(routeOf(before).carrier);
  expect(routeOf(again).pacer).toBe(routeOf(before).pacer);
  expect(again.formerRoutes.size).toBe(0);
  expect(retired).toEqual([]);
});

test('checks are kept and opened anew like routes', () => {
  const { before, change, secret, retired } = begun(entry(first));
  const check = { accessKeyId: 'LTAI-test', accessKeySecretFile: 'aliyun.secret', authCode: 'granted' };
  expect(before.checkers).toEqual([]);
  const checks = { numberStatus: check, realName: check };
  const now = change([entry(first)], { checks });
  expect(now.checkers.map(({ kind }) => kind)).toEqual(['number-status', 'real-name']);
  const reweighed = change([entry(first, { weight: 3 })], { checks });
  now.checkers.forEach((checker, place) => expect(reweighed.checkers[place]).toBe(checker));
  secret(first, 'rotated');
  const rotated = change([entry(first)], { checks });
  now.checkers.forEach((checker, place) => expect(rotated.checkers[place]).not.toBe(checker));
  expect(retired).toEqual(expect.arrayContaining([...now.checkers]));
});

test('where one thing cannot be opened nothing of what is in force is touched', async () => {
  const { folder, before, change, retired } = begun(entry(first, { perSecond: 0.001 }));
  await routeOf(before).pacer.turn(0);
  writePrivate(folder, 'service-account.json', 'no JSON at all');
  const push = {
    route: 'push/fcm',
    protocol: 'fcm-push',
    serviceAccountFile: 'service-account.json',
    receiptSecretFile: 'receipt.secret',
  };
  const other = entry(first, { accessKeyId: 'LTAI-other', perSecond: 1_000 });
  expect(() => change([other, push])).toThrow('the FCM service account is not JSON');
  expect(await routeOf(before).pacer.turn(0)).toBeGreaterThan(900_000);
  expect(retired).toEqual([]);
});

describe('an attempt is asked after under the account it was made under', () => {
  const asked: string[] = [];
  const says = (name: string, result: 'taken' | 'never-received' | 'no-answer'): Carrier => ({
    send: () => Promise.reject(new Error('nothing is sent here')),
    ask: () => {
      asked.push(name);
      return Promise.resolve({ result });
    },
    close: () => undefined,
  });
  type Said = QueryAnswer['result'];
  const routeWith = (now: Said, before: Said): OpenRoute => ({
    ...routeOf(begun(entry(first)).before),
    carrier: says('now', now),
    since: 500_000,
    earlier: [{ carrier: says('before', before), from: 0, until: 500_000 }],
  });
  const ask = async (route: OpenRoute, intendedAt: number) => {
    asked.length = 0;
    const { result } = await askAccounts(route, { attemptId: 'a', to: '13900000000', intendedAt });
    return { result, asked: [...asked] };
  };

  test('of before the change, the earlier one alone: the new one never had it, and that allows no resend', async () => {
    expect(await ask(routeWith('never-received', 'taken'), 499_999)).toEqual({
      result: 'taken',
      asked: ['before'],
    });
    expect(await ask(routeWith('never-received', 'no-answer'), 499_999)).toEqual({
      result: 'no-answer',
      asked: ['before'],
    });
  });

  test('of just after the change, both: it was never received only where both say so', async () => {
    const at = 500_001;
    const both = ['now', 'before'];
    expect(await ask(routeWith('never-received', 'taken'), at)).toEqual({ result: 'taken', asked: both });
    expect((await ask(routeWith('never-received', 'no-answer'), at)).result).toBe('no-answer');
    expect((await ask(routeWith('never-received', 'never-received'), at)).result).toBe('never-received');
    expect(await ask(routeWith('taken', 'taken'), at)).toEqual({ result: 'taken', asked: ['now'] });
  });

  test('of long after the change, the one in use alone', async () => {
    expect(await ask(routeWith('never-received', 'no-answer'), 600_000)).toEqual({
      result: 'never-received',
      asked: ['now'],
    });
  });

  test('a call is made again only where it was certainly made under the account in use', () => {
    const route = routeWith('taken', 'taken');
    expect([499_999, 500_001, 600_000].map((at) => isOfAccountInUse(route, at))).toEqual([
      false,
      false,
      true,
    ]);
    const unchanged = routeOf(begun(entry(first)).before);
    expect(isOfAccountInUse(unchanged, 1)).toBe(true);
  });
});

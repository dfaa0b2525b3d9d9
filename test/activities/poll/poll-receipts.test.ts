/** Receipts that never come are asked for, where the provider can be asked. */
import { createPollActivities } from '../../../activities/poll/poll-receipts.js';
import type { StackRouteName } from '../../../cli/stack/routes/stack-routes.js';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import { openCodeWorld, reachOf } from '../send/every-code/code-world.js';
import type { CodeWorld, Sent } from '../send/every-code/code-world.js';
import { freePort } from '../../simulator/bank.js';
import { eventually } from '../../workflows/stage/eventually.js';

const askable = [
  'sms/aliyun',
  'sms/tencent',
  'sms/bank-gateway',
] as const satisfies readonly StackRouteName[];
const routes: readonly StackRouteName[] = [...askable, 'push/fcm', 'voice/aliyun'];
const failure = {
  'sms/aliyun': 'USER_REJECT',
  'sms/tencent': 'REJECTD',
  'sms/bank-gateway': 'recipient-refused',
} as const;
const operations = new Set(['QuerySendDetails', 'PullSmsSendStatusByPhoneNumber', 'messages/lookup']);

let world: CodeWorld;
let applicants = 500;
beforeAll(async () => {
  world = await openCodeWorld(routes);
  // Nothing that is pushed arrives.
  const nowhere = `http://127.0.0.1:${await freePort()}/`;
  for (const route of routes) world.simulator.setReceiptUrl(route, nowhere);
}, 60_000);
afterEach(() => world.setRules([]));
afterAll(() => world.close());

const sent = (route: StackRouteName): Promise<Sent> => world.sentBy(route, reachOf((applicants += 1)), 'not');
/** Half of the time for a receipt (60 s here) is over. */
const later = async (ms = 35_000): Promise<number> => {
  const clock = { now: () => world.world.clock.now() + ms };
  return (await createPollActivities({ ...world.world, clock }).pollReceipts()).told;
};
const asked = () =>
  world.simulator.log().filter((entry) => entry.kind === 'request' && operations.has(entry.operation)).length;
const settlement = async ({ fact }: Sent) =>
  (await findAttempt(world.ledger, fact.attemptId))?.settlement ?? null;
/** The carrier has reported, and its report got lost. */
const reported = ({ fact }: Sent) =>
  eventually('the report got lost', () =>
    Promise.resolve(
      world.simulator.log().find((entry) => entry.kind === 'receipt' && entry.outId === fact.attemptId),
    ),
  );

test.each(askable)('%s is asked, and what it says is the receipt that never came', async (route) => {
  const one = await sent(route);
  await reported(one);
  const before = asked();
  expect(await later(20_000)).toBe(0);
  expect(asked()).toBe(before);
  expect(await later()).toBe(1);
  expect(await settlement(one)).toBe('delivered');
  const after = asked();
  expect(after).toBe(before + 1);
  expect(await later()).toBe(0);
  expect(asked()).toBe(after);
});

test.each(askable)(
  '%s says that it was not delivered: the story is told, so that it goes on',
  async (route) => {
    world.setRules([{ match: { route }, action: { receipt: { code: failure[route] } } }]);
    const one = await sent(route);
    await reported(one);
    expect(await later()).toBe(1);
    expect(await settlement(one)).toBe('undelivered');
    const told = await world.ledger.query('SELECT 1 FROM outbox WHERE attempt_id = $1', [one.fact.attemptId]);
    expect(told).toHaveLength(1);
  },
);

test('what the provider does not know yet settles nothing, and it is asked again only when four times as long has passed', async () => {
  world.setRules([{ match: { route: 'sms/aliyun' }, action: { receipt: 'none' } }]);
  const one = await sent('sms/aliyun');
  expect(await later()).toBe(0);
  expect(await settlement(one)).toBeNull();
  const after = asked();
  await later();
  expect(asked()).toBe(after);
  await later(125_000);
  expect(asked()).toBe(after + 1);
});

test('a provider that gives no answer leaves everything as it was', async () => {
  world.setRules([
    { match: { route: 'sms/aliyun', operation: 'QuerySendDetails' }, action: { refuseBefore: 'drop' } },
  ]);
  const one = await sent('sms/aliyun');
  await reported(one);
  expect(await later()).toBe(0);
  expect(await settlement(one)).toBeNull();
});

test('a report that was asked for and is pushed after all counts once', async () => {
  const one = await sent('sms/aliyun');
  await reported(one);
  expect(await later()).toBe(1);
  const row = await findAttempt(world.ledger, one.fact.attemptId);
  const pushed = {
    ourReference: one.fact.attemptId,
    messageId: row?.providerMessageId ?? '',
    settlement: 'delivered',
    code: 'DELIVERED',
    listed: true,
  } as const;
  expect((await recordReceipt(world.ledger, 'sms/aliyun', pushed, Date.now())).verdict).toBe('repeats');
});

test('nobody is asked where there is nobody to ask, nor after the horizon', async () => {
  await sent('push/fcm');
  await sent('voice/aliyun');
  const before = asked();
  await later();
  expect(asked()).toBe(before);
  await sent('sms/aliyun');
  await later(73 * 3_600_000);
  expect(asked()).toBe(before);
});

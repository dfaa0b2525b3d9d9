import type { BankGateway } from '../../../../../activities/send/sms/bank-gateway/client.js';
import type { RuleInput } from '../../../../../simulator/rules.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import { Secret } from '../../../../../runtime/configuration/secret.js';
import { freePort, openCallback, ownDirectory, type Callback } from '../../../../simulator/bank.js';
import { gatewayAccountOf, gatewayClientOf, keys, messageOf, mobile, signingKeys } from './gateway-world.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const clients: BankGateway[] = [];

const client = (more: Parameters<typeof gatewayClientOf>[1] = {}): BankGateway => {
  const made = gatewayClientOf(simulator.url, more);
  clients.push(made);
  return made;
};
const acceptedFor = (reference: string) =>
  simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === reference);
const answering = (status: number, body: string, cut = false) => ({ acceptThen: { status, body, cut } });

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [gatewayAccountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [60_000, 60_000],
  });
});
afterEach(() => {
  simulator.setRules([]);
  for (const one of clients.splice(0)) one.close();
});
afterAll(async () => {
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

describe('sending', () => {
  test('an accepted message has the platform’s id, and its log says what was sent', async () => {
    const message = messageOf();
    const answer = await client().send(message);
    const [entry] = acceptedFor(message.reference);
    expect(entry).toMatchObject({
      route: 'sms/bank-gateway',
      phone: mobile,
      templateCode: 'TPL_APPROVED',
      templateParam: { name: '欧阳测试', amount: '88776655' },
    });
    expect(answer).toEqual({ result: 'accepted', messageId: (entry as { bizId: string }).bizId });
  });

  test('the same message again, also at once, is answered the same and is no second message', async () => {
    const gateway = client();
    const message = messageOf();
    const answers = await Promise.all([gateway.send(message), gateway.send(message)]);
    expect(answers[0]).toMatchObject({ result: 'accepted' });
    expect(answers[1]).toEqual(answers[0]);
    expect(await client().send(message)).toEqual(answers[0]);
    expect(acceptedFor(message.reference)).toHaveLength(1);
  });

  test('other content under a reference that was taken is not sent, and leaves the outcome unknown', async () => {
    const message = messageOf();
    await client().send(message);
    expect(await client().send({ ...message, templateParam: { name: 'else' } })).toEqual({
      result: 'unknown',
      because: 'undetermined-code',
      code: 'reference-conflict',
      listed: true,
    });
    expect(acceptedFor(message.reference)).toHaveLength(1);
  });

  test('a platform in the middle of a change of keys takes both', async () => {
    for (const key of signingKeys)
      expect(await client({ key }).send(messageOf())).toMatchObject({ result: 'accepted' });
  });

  test.each([
    ['a number that is none', messageOf({ mobile: '12345' }), 'number-invalid', 'wrong-number'],
    ['an unknown template', messageOf({ templateCode: 'TPL_X' }), 'template-unknown', 'content-rejected'],
    [
      'too long a parameter',
      messageOf({ templateParam: { name: 'x'.repeat(201) } }),
      'template-parameters',
      'content-rejected',
    ],
  ])('%s is refused for certain', async (_, message, code, failure) => {
    expect(await client().send(message)).toEqual({ result: 'rejected', failure, code, listed: true });
    expect(acceptedFor(message.reference)).toEqual([]);
  });

  test.each([
    ['another secret', { key: { id: keys[0].id, secret: new Secret('x'.repeat(32)) } }, 'signature-invalid'],
    ['a key that is no more', { key: { id: 'old', secret: new Secret(keys[0].secret) } }, 'key-unknown'],
    ['a clock that is off', { now: () => Date.now() - 301_000 }, 'timestamp-outside'],
    ['a clock that is ahead', { now: () => Date.now() + 302_000 }, 'timestamp-outside'],
  ])('%s is no way in', async (_, more, code) => {
    const message = messageOf();
    expect(await client(more).send(message)).toEqual({
      result: 'rejected',
      failure: 'misconfigured',
      code,
      listed: true,
    });
    expect(acceptedFor(message.reference)).toEqual([]);
  });

  test('a request that arrives twice is not taken for a refusal of the first', async () => {
    const gateway = client({ requestId: () => 'one-and-the-same' });
    const message = messageOf();
    expect(await gateway.send(message)).toMatchObject({ result: 'accepted' });
    expect(await gateway.send(message)).toMatchObject({ result: 'unknown', code: 'request-replayed' });
  });

  test('a limit is waited out for as long as the platform says', async () => {
    simulator.setRules([{ action: { reject: 'too-many-requests', retryAfterS: 7 } }]);
    expect(await client().send(messageOf())).toEqual({
      result: 'rejected',
      failure: 'rate-limited',
      code: 'too-many-requests',
      listed: true,
      retryAfterMs: 7_000,
    });
  });

  test('nobody listening: nothing was sent', async () => {
    const gateway = client({ endpoint: `http://127.0.0.1:${await freePort()}` });
    expect(await gateway.send(messageOf())).toEqual({
      result: 'rejected',
      failure: 'provider-down',
      code: 'ECONNREFUSED',
      listed: true,
    });
  });
});

type Cases = readonly (readonly [string, string, RuleInput['action']])[];

describe('an outcome that is not known', () => {
  const taken: Cases = [
    ['a connection dropped', 'reset', { acceptThen: 'drop' }],
    ['no answer', 'timeout', { acceptThen: 'timeout' }],
    ['an answer too late', 'timeout', { acceptThen: 'late', delayMs: 2_000 }],
    ['an HTML 502', 'broken-answer', { acceptThen: 'html-502' }],
    ['an answer cut off', 'reset', answering(202, '{"messageId":"1', true)],
    ['no id', 'broken-answer', answering(202, '{}')],
    ['the id of another', 'broken-answer', answering(202, '{"reference":"x","messageId":"1"}')],
    ['another success', 'broken-answer', answering(200, '{"messageId":"1"}')],
    ['a problem without a code', 'broken-answer', answering(422, '{"status":422}')],
    ['a refusal under a server’s error', 'broken-answer', answering(502, '{"code":"number-invalid"}')],
    ['a new code', 'undetermined-code', answering(422, '{"code":"brand-new"}')],
    ['a code that is none', 'undetermined-code', answering(422, '{"code":"13912345678"}')],
  ];
  test.each(taken)('%s is %s; repeating finds it, and so does asking', async (_, because, action) => {
    const message = messageOf();
    simulator.setRules([{ match: { times: 1 }, action }]);
    const gateway = client({ callTimeoutMs: because === 'timeout' ? 500 : 5_000 });
    expect(await gateway.send(message)).toMatchObject({ result: 'unknown', because });
    const [entry] = acceptedFor(message.reference);
    const { bizId: messageId } = entry as { bizId: string };
    expect(await gateway.ask(message.reference, Date.now())).toMatchObject({ result: 'taken', messageId });
    expect(await gateway.send(message)).toEqual({ result: 'accepted', messageId });
    expect(acceptedFor(message.reference)).toHaveLength(1);
  });

  const notTaken: Cases = [
    ['no answer', 'timeout', { timeout: true }],
    ['a connection dropped', 'reset', { refuseBefore: 'drop' }],
    ['an HTML 502', 'broken-answer', { refuseBefore: 'html-502' }],
  ];
  test.each(notTaken)('%s, before it was taken, is %s', async (_, because, action) => {
    const message = messageOf();
    simulator.setRules([{ action }]);
    const gateway = client({ callTimeoutMs: because === 'timeout' ? 500 : 5_000 });
    expect(await gateway.send(message)).toEqual({ result: 'unknown', because });
    expect(acceptedFor(message.reference)).toEqual([]);
  });
});

describe('asking', () => {
  test('what was never received is closed, so that a late first request is no second message', async () => {
    const message = messageOf();
    expect(await client().ask(message.reference, Date.now())).toEqual({ result: 'never-received' });
    expect(await client().send(message)).toEqual({
      result: 'rejected',
      failure: 'not-allowed',
      code: 'reference-closed',
      listed: true,
    });
    expect(acceptedFor(message.reference)).toEqual([]);
    expect(await client().ask(message.reference, Date.now())).toEqual({ result: 'never-received' });
  });

  test('what is known to be taken is never closed, whatever the platform says it knows', async () => {
    const message = messageOf();
    expect(await client().ask(message.reference, Date.now(), true)).toEqual({ result: 'no-answer' });
    expect(await client().send(message)).toMatchObject({ result: 'accepted' });
  });

  test('what was taken between the two questions is told as taken', async () => {
    const message = messageOf();
    await client().send(message);
    simulator.setRules([
      { match: { operation: 'messages/lookup' }, action: { reject: 'reference-unknown', status: 404 } },
    ]);
    expect(await client().ask(message.reference, Date.now())).toMatchObject({ result: 'taken' });
  });

  test('once the platform may have forgotten, nothing is certain', async () => {
    const message = messageOf();
    expect(await client().ask(message.reference, Date.now() - 71 * 3_600_000)).toEqual({
      result: 'no-answer',
    });
    expect(await client().send(message)).toMatchObject({ result: 'accepted' });
  });

  test.each([
    ['delivered', { settlement: 'delivered', listed: true }],
    ['handset-off', { settlement: 'undelivered', failure: 'unreachable', listed: true }],
    ['brand-new', { settlement: 'undelivered', failure: 'suspect-number', listed: false }],
    ['carrier-unknown', { listed: true }],
  ])('a message reported as %s', async (code, expected) => {
    const message = messageOf();
    simulator.setRules([{ action: { receipt: { code, delayMs: 0 } } }]);
    await client().send(message);
    const answer = await client().ask(message.reference, Date.now());
    expect(answer).toEqual({
      result: 'taken',
      messageId: expect.stringMatching(/^bg-/) as string,
      code,
      at: expect.any(Number) as number,
      ...expected,
    });
  });

  const both: Cases = (['messages/lookup', 'messages/closure'] as const).flatMap((operation) => [
    [operation, 'nothing', { timeout: true }],
    [operation, 'a reset', { refuseBefore: 'drop' }],
    [operation, 'an HTML 502', { refuseBefore: 'html-502' }],
    [operation, 'a refusal', { reject: 'signature-invalid' }],
    [operation, 'the state of another', answering(200, '{"reference":"x","code":"closed"}')],
    [operation, 'no state', answering(200, '{}')],
  ]);
  test.each(both)('%s answered by %s is no answer', async (operation, _, action) => {
    simulator.setRules([{ match: { operation: operation as 'messages/lookup' }, action }]);
    const message = messageOf();
    const { reference } = message;
    if (operation === 'messages/lookup') await client().send(message);
    expect(await client({ callTimeoutMs: 400 }).ask(reference, Date.now())).toEqual({ result: 'no-answer' });
  });
});

test('neither number nor words come out, whatever the platform says', async () => {
  for (const echo of [mobile, `+86${mobile}`, '88776655', 'ouyang', 'canary-name']) {
    const message = messageOf({
      templateParam: { name: 'ouyang', other: 'canary-name', amount: '88776655' },
    });
    const { reference } = message;
    const actions: RuleInput['action'][] = [
      { reject: echo, message: `${mobile} ${echo}` },
      answering(202, JSON.stringify({ reference, messageId: echo })),
      answering(422, JSON.stringify({ code: `x-${echo}`, title: echo })),
    ];
    for (const action of actions) {
      simulator.setRules([{ action }]);
      const text = JSON.stringify(await client().send(message));
      for (const canary of [mobile, '88776655', 'ouyang', 'canary']) expect(text).not.toContain(canary);
    }
    simulator.setRules([
      {
        match: { operation: 'messages/lookup' },
        action: answering(200, JSON.stringify({ reference, messageId: `x${mobile}`, code: 'taken' })),
      },
    ]);
    expect(JSON.stringify(await client().ask(reference, Date.now()))).not.toContain(mobile);
  }
});

import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import { MasterKeyring } from '../../runtime/keys/keyring.js';
import { stories } from './stage/stories.js';

const { begin } = stories();

const huge = 'a'.repeat(400_000);
const uuid = randomUUID();
const nonsense: readonly (readonly [string, readonly unknown[]])[] = [
  ['nothing at all', []],
  ['null', [null]],
  ['a number', [7]],
  ['a text', ['reported']],
  ['a list', [[uuid]]],
  ['an object without its fields', [{}]],
  ['numbers for ids', [{ reportId: 1, attemptId: 2, receiptId: 3, taskId: 4, outcome: 5, staffRef: 6 }]],
  ['ids of no shape of ours', [{ reportId: '../1', attemptId: '', receiptId: 'x', taskId: 'x' }]],
  ['huge ids', [{ reportId: huge, attemptId: huge, receiptId: huge, taskId: huge, staffRef: huge }]],
  ['a person’s number for staff', [{ taskId: uuid, outcome: 'told-by-phone', staffRef: '13800138000' }]],
  ['an outcome nobody knows', [{ taskId: uuid, outcome: 'forgotten', staffRef: 'li.na' }]],
];

test.each(['reported', 'receipt', 'staffCompleted'])(
  'a malformed `%s` is recorded and ignored, and the story goes on',
  async (signal) => {
    const story = await begin('Tue 10:00');
    for (const [, payload] of nonsense) await story.handle.signal(signal, ...payload);
    await story.stage('final-decision');
    await story.ends();
    const ignored = await story.facts('signal-ignored');
    expect(ignored).toEqual(nonsense.map(() => ({ signal, because: 'shape' })));
    expect(await story.alarms()).toMatchObject([{ kind: 'malformed-signal', times: nonsense.length }]);
    expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
  },
);

const bytes = (text: string) => Buffer.from(text);
const foreignCodec = createPayloadCodec(
  new MasterKeyring([{ id: 'theirs', secret: createSecretKey(randomBytes(32)) }]),
);
const unreadable: readonly (readonly [string, () => Payload | Promise<Payload>])[] = [
  ['broken JSON', () => ({ metadata: { encoding: bytes('json/plain') }, data: bytes('{"reportId":') })],
  ['an unknown encoding', () => ({ metadata: { encoding: bytes('binary/riddle') }, data: bytes('?') })],
  ['no encoding at all', () => ({ data: bytes('?') })],
  [
    'the key of somebody else',
    async () => {
      const [sealed] = await foreignCodec.encode([defaultPayloadConverter.toPayload({ reportId: uuid })]);
      if (sealed === undefined) throw new Error('nothing was sealed');
      return sealed;
    },
  ],
  [
    'bytes that are no ciphertext',
    () => ({
      metadata: { encoding: bytes('binary/encrypted'), 'encryption-key-id': bytes('test') },
      data: bytes('not a box'),
    }),
  ],
];

test.each(unreadable)('a signal whose payload is %s is recorded and ignored', async (_words, payload) => {
  const story = await begin('Tue 10:00');
  const signals = ['reported', 'receipt', 'staffCompleted'];
  for (const signal of signals) await story.signalRaw(signal, await payload());
  await story.stage('final-decision');
  await story.ends();
  expect(await story.facts('signal-ignored')).toEqual(
    signals.map((signal) => ({ signal, because: 'undecodable' })),
  );
  expect(await story.notice('final-decision')).toMatchObject({ state: 'delivered' });
});

test.each(nonsense)('the update is refused %s, and the story goes on', async (_words, payload) => {
  const story = await begin('Tue 10:00');
  await expect(story.handle.executeUpdate('completeTask', { args: [...payload] as [] })).rejects.toThrow();
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'delivered');
});

test('a signal nobody here knows does no harm', async () => {
  const story = await begin('Tue 10:00');
  await story.handle.signal('rejoice', { reportId: uuid });
  await story.stage('final-decision');
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
});

test('a report that does not stand in the ledger is recorded and ignored', async () => {
  const story = await begin('Tue 10:00');
  await story.handle.signal('reported', { reportId: randomUUID() });
  await story.stage('final-decision');
  await story.ends();
  expect(await story.facts('signal-ignored')).toEqual([{ signal: 'reported', because: 'no-such-report' }]);
  expect(story.accepted()).toHaveLength(1);
});

test('a report of another application is recorded and ignored', async () => {
  const other = await begin('Tue 10:00');
  const story = await begin('Tue 10:00');
  const [report] = await reportsOfApplication(other.world.ledger, other.id);
  await story.handle.signal('reported', { reportId: report?.reportId });
  await story.stage('final-decision');
  await story.ends();
  expect(await story.facts('signal-ignored')).toEqual([{ signal: 'reported', because: 'no-such-report' }]);
});

test('a report told again is taken up once', async () => {
  const story = await begin('Tue 10:00');
  await story.stage('preliminary-approval');
  await story.stands('preliminary-approval', 'delivered');
  for (const { reportId } of await reportsOfApplication(story.world.ledger, story.id))
    for (let times = 0; times < 2; times += 1) await story.handle.signal('reported', { reportId });
  await story.stage('final-decision');
  await story.ends();
  expect((await story.notices()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  expect(story.accepted()).toHaveLength(2);
  expect(await story.facts('signal-ignored')).toEqual([]);
});

test('a receipt of an attempt nobody made does no harm', async () => {
  const story = await begin('Tue 10:00');
  await story.handle.signal('receipt', { attemptId: randomUUID(), receiptId: randomUUID() });
  await story.stage('final-decision');
  await story.ends();
  expect(story.accepted()).toHaveLength(1);
});

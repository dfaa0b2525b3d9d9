import { createCipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow';
import fc from 'fast-check';
import { dataConverterOf, workerDataConverterOf } from '../../../runtime/codec/data-converter.js';
import { undecodable } from '../../../domain/failure/undecodable.js';
import { failureConverter } from '../../../runtime/codec/failure-converter.js';
import { dictionary } from '../../../runtime/codec/dictionary.js';
import { envelopeOf } from '../../../runtime/codec/envelope.js';
import { CodecFault, createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { closeBox } from '../../../runtime/sealing/box.js';
import { newKey, temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const codecWith = (...lines: string[]): PayloadCodec =>
  createPayloadCodec(readKeyring(writePrivate(folder, 'codec.key', lines.join('\n'))));
const [oldKey, key] = [`old:${newKey()}`, `new:${newKey()}`];
const codec = codecWith(oldKey);

const valueOf = (payload: Payload | undefined): unknown =>
  payload === undefined ? undefined : defaultPayloadConverter.fromPayload(payload);
const encodeOne = async (by: PayloadCodec, value: unknown): Promise<Payload> => {
  const [payload] = await by.encode([defaultPayloadConverter.toPayload(value)]);
  if (payload === undefined) throw new Error('nothing encoded');
  return payload;
};
const metadataOf = (payload: Payload) =>
  Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  );

test('any value comes back through the codec', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.json()), async (texts) => {
      const values = texts.map((text) => JSON.parse(text) as unknown);
      const encoded = await codec.encode(values.map((value) => defaultPayloadConverter.toPayload(value)));
      expect((await codec.decode(encoded)).map(valueOf)).toEqual(values);
    }),
  );
});

test('bytes and undefined keep their encoding inside', async () => {
  for (const value of [undefined, null, new Uint8Array([0, 255])]) {
    expect(valueOf((await codec.decode([await encodeOne(codec, value)]))[0])).toEqual(value);
  }
});

test('an encoded payload names its encoding and key and shows nothing else', async () => {
  const payload = await encodeOne(codec, 'A-canary');
  expect(metadataOf(payload)).toEqual({ encoding: 'binary/encrypted' });
  const envelope = envelopeOf(payload);
  expect(envelope?.keyId).toBe('old');
  // The key file need not wrap: what the data key is derived with is enough.
  expect(envelope?.wrapped).toHaveLength(16);
  expect(Buffer.from(payload.data ?? []).includes('canary')).toBe(false);
});

test('what our payloads usually say takes hardly more than their ids', async () => {
  const plan = {
    kind: 'stage',
    stage: 'final-decision',
    round: 1,
    planned: { next: 'send', plan: { calendarVersion: '2026+0a1b2c3d', contactVersion: 1, routes: [] } },
  };
  const bare = await encodeOne(codec, '');
  const lengthOf = ({ data }: Payload): number => data?.length ?? 0;
  const said = JSON.stringify(plan).length;
  expect(said).toBeGreaterThan(150);
  expect(lengthOf(await encodeOne(codec, plan)) - lengthOf(bare)).toBeLessThan(60);
});

test('what cannot be made shorter is as long as it is, and comes back', async () => {
  const noise = new Uint8Array(randomBytes(5_000));
  const payload = await encodeOne(codec, noise);
  expect((payload.data?.length ?? 0) - noise.length).toBeLessThan(100);
  expect(valueOf((await codec.decode([payload]))[0])).toEqual(noise);
});

test('the dictionary is what it was when the first payload was written with it', () => {
  expect(createHash('sha256').update(dictionary).digest('hex')).toBe(
    'ce2daf2a36884f0061a79bd655081e7495f4c5d269ab4d06788fa2a1fead2866',
  );
});

test('a payload as it was written up to 0.1, key and data key in metadata, still opens', async () => {
  const keyring = readKeyring(writePrivate(folder, 'before.key', `${key}\n${oldKey}`));
  const secret = randomBytes(32);
  const context = { purpose: 'payload-key', of: 'temporal' } as const;
  const { wrapped } = await readKeyring(writePrivate(folder, 'then.key', oldKey)).wrap(secret, context);
  const plain = defaultPayloadConverter.toPayload('before the key stood in front');
  const bytes = temporal.api.common.v1.Payload.encode(plain).finish();
  const before = {
    metadata: {
      encoding: Buffer.from('binary/encrypted'),
      'encryption-key-id': Buffer.from('old'),
      'encryption-data-key': wrapped,
    },
    data: closeBox(createSecretKey(secret), bytes, 'binary/encrypted\nold'),
  };
  const decoded = await createPayloadCodec(keyring).decode([before]);
  expect(decoded.map(valueOf)).toEqual(['before the key stood in front']);
  expect(envelopeOf(before)?.keyId).toBe('old');
});

test('a plain payload passes, since a signal from Temporal UI is not encoded', async () => {
  const plain = defaultPayloadConverter.toPayload({ taskId: 'x' });
  expect(await codec.decode([plain])).toEqual([plain]);
});

test('after a rotation new payloads take the new key and old ones still open', async () => {
  const rotated = codecWith(key, oldKey);
  expect(envelopeOf(await encodeOne(rotated, 1))?.keyId).toBe('new');
  expect(valueOf((await rotated.decode([await encodeOne(codec, 'before')]))[0])).toBe('before');
});

test('a payload encrypted by the key itself, as up to 0.1, still opens', async () => {
  const plain = defaultPayloadConverter.toPayload('before data keys');
  const bytes = temporal.api.common.v1.Payload.encode(plain).finish();
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(oldKey.slice(4), 'base64'), Buffer.alloc(12, 7));
  cipher.setAAD(Buffer.from('binary/encrypted\nold'));
  const data = Buffer.concat([
    Buffer.alloc(12, 7),
    cipher.update(bytes),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const metadata = { encoding: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from('old') };
  expect(valueOf((await codecWith(key, oldKey).decode([{ metadata, data }]))[0])).toBe('before data keys');
  await expect(codecWith(key).decode([{ metadata, data }])).rejects.toThrow('does not hold');
});

test('whatever byte is changed of what stands in clear or sealed, the payload is refused', async () => {
  const payload = await encodeOne(codec, 'secret words');
  const data = Buffer.from(payload.data ?? []);
  for (let at = 0; at < data.length; at++) {
    const changed = Buffer.from(data);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(codec.decode([{ ...payload, data: changed }])).rejects.toThrow(CodecFault);
  }
  for (const length of [0, 1, 3, 4, 10, 40, data.length - 1])
    await expect(codec.decode([{ ...payload, data: data.subarray(0, length) }])).rejects.toThrow(CodecFault);
});

test('an unknown key, a changed payload and an exchanged key name are clear faults', async () => {
  const payload = await encodeOne(codec, 'secret words');
  await expect(codecWith(key).decode([payload])).rejects.toThrow(
    'a payload was encrypted under the key "old", which the codec key file does not hold',
  );
  const changed = Buffer.from(payload.data ?? []);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  await expect(codec.decode([{ ...payload, data: changed }])).rejects.toThrow(
    'a payload encrypted under the key "old" is damaged',
  );
  // The very same key under another name of the same length.
  const both = codecWith(key, `two:${oldKey.slice(4)}`, oldKey);
  const renamed = Buffer.from(payload.data ?? []);
  renamed.write('two', renamed.indexOf('old'));
  await expect(both.decode([{ ...payload, data: renamed }])).rejects.toThrow('"two" is damaged');
  await expect(codec.decode([{ metadata: { encoding: Buffer.from('binary/encrypted') } }])).rejects.toThrow(
    'does not name its key',
  );
});

test('the data converter loads the failure converter, and messages and stacks of failures are encrypted', async () => {
  const loaded = loadDataConverter(dataConverterOf(codec));
  expect(loaded.payloadCodecs).toEqual([codec]);
  const failure = loaded.failureConverter.errorToFailure(
    new Error('canary-message'),
    defaultPayloadConverter,
  );
  expect(failure.message).toBe('Encoded failure');
  expect(failure.stackTrace ?? '').toBe('');
  const [encrypted] = await codec.encode(failure.encodedAttributes ? [failure.encodedAttributes] : []);
  expect(Buffer.from(encrypted?.data ?? []).includes('canary')).toBe(false);
  const [attributes] = await codec.decode(encrypted ? [encrypted] : []);
  expect(valueOf(attributes)).toMatchObject({ message: 'canary-message' });
  expect(failureConverter.options.encodeCommonAttributes).toBe(true);
});

test('what was sent to a workflow under an unknown key is marked, what an activity answered is a fault', async () => {
  const { payloadCodecs, payloadConverter } = loadDataConverter(workerDataConverterOf(codecWith(key)));
  const payload = await encodeOne(codec, 'secret words');
  const story = { type: 'workflow', namespace: 'bida', workflowId: 'loan-application/X' } as const;
  const [left] = (await payloadCodecs[0]?.decode([payload], story)) ?? [];
  expect(left).toEqual(payload);
  expect(payloadConverter.fromPayload(payload, story)).toBe(undecodable);
  const work = { ...story, type: 'activity', isLocal: true } as const;
  await expect(payloadCodecs[0]?.decode([payload], work)).rejects.toThrow(CodecFault);
  expect(() => payloadConverter.fromPayload(payload, work)).toThrow('Unknown encoding');
});

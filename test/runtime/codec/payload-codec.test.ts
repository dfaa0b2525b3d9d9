import { createCipheriv } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow';
import fc from 'fast-check';
import { dataConverterOf, workerDataConverterOf } from '../../../runtime/codec/data-converter.js';
import { undecodable } from '../../../domain/failure/undecodable.js';
import { failureConverter } from '../../../runtime/codec/failure-converter.js';
import { CodecFault, createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
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
  expect(metadataOf(payload)).toEqual({
    encoding: 'binary/encrypted',
    'encryption-key-id': 'old',
    'encryption-data-key': expect.any(String) as string,
  });
  // nonce, 32 bytes, tag
  expect(payload.metadata?.['encryption-data-key']).toHaveLength(12 + 32 + 16);
  expect(Buffer.from(payload.data ?? []).includes('canary')).toBe(false);
});

test('a plain payload passes, since a signal from Temporal UI is not encoded', async () => {
  const plain = defaultPayloadConverter.toPayload({ taskId: 'x' });
  expect(await codec.decode([plain])).toEqual([plain]);
});

test('after a rotation new payloads take the new key and old ones still open', async () => {
  const rotated = codecWith(key, oldKey);
  expect(metadataOf(await encodeOne(rotated, 1))['encryption-key-id']).toBe('new');
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

test('another’s data key, or one that was changed, is a clear fault', async () => {
  const [one, other] = [await encodeOne(codec, 1), await encodeOne(codecWith(oldKey), 2)];
  const dataKey = other.metadata?.['encryption-data-key'] ?? new Uint8Array();
  for (const wrapped of [dataKey, dataKey.slice(1), new Uint8Array()])
    await expect(
      codec.decode([{ ...one, metadata: { ...one.metadata, 'encryption-data-key': wrapped } }]),
    ).rejects.toThrow('"old" is damaged');
});

test('an unknown key, a changed payload and an exchanged key name are clear faults', async () => {
  const payload = await encodeOne(codec, 'secret words');
  await expect(codecWith(key).decode([payload])).rejects.toThrow(
    'a payload was encrypted under the key "old", which the codec key file does not hold',
  );
  const changed = { ...payload, data: Buffer.from(payload.data ?? []).map((byte) => byte ^ 1) };
  await expect(codec.decode([changed])).rejects.toThrow(CodecFault);
  const both = codecWith(key, `again:${oldKey.slice(4)}`, oldKey);
  const renamed = {
    ...payload,
    metadata: { ...payload.metadata, 'encryption-key-id': Buffer.from('again') },
  };
  await expect(both.decode([renamed])).rejects.toThrow('"again" is damaged');
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

import fc from 'fast-check';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';
import type { Sealing } from '../../../runtime/sealing/sealing.js';
import { SealingFault } from '../../../runtime/sealing/sealing-fault.js';
import { newKey, temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const sealingWith = (...lines: string[]): Sealing =>
  createSealing(readKeyring(writePrivate(folder, 'master.key', lines.join('\n'))));
const off = (key: string, warn: (message: string) => void = () => undefined): Sealing =>
  createSealing(readKeyring(writePrivate(folder, 'off.key', key)), { mode: 'off', nodeEnv: 'test', warn });

const troubleOf = async (open: () => unknown): Promise<string> => {
  try {
    await open();
  } catch (error) {
    if (error instanceof SealingFault) return error.trouble;
    throw error;
  }
  return 'opened';
};

const [oldKey, key] = [`old:${newKey()}`, `new:${newKey()}`];
const sealing = sealingWith(oldKey);
const canary = '13812345678';

test('any JSON value comes back as it was sealed', async () => {
  const { dataKey } = await sealing.newDataKey('A-1');
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, aad) => {
      const plain: unknown = JSON.parse(json);
      expect(sealing.open(dataKey, sealing.seal(dataKey, plain, aad), aad)).toEqual(plain);
    }),
  );
});

test('sealed bytes show nothing, and differ each time', async () => {
  const { dataKey, wrapped } = await sealing.newDataKey('A-1');
  const [one, other] = [1, 2].map(() => sealing.seal(dataKey, { mobile: canary }, 'contact/1'));
  expect(one?.includes(canary)).toBe(false);
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
  expect(wrapped.includes(dataKey.export())).toBe(false);
});

test('a change of any single byte is noticed', async () => {
  const { dataKey, wrapped } = await sealing.newDataKey('A-1');
  const sealed = sealing.seal(dataKey, { name: '张三' }, 'a');
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(await troubleOf(() => sealing.open(dataKey, changed, 'a'))).toBe(
      place === 0 ? 'not-sealed' : 'damaged',
    );
  }
  for (let place = 0; place < wrapped.length; place += 1) {
    const changed = Buffer.from(wrapped);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(await troubleOf(() => sealing.openDataKey(changed, 'A-1'))).not.toBe('opened');
  }
  for (const length of [0, 1, 5, 28]) {
    expect(await troubleOf(() => sealing.open(dataKey, sealed.subarray(0, length), 'a'))).not.toBe('opened');
    expect(await troubleOf(() => sealing.openDataKey(wrapped.subarray(0, length), 'A-1'))).not.toBe('opened');
  }
});

test('what was sealed for one place, key or application opens nowhere else', async () => {
  const mine = await sealing.newDataKey('A-1');
  const sealed = sealing.seal(mine.dataKey, 1, 'contact/1');
  expect(await troubleOf(() => sealing.open(mine.dataKey, sealed, 'contact/2'))).toBe('damaged');
  expect(
    await troubleOf(async () => sealing.open((await sealing.newDataKey('A-1')).dataKey, sealed, 'contact/1')),
  ).toBe('damaged');
  expect(await troubleOf(() => sealing.openDataKey(mine.wrapped, 'A-2'))).toBe('damaged');
  expect(sealing.open(await sealing.openDataKey(mine.wrapped, 'A-1'), sealed, 'contact/1')).toBe(1);
});

test('after a rotation the new key wraps, the old still opens, and indexes and digests stay', async () => {
  const rotated = sealingWith(key, oldKey);
  const before = await sealing.newDataKey('A-1');
  const sealed = sealing.seal(before.dataKey, 'words', 'a');
  expect(before.keyId).toBe('old');
  expect((await rotated.newDataKey('A-2')).keyId).toBe('new');
  expect(rotated.open(await rotated.openDataKey(before.wrapped, 'A-1'), sealed, 'a')).toBe('words');
  expect(rotated.index('mobile', canary)).toEqual(sealing.index('mobile', canary));
  expect(rotated.digest('{}')).toEqual(sealing.digest('{}'));
  expect(rotated.indexKeyId).toBe('old');
  const without = sealingWith(key);
  expect(await troubleOf(() => without.openDataKey(before.wrapped, 'A-1'))).toBe('unknown-key');
  await expect(without.openDataKey(before.wrapped, 'A-1')).rejects.toThrow('"old"');
  expect(without.index('mobile', canary)).not.toEqual(sealing.index('mobile', canary));
});

test.each([
  [
    'mobile',
    '13812345678',
    ['+86 138-1234-5678', '0086 13812345678', '１３８１２３４５６７８', ' 138 1234 5678 '],
  ],
  ['name', '张三', ['张 三', ' 张三 ', '张　三']],
  ['name', '买买提·艾力', ['买买提•艾力', '买买提艾力']],
  ['name', 'Li Na', ['LI NA', 'li　na']],
  ['email', 'Zhang@Example.com', ['zhang@example.com', ' ｚhang@example.com ']],
] as const)('the %s %s is found however it is written', (kind, value, others) => {
  for (const other of others) expect(sealing.index(kind, other)).toEqual(sealing.index(kind, value));
});

test('indexes tell values and kinds apart, and are 32 bytes that need the key', () => {
  expect(sealing.index('mobile', '13812345678')).not.toEqual(sealing.index('mobile', '13812345679'));
  expect(sealing.index('name', '张三')).not.toEqual(sealing.index('email', '张三'));
  expect(sealing.index('mobile', canary)).toHaveLength(32);
  expect(sealingWith(newKey()).index('mobile', canary)).not.toEqual(sealing.index('mobile', canary));
});

test('the same body has the same digest in another process, another body another', () => {
  const again = sealingWith(oldKey);
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(again.digest(one)).toEqual(sealing.digest(one));
      expect(sealing.digest(one).equals(sealing.digest(other))).toBe(one === other);
    }),
  );
});

test('with sealing off data stands in clear text, after a warning, and is not believed with sealing on', async () => {
  const warnings: string[] = [];
  const plain = off(oldKey, (message) => warnings.push(message));
  const { dataKey, wrapped } = await plain.newDataKey('A-1');
  const bytes = plain.seal(dataKey, { mobile: canary }, 'a');
  expect(bytes.includes(canary)).toBe(true);
  expect(plain.open(dataKey, bytes, 'a')).toEqual({ mobile: canary });
  expect(warnings).toEqual([expect.stringContaining('SEALING IS OFF')]);
  expect(
    await troubleOf(async () => sealing.open(await sealing.openDataKey(wrapped, 'A-1'), bytes, 'a')),
  ).toBe('not-sealed');
  expect(plain.open(dataKey, sealing.seal(dataKey, 1, 'a'), 'a')).toBe(1);
  expect(() => plain.open(dataKey, bytes.subarray(0, 20), 'a')).toThrow(
    /^the sealed bytes do not hold JSON$/,
  );
});

test('sealing cannot be off in production', () => {
  const keyring = readKeyring(writePrivate(folder, 'production.key', oldKey));
  const options = { mode: 'off', nodeEnv: 'production', warn: () => undefined } as const;
  expect(() => createSealing(keyring, options)).toThrow(RangeError);
});

test('what JSON cannot hold is not sealed', async () => {
  const { dataKey } = await sealing.newDataKey('A-1');
  expect(() => sealing.seal(dataKey, undefined, 'a')).toThrow(TypeError);
});

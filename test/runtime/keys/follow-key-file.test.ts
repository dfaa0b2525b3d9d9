import { renameSync } from 'node:fs';
import { followKeyFile } from '../../../runtime/keys/follow-key-file.js';
import type { FollowedKeys } from '../../../runtime/keys/follow-key-file.js';
import { addKey, dropKey } from '../../../runtime/keys/change-key-file.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { withUnwrapCache } from '../../../runtime/keys/unwrap-cache.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';
import { newKey, temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
let files = 0;
let keys: FollowedKeys | undefined;
afterEach(() => keys?.stop());

interface Following {
  readonly file: string;
  readonly keys: FollowedKeys;
  readonly logged: () => string;
  readonly alarms: string[];
}

function following(text = `a:${newKey()}\n`): Following {
  const file = writePrivate(folder, `followed-${(files += 1)}`, text);
  let lines = '';
  const alarms: string[] = [];
  keys = followKeyFile({
    file,
    logger: createLogger({
      name: 'test',
      level: 'info',
      destination: { write: (line: string) => void (lines += line) },
    }),
    alarm: {
      raise: () => Promise.resolve(alarms.push('raise')),
      resolve: () => Promise.resolve(alarms.push('resolve')),
    },
    everyMs: 10,
    settleMs: 10,
  });
  return { file, keys, logged: () => lines, alarms };
}

/** Puts a whole text in the file's place. */
const replace = (file: string, text: string): void => renameSync(writePrivate(folder, 'fresh', text), file);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a key put on top is the current one, and what was sealed before opens', async () => {
  const { file, keys } = following();
  const sealing = createSealing(keys);
  const before = await sealing.newDataKey('A-1');
  const told = new Promise<void>((resolve) => keys.whenChanged(resolve));
  const keyId = addKey(file);
  await told;
  expect((await sealing.newDataKey('A-2')).keyId).toBe(keyId);
  expect((await sealing.openDataKey(before.wrapped, 'A-1')).equals(before.dataKey)).toBe(true);
  const again = await sealing.rewrapDataKey(before.wrapped, 'A-1');
  expect(again?.keyId).toBe(keyId);
  expect((await sealing.openDataKey(again?.wrapped ?? Buffer.alloc(0), 'A-1')).equals(before.dataKey)).toBe(
    true,
  );
  expect(await sealing.rewrapDataKey(again?.wrapped ?? Buffer.alloc(0), 'A-1')).toBeUndefined();
});

test('what another process wrote under a key put there a moment ago opens', async () => {
  const { file, keys: late } = following();
  const keyId = addKey(file);
  const { wrapped } = await createSealing(readKeyring(file)).newDataKey('A-1');
  await expect(createSealing(late).openDataKey(wrapped, 'A-1')).resolves.toBeDefined();
  expect(late.keyIds[0]).toBe(keyId);
});

test.each([
  ['a line that is no key', (text: string) => `${text}nonsense\n`, 'on line 2'],
  ['another key under the same name', () => `a:${newKey()}\n`, 'the same key as before under the id a'],
  [
    'an older key beneath, which values would be found by',
    (text: string) => `${text}b:${newKey()}\n`,
    'those of a',
  ],
  ['nothing', () => '', 'at least one key'],
])(
  '%s is refused: the keys of before stay, the log names the fault and an alarm is raised',
  async (_what, change, fault) => {
    const text = `a:${newKey()}\n`;
    const { file, keys, logged, alarms } = following(text);
    const sealing = createSealing(keys);
    const { wrapped } = await sealing.newDataKey('A-1');
    replace(file, change(text));
    await until(() => alarms.includes('raise'));
    expect(logged()).toContain(fault);
    expect(logged()).not.toContain(text.slice(2, 20));
    await expect(sealing.openDataKey(wrapped, 'A-1')).resolves.toBeDefined();
    replace(file, text);
    await until(() => alarms.at(-1) === 'resolve');
  },
);

test('an unwrapped secret is remembered for a while, within bounds, and not beyond its key', async () => {
  const { file, keys } = following(`a:${newKey()}\n`);
  let asked = 0;
  let now = 0;
  const counted: typeof keys = {
    ...keys,
    get keyIds() {
      return keys.keyIds;
    },
    unwrap: (given, context) => {
      asked += 1;
      return keys.unwrap(given, context);
    },
  };
  const cached = withUnwrapCache(counted, { most: 2, forMs: 100 }, () => now);
  const context = { purpose: 'payload-key', of: 'temporal' } as const;
  const wrapped = await Promise.all(['x', 'y', 'z'].map((text) => cached.wrap(Buffer.from(text), context)));
  const [x, y, z] = wrapped;
  if (x === undefined || y === undefined || z === undefined) throw new Error('nothing was wrapped');
  const open = async (one: typeof x) => String(await cached.unwrap(one, context));
  expect([await open(x), await open(x), asked]).toEqual(['x', 'x', 1]);
  await expect(cached.unwrap(x, { ...context, of: 'another' })).rejects.toThrow('damaged');
  expect([await open(y), await open(z), asked]).toEqual(['y', 'z', 4]);
  expect([await open(x), asked]).toEqual(['x', 5]);
  now = 100;
  expect([await open(x), asked]).toEqual(['x', 6]);
  const told = new Promise<void>((resolve) => keys.whenChanged(resolve));
  addKey(file);
  await told;
  const gone = new Promise<void>((resolve) => keys.whenChanged(resolve));
  dropKey(file, 'a');
  await gone;
  await expect(open(x)).rejects.toThrow('"a"');
});

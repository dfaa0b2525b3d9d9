import { inspect } from 'node:util';
import { PrivateFileFault } from '../../../runtime/private-file/private-file.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { newKey, temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const faultOf = (file: string): string => {
  try {
    readKeyring(file);
  } catch (error) {
    if (error instanceof PrivateFileFault) return error.message;
    throw error;
  }
  throw new Error('the key file was taken');
};

test('the first line is the current key, the last the oldest, and all can be found', () => {
  const file = writePrivate(folder, 'several', `# rotated\nb:${newKey()}\n\na:${newKey()}\n${newKey()}\n`);
  const keyring = readKeyring(file);
  const [current, next, last] = keyring.keyIds;
  expect([current, next]).toEqual(['b', 'a']);
  expect(last).toMatch(/^k[0-9a-f]{12}$/);
  expect(keyring.indexKeys.keyId).toBe(last);
  expect(keyring.proofOf('a')).toHaveLength(32);
  expect(keyring.proofOf('c')).toBeUndefined();
});

test('a key without a name keeps its name when a newer one is put above it', () => {
  const key = newKey();
  const before = readKeyring(writePrivate(folder, 'alone', key));
  const after = readKeyring(writePrivate(folder, 'moved', `${newKey()}\n${key}\n`));
  expect(after.keyIds[1]).toBe(before.keyIds[0]);
  expect(after.keyIds[0]).not.toBe(before.keyIds[0]);
  expect(after.proofOf(before.keyIds[0])).toEqual(before.proofOf(before.keyIds[0]));
});

test.each([0o644, 0o640, 0o604, 0o660, 0o700])('a key file of mode %o is refused', (mode) => {
  const file = writePrivate(folder, `mode-${mode}`, newKey(), mode);
  expect(faultOf(file)).toContain(`mode 0600 or stricter, found ${mode.toString(8).padStart(4, '0')}`);
});

test.each([0o600, 0o400])('a key file of mode %o is taken', (mode) => {
  expect(readKeyring(writePrivate(folder, `mode-${mode}`, newKey(), mode)).keyIds[0]).toMatch(/^k/);
});

test.each([
  ['nothing but comments', '# none\n', 'at least one key'],
  ['a short key', 'aGVsbG8=', 'on line 1'],
  ['a bad line further down', `a:${newKey()}\nnonsense`, 'on line 2'],
  ['the same name twice', `a:${newKey()}\na:${newKey()}`, 'a key id not used before on line 2'],
  ['a name of another shape', `my key:${newKey()}`, 'a key id of 1 to 32'],
])('%s is refused, naming the line and showing no key', (_what, text, expected) => {
  const fault = faultOf(writePrivate(folder, 'wrong', text));
  expect(fault).toContain(expected);
  for (const line of text.split('\n').filter((written) => written !== '' && !written.startsWith('#')))
    expect(fault).not.toContain(line.slice(line.indexOf(':') + 1));
});

test('a missing file and a folder are refused', () => {
  expect(faultOf(`${folder}/missing`)).toContain('a file that exists');
  expect(faultOf(folder)).toContain('a plain file');
});

test('a keyring printed shows no key material', () => {
  const key = newKey();
  const keyring = readKeyring(writePrivate(folder, 'printed', `a:${key}`));
  const printed = inspect(keyring, { depth: 9, showHidden: true }) + JSON.stringify(keyring);
  expect(printed).not.toContain(key);
  expect(printed).not.toContain(Buffer.from(key, 'base64').toString('hex'));
});

import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { addKey, dropKey } from '../../../runtime/keys/change-key-file.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';
import { newKey, temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();

test('a new key stands on top, and the rest of the file stays as it is', () => {
  const text = `# since 2025\n\nfirst:${newKey()}\n`;
  const file = writePrivate(folder, 'added', text);
  const keyId = addKey(file);
  expect(readKeyring(file).keyIds).toEqual([keyId, 'first']);
  expect(readFileSync(file, 'utf8').endsWith(text)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.startsWith('added'))).toEqual(['added']);
});

test('a key put beneath opens, is not written with, and moves up without changing what values are found by', async () => {
  const file = writePrivate(folder, 'prepared', `only:${newKey()}\n`);
  const before = createSealing(readKeyring(file));
  const keyId = addKey(file, 'beneath');
  expect(readKeyring(file).keyIds).toEqual(['only', keyId]);
  const [first = '', second = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const moved = createSealing(
    readKeyring(writePrivate(folder, 'moved-up', [second, first, ...rest].join('\n'))),
  );
  expect((await moved.newDataKey('A-1')).keyId).toBe(keyId);
  expect(moved.digest('{}')).toEqual(before.digest('{}'));
});

test('where the file is a link, what it leads to is changed', () => {
  const file = writePrivate(folder, 'linked-to', `a:${newKey()}`);
  const link = `${folder}/link`;
  symlinkSync(file, link);
  expect(readKeyring(file).keyIds).toHaveLength(1);
  addKey(link);
  expect(readKeyring(file).keyIds).toHaveLength(2);
});

test('a file that is not right is left as it is', () => {
  const text = `a:${newKey()}\nnonsense\n`;
  const file = writePrivate(folder, 'not-right', text);
  expect(() => addKey(file)).toThrow('on line 2');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('when the oldest key goes, values are found as before, and the key itself is in the file no more', () => {
  const old = newKey();
  const file = writePrivate(folder, 'dropped', `new:${newKey()}\nmiddle:${newKey()}\nold:${old}\n`);
  const before = createSealing(readKeyring(file));
  dropKey(file, 'old');
  const after = createSealing(readKeyring(file));
  expect(readKeyring(file).keyIds).toEqual(['new', 'middle']);
  expect(after.indexKeyId).toBe('old');
  expect(after.index('mobile', '13812345678')).toEqual(before.index('mobile', '13812345678'));
  expect(after.digest('{}')).toEqual(before.digest('{}'));
  expect(readFileSync(file, 'utf8')).not.toContain(old);
  dropKey(file, 'middle');
  expect(createSealing(readKeyring(file)).digest('{}')).toEqual(before.digest('{}'));
});

test('neither the current key nor one that is not there is taken out', () => {
  const file = writePrivate(folder, 'kept', `a:${newKey()}\nb:${newKey()}`);
  expect(() => dropKey(file, 'a')).toThrow('not the current one');
  expect(() => dropKey(file, 'c')).toThrow('not the current one');
  expect(readKeyring(file).keyIds).toEqual(['a', 'b']);
});

test.each([
  ['one of them alone', `index of a:${newKey()}`],
  ['of two keys', `index of a:${newKey()}\ndigest of b:${newKey()}`],
  ['twice the same', `index of a:${newKey()}\nindex of a:${newKey()}`],
])('keys that values are found by, %s, are refused', (_what, lines) => {
  const file = writePrivate(folder, 'held', `a:${newKey()}\n${lines}\n`);
  expect(() => readKeyring(file)).toThrow(/index of/);
});

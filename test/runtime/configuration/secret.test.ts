import { format, inspect } from 'node:util';
import { readRotatingSecret, readSecret } from '../../../runtime/configuration/secret.js';
import { temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();

test('a secret is read without white space and shows itself only when asked', () => {
  const secret = readSecret(writePrivate(folder, 'secret', '  s3cret-text\n'));
  expect(secret.reveal()).toBe('s3cret-text');
  for (const shown of [
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: 9 }),
    format('%s %o', secret, secret),
  ]) {
    expect(shown).toContain('[secret]');
    expect(shown).not.toContain('s3cret');
  }
});

test.each([0o644, 0o604, 0o666, 0o755])('a secret file of mode %o is refused', (mode) => {
  expect(() => readSecret(writePrivate(folder, `mode-${mode}`, 's3cret', mode))).toThrow(
    /expected mode 0640 or stricter/,
  );
});

test.each([0o600, 0o400, 0o440, 0o640])('a secret file of mode %o is taken', (mode) => {
  expect(readSecret(writePrivate(folder, `mode-${mode}`, 's3cret', mode)).reveal()).toBe('s3cret');
});

test('an empty and a missing file are refused by name', () => {
  const empty = writePrivate(folder, 'empty', ' \n');
  expect(() => readSecret(empty)).toThrow(`${empty}: expected a secret, found an empty file`);
  expect(() => readSecret(`${folder}/missing`)).toThrow('expected a file that exists');
});

describe('a secret that is being changed', () => {
  test('stands beside the one before it, a line each: the first is used, all are good', () => {
    const file = writePrivate(folder, 'rotating', '\nnew-s3cret  \r\n\n  old-s3cret\n\n');
    const secret = readRotatingSecret(file);
    expect(secret.reveal()).toBe('new-s3cret');
    expect(secret.revealAll()).toEqual(['new-s3cret', 'old-s3cret']);
    expect(inspect(secret, { showHidden: true, depth: 9 })).not.toContain('s3cret');
    expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  });

  test('is one among few', () => {
    const many = (count: number) =>
      writePrivate(
        folder,
        `many-${count}`,
        Array.from({ length: count }, (_, n) => `s3cret-${n}`).join('\n'),
      );
    expect(readRotatingSecret(many(8)).revealAll()).toHaveLength(8);
    expect(() => readRotatingSecret(many(9))).toThrow('expected at most 8 secrets, one a line');
    expect(() => readRotatingSecret(writePrivate(folder, 'none', ' \n \n'))).toThrow('found an empty file');
  });
});

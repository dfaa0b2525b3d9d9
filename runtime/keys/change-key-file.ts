/** Changes a key file: whole or not at all, and readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { PrivateFileFault, readPrivateFile } from '../private-file/private-file.js';
import type { IndexKeys } from './key-management.js';
import { keyLinesOf, nameOf, readKeyring } from './keyring.js';

/**
 * Puts a new random key on top, so that it is the current one; or `beneath` the current one, so that it opens but is not
 * written with before its line is moved up. Answers its name.
 */
export function addKey(file: string, place: 'on-top' | 'beneath' = 'on-top'): string {
  // A file that is not right is not made worse.
  const before = readKeyring(file);
  const bytes = randomBytes(32);
  const keyId = nameOf(bytes);
  const line = `${keyId}:${bytes.toString('base64')}`;
  const text = readPrivateFile(file, 'owner');
  bytes.fill(0);
  if (place === 'on-top') {
    replaceFile(file, `${line}\n${text}`);
    return keyId;
  }
  const kinds = keyLinesOf(file, text).map(({ kind }) => kind);
  const lines = text.trimEnd().split('\n');
  lines.splice(kinds.indexOf('key') + 1, 0, line);
  // It may be the last line by this, or become so: what values are found by no longer hangs on the order.
  if (!kinds.includes('held')) lines.push(...heldLines(before.indexKeys));
  replaceFile(file, `${lines.join('\n')}\n`);
  return keyId;
}

/**
 * Takes a key out. What values are found by is derived of the oldest key: where that one goes, the derived keys stay in
 * lines of their own, from which the key itself cannot be got back. The current key cannot be taken out.
 */
export function dropKey(file: string, keyId: string): void {
  const before = readKeyring(file);
  const text = readPrivateFile(file, 'owner');
  const lines = keyLinesOf(file, text);
  if (before.keyIds[0] === keyId || !before.keyIds.includes(keyId))
    throw new PrivateFileFault(file, `a key that is not the current one under the id ${keyId}`);
  const kept = text
    .trimEnd()
    .split('\n')
    .filter((_line, at) => {
      const line = lines[at];
      return !(line?.kind === 'key' && line.key.id === keyId);
    });
  const isHeld = lines.some(({ kind }) => kind === 'held');
  if (!isHeld && before.indexKeys.keyId === keyId) kept.push(...heldLines(before.indexKeys));
  replaceFile(file, `${kept.join('\n')}\n`);
}

const heldLines = ({ keyId, index, digest }: IndexKeys): string[] =>
  Object.entries({ index, digest }).map(
    ([purpose, key]) => `${purpose} of ${keyId}:${key.export().toString('base64')}`,
  );

function replaceFile(file: string, text: string): void {
  // Of a link, what it leads to.
  const path = realpathSync(file);
  const { uid, gid } = statSync(path);
  const fresh = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(fresh, text, { mode: 0o600, flag: 'wx', flush: true });
    chownSync(fresh, uid, gid);
    readKeyring(fresh);
    renameSync(fresh, path);
  } catch (failure) {
    rmSync(fresh, { force: true });
    const { code } = failure as NodeJS.ErrnoException;
    if (code === undefined) throw failure;
    throw new PrivateFileFault(file, `a folder in which the file can be replaced (${code})`);
  }
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

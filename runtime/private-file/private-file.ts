import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * Who else may touch the file: `owner` nobody (mode 0600 or stricter), `group` its group at most
 * (0660 or stricter, as orchestrators mount secrets).
 */
export type Privacy = 'owner' | 'group';

/** Permission bits that must be clear. */
const refused: Readonly<Record<Privacy, number>> = { owner: 0o177, group: 0o117 };

/** A key or secret file that cannot be used; `expected` says what was looked for, never a content. */
export class PrivateFileFault extends Error {
  override readonly name = 'PrivateFileFault';
  constructor(
    readonly file: string,
    readonly expected: string,
  ) {
    super(`${file}: expected ${expected}`);
  }
}

/**
 * Reads a file that holds a key or secret, as text.
 * @throws PrivateFileFault when it is missing, not a plain file, or open to others
 */
export function readPrivateFile(file: string, privacy: Privacy): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    throw new PrivateFileFault(file, 'a file that exists and can be read');
  }
  try {
    // The opened file is judged, not its name, so that nobody swaps it in between.
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new PrivateFileFault(file, 'a plain file');
    if (process.platform !== 'win32' && (found.mode & refused[privacy]) !== 0) {
      const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
      const wanted = privacy === 'owner' ? '0600 or stricter' : '0640 or stricter';
      throw new PrivateFileFault(file, `mode ${wanted}, found ${mode} (chmod 600)`);
    }
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

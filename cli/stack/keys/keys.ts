import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keysDirectory, readOrMake } from './keep.js';

/** Where the stack’s own keys lie (32 random bytes in base64 each, mode 0600). */
export interface StackKeys {
  readonly masterKeyFile: string;
  readonly codecKeyFile: string;
}

/** The stack’s keys in `<state>/keys`, made at random the first time. */
export function stackKeys(stateDir: string): StackKeys {
  const folder = keysDirectory(stateDir);
  for (const name of ['master.key', 'codec.key'])
    readOrMake(stateDir, name, () => randomBytes(32).toString('base64'));
  return { masterKeyFile: join(folder, 'master.key'), codecKeyFile: join(folder, 'codec.key') };
}

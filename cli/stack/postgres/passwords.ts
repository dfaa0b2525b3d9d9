import { randomBytes } from 'node:crypto';
import { readOrMake } from '../keys/keep.js';

/** Passwords of the embedded database's accounts; letters and digits only, so that they fit a URL as they are. */
export interface DatabasePasswords {
  readonly superuser: string;
  readonly migrate: string;
  readonly app: string;
}

/** Reads the passwords from `<state>/keys/database.json` (mode 0600), made at random the first time. */
export function databasePasswords(stateDir: string): DatabasePasswords {
  return JSON.parse(
    readOrMake(stateDir, 'database.json', () => JSON.stringify(randomPasswords(), undefined, 2)),
  ) as DatabasePasswords;
}

/** Fresh passwords, each 192 bits of chance. */
export function randomPasswords(): DatabasePasswords {
  const password = () => randomBytes(24).toString('hex');
  return { superuser: password(), migrate: password(), app: password() };
}

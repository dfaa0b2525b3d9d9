import { randomBytes } from 'node:crypto';
import { readOrMake, replaceKept } from '../keys/keep.js';

/** Passwords of the embedded database's accounts; letters and digits only, so that they fit a URL as they are. */
export interface DatabasePasswords {
  readonly superuser: string;
  readonly migrate: string;
  readonly api: string;
  readonly worker: string;
}

/** As an earlier release left them, when API and worker logged in by one role. */
type KeptPasswords = Pick<DatabasePasswords, 'superuser' | 'migrate'> & Partial<DatabasePasswords>;

const name = 'database.json';
const written = (passwords: DatabasePasswords): string => JSON.stringify(passwords, undefined, 2);

/**
 * Reads the passwords from `<state>/keys/database.json` (mode 0600), made at random the first time. What a file of an
 * earlier release lacks is added to it.
 */
export function databasePasswords(stateDir: string): DatabasePasswords {
  const kept = JSON.parse(readOrMake(stateDir, name, () => written(randomPasswords()))) as KeptPasswords;
  const { superuser, migrate } = kept;
  if (kept.api !== undefined && kept.worker !== undefined)
    return { superuser, migrate, api: kept.api, worker: kept.worker };
  const completed = { ...randomPasswords(), superuser, migrate };
  replaceKept(stateDir, name, written(completed));
  return completed;
}

/** Fresh passwords, each 192 bits of chance. */
export function randomPasswords(): DatabasePasswords {
  const password = () => randomBytes(24).toString('hex');
  return { superuser: password(), migrate: password(), api: password(), worker: password() };
}

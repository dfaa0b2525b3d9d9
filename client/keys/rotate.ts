/** Puts a new key on top of a key file. */
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { insertKeyAct, lockKeyFiles } from '../../ledger/key/act.js';
import { keyUses } from '../../ledger/key/use.js';
import type { Keyring } from '../../ledger/key/use.js';
import { addKey } from '../../runtime/keys/change-key-file.js';
import { keysNow } from './keys-world.js';
import type { KeysWorld } from './keys-world.js';

export interface RotatedKey {
  readonly keyring: Keyring;
  readonly keyId: string;
  readonly before: string;
  /** Whether a running process has been seen to write with it. */
  readonly taken: boolean;
}

export interface RotateOptions {
  /** `beneath` the current key it opens, and is not written with yet: for files that reach their processes one by one. */
  readonly place?: 'on-top' | 'beneath';
  readonly withinMs?: number;
}

/** Processes look at their files once a second, and say so at once. */
const takenWithinMs = 10_000;

/**
 * A new random key in each of these files, on record with who had it made; waits a little for the running processes,
 * which follow the file. A {@link Refusal} `staff-reference`.
 */
export async function rotateKeys(
  world: KeysWorld,
  which: readonly Keyring[],
  staffRef: string,
  { place = 'on-top', withinMs = takenWithinMs }: RotateOptions = {},
): Promise<RotatedKey[]> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const rotated: Omit<RotatedKey, 'taken'>[] = [];
  for (const keyring of which)
    rotated.push(
      await world.ledger.transaction(async (tx) => {
        await lockKeyFiles(tx);
        const [before] = keysNow(world)[keyring].keyIds;
        const keyId = addKey(world.files[keyring], place);
        await insertKeyAct(tx, { keyring, keyId, act: 'rotated', staffRef, at: world.clock.now() });
        return { keyring, keyId, before };
      }),
    );
  const taken = await takenWithin(world, rotated, place === 'on-top' ? withinMs : 0);
  return rotated.map((key, at) => ({ ...key, taken: taken[at] ?? false }));
}

async function takenWithin(
  { ledger }: KeysWorld,
  keys: readonly Omit<RotatedKey, 'taken'>[],
  withinMs: number,
): Promise<boolean[]> {
  const until = performance.now() + withinMs;
  for (;;) {
    const uses = await keyUses(ledger);
    const taken = keys.map(({ keyring, keyId }) =>
      uses.some((use) => use.keyring === keyring && use.keyId === keyId),
    );
    if (taken.every(Boolean) || performance.now() >= until) return taken;
    await pause(250);
  }
}

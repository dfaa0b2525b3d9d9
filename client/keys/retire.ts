/** Takes a key out of its file, once nothing needs it any more. */
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { countWrappedUnder } from '../../ledger/application/wrapped-keys.js';
import { insertKeyAct, lockKeyFiles } from '../../ledger/key/act.js';
import { quietAfterMs } from '../../ledger/key/keep-use.js';
import { keyrings, keyUses } from '../../ledger/key/use.js';
import type { Keyring, KeyUse } from '../../ledger/key/use.js';
import type { Queryable } from '../../ledger/ledger.js';
import { dropKey } from '../../runtime/keys/change-key-file.js';
import { keysNow } from './keys-world.js';
import type { KeysWorld } from './keys-world.js';
import { temporalNeed } from './temporal-need.js';

export interface RetiredKey {
  readonly keyring: Keyring;
  readonly keyId: string;
  /** Whether what values are found by was derived of it, and now stands in lines of its own. */
  readonly indexHeld: boolean;
}

/**
 * Refused with `key-unknown`; with `key-in-use`, naming everything that needs it; or `staff-reference`. Where a process
 * has written with it a moment ago, that is waited for, `waitMs` at most.
 */
export async function retireKey(
  world: KeysWorld,
  keyId: string,
  staffRef: string,
  waitMs = quietAfterMs + 5_000,
): Promise<RetiredKey> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const now = keysNow(world);
  const keyring = keyrings.find((one) => now[one].keyIds.includes(keyId));
  if (keyring === undefined) throw new Refusal('key-unknown');
  if (now[keyring].keyIds[0] === keyId)
    throw new Refusal('key-in-use', ['it is the current key: expected another on top of it first']);
  const use = await quietUse(world, keyring, keyId, waitMs);
  const needs = await needsOf(world, keyring, keyId, use);
  if (needs.length > 0) throw new Refusal('key-in-use', needs);
  return world.ledger.transaction(async (tx) => {
    await lockKeyFiles(tx);
    // Again, under the lock: it may have come to be needed meanwhile.
    const late = await rowsUnder(tx, keyring, keyId);
    if (late.length > 0) throw new Refusal('key-in-use', late);
    await insertKeyAct(tx, { keyring, keyId, act: 'retired', staffRef, at: world.clock.now() });
    dropKey(world.files[keyring], keyId);
    const { keyId: indexKeyId } = now.ledger.indexKeys;
    return { keyring, keyId, indexHeld: keyring === 'ledger' && indexKeyId === keyId };
  });
}

/** Waits until no process writes with it. */
async function quietUse(
  { ledger }: KeysWorld,
  keyring: Keyring,
  keyId: string,
  waitMs: number,
): Promise<KeyUse | undefined> {
  const until = performance.now() + waitMs;
  for (;;) {
    const use = (await keyUses(ledger)).find((one) => one.keyring === keyring && one.keyId === keyId);
    if (use === undefined || use.quietMs >= quietAfterMs || performance.now() >= until) return use;
    await pause(500);
  }
}

async function needsOf(
  world: KeysWorld,
  keyring: Keyring,
  keyId: string,
  use: KeyUse | undefined,
): Promise<string[]> {
  const needs = await rowsUnder(world.ledger, keyring, keyId);
  if (use !== undefined && use.quietMs < quietAfterMs)
    needs.push('a process still writes with it: expected every process to follow the changed file');
  if (keyring === 'ledger') return needs;
  const { stories, titles, schedules } = await temporalNeed(world, keyId, use?.lastAt);
  if (stories > 0)
    needs.push(
      `${stories} stories in Temporal began while it was written with: expected them past their retention`,
    );
  if (titles > 0) needs.push(`${titles} stories that run have a title under it`);
  if (schedules.length > 0) needs.push(`schedules hold payloads under it: ${schedules.join(', ')}`);
  return needs;
}

async function rowsUnder(tx: Queryable, keyring: Keyring, keyId: string): Promise<string[]> {
  const rows = keyring === 'ledger' ? await countWrappedUnder(tx, keyId) : 0;
  return rows === 0 ? [] : [`${rows} data keys are wrapped under it: expected bida keys rewrap first`];
}

/** Wraps every data key under the current key, in batches, while everything runs. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import {
  countWrappedOtherwise,
  replaceWrapped,
  wrappedOtherwise,
} from '../../ledger/application/wrapped-keys.js';
import type { Rewrapped, WrappedKey } from '../../ledger/application/wrapped-keys.js';
import { insertKeyAct } from '../../ledger/key/act.js';
import { createSealing } from '../../runtime/sealing/sealing.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import { SealingFault } from '../../runtime/sealing/sealing-fault.js';
import { keysNow } from './keys-world.js';
import type { KeysWorld } from './keys-world.js';

export interface RewrapResult {
  readonly keyId: string;
  /** Data keys wrapped anew by this call. */
  readonly rewrapped: number;
  /** Applications whose data key cannot be opened, by id, the first of them; what is wrong with each. */
  readonly notOpened: readonly { readonly applicationId: string; readonly trouble: string }[];
  /** Data keys that are still wrapped under another key. */
  readonly left: number;
}

export interface RewrapOptions {
  readonly staffRef: string;
  /** Data keys a transaction, 500 unless told. */
  readonly batch?: number;
  /** Told after each batch: so many of so many. */
  readonly progress?: (done: number, of: number) => void;
  /** Ends it after the batch under way. */
  readonly stop?: AbortSignal;
}

/** So many are named, whatever is wrong with more of them. */
const mostNamed = 20;

/**
 * The data keys themselves stay, so that nothing sealed is touched. Stopped or broken off, the same call goes on with
 * what is left. A {@link Refusal} `staff-reference`.
 */
export async function rewrapDataKeys(
  world: KeysWorld,
  { staffRef, batch = 500, progress, stop }: RewrapOptions,
): Promise<RewrapResult> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const { ledger, clock } = world;
  const keys = keysNow(world).ledger;
  const [keyId] = keys.keyIds;
  const sealing = createSealing(keys);
  const of = await countWrappedOtherwise(ledger, keyId);
  const notOpened: RewrapResult['notOpened'][number][] = [];
  let rewrapped = 0;
  let behind = '';
  while (stop?.aborted !== true) {
    const found = await wrappedOtherwise(ledger, keyId, behind, batch);
    const last = found.at(-1);
    if (last === undefined) break;
    behind = last.applicationId;
    const fresh: Rewrapped[] = [];
    for (const row of found) {
      const again = await wrappedAgain(sealing, row);
      if (typeof again !== 'string') fresh.push(again);
      else if (notOpened.length < mostNamed)
        notOpened.push({ applicationId: row.applicationId, trouble: again });
    }
    rewrapped += await ledger.transaction((tx) => replaceWrapped(tx, fresh));
    progress?.(rewrapped, of);
  }
  await insertKeyAct(ledger, {
    keyring: 'ledger',
    keyId,
    act: 'rewrapped',
    rows: rewrapped,
    staffRef,
    at: clock.now(),
  });
  return { keyId, rewrapped, notOpened, left: await countWrappedOtherwise(ledger, keyId) };
}

/** The row wrapped under the current key, or what is wrong with it. */
async function wrappedAgain(sealing: Sealing, row: WrappedKey): Promise<Rewrapped | string> {
  const { applicationId, wrappedKey: before } = row;
  try {
    const again = await sealing.rewrapDataKey(before, applicationId);
    // Its column names another key than its bytes do.
    if (again === undefined) return 'mislabelled';
    return { applicationId, before, keyId: again.keyId, wrappedKey: again.wrapped };
  } catch (failure) {
    if (failure instanceof SealingFault) return failure.trouble;
    throw failure;
  }
}

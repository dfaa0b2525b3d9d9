/** A process says which keys it writes with, for as long as it lives. */
import type { Ledger } from '../ledger.js';
import { keyUses, noteKeyUse } from './use.js';
import type { NamedKey } from './use.js';

/** A key that is not said for longer than {@link quietAfterMs} is written with by nobody. */
const everyMs = 5_000;
export const quietAfterMs = 20_000;

/** Keys of this process are others than those on record under their names. */
export class KeysDiffer extends Error {
  override readonly name = 'KeysDiffer';
}

export interface KeysHeld {
  /** Every key this process could open with. */
  readonly all: readonly NamedKey[];
  /** Those it writes with, and what it finds values by. */
  readonly writing: readonly NamedKey[];
}

/**
 * Compares the keys held with those on record, and puts those written with on record.
 * @throws KeysDiffer naming key file and key
 */
export async function noteKeys(ledger: Ledger, { all, writing }: KeysHeld): Promise<void> {
  const onRecord = await keyUses(ledger);
  for (const { keyring, keyId, proof } of [...all, ...writing]) {
    const known = onRecord.find((use) => use.keyring === keyring && use.keyId === keyId);
    if (known?.proof.equals(proof) === false)
      throw new KeysDiffer(`the ${keyring} key "${keyId}" is another than the one on record under that name`);
    const found = onRecord.find((use) => use.keyring === 'index');
    if (keyring === 'index' && found !== undefined && found.keyId !== keyId)
      throw new KeysDiffer(
        `values are found by the key "${found.keyId}", but the key file has "${keyId}" for that: expected the file’s last line, or its lines "index of" and "digest of", as they were`,
      );
  }
  await noteKeyUse(ledger, writing);
}

export interface KeepUseOptions {
  readonly ledger: Ledger;
  readonly held: () => KeysHeld;
  /** Told of what goes wrong; it goes on trying. */
  readonly failed: (failure: unknown) => void;
}

/** Says it every five seconds until stopped. `again` says it at once: for when a key has changed. */
export function keepKeyUse({ ledger, held, failed }: KeepUseOptions): {
  again(): void;
  stop(): Promise<void>;
} {
  let saying: Promise<void> | undefined;
  let owed = 0;
  const say = async (): Promise<void> => {
    while (owed > 0) {
      owed = 0;
      await noteKeys(ledger, held()).catch(failed);
    }
    saying = undefined;
  };
  const again = (): void => {
    owed += 1;
    saying ??= say();
  };
  const timer = setInterval(again, everyMs);
  timer.unref();
  return {
    again,
    stop: async () => {
      clearInterval(timer);
      await saying;
    },
  };
}

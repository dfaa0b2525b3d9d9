/** Which keys there are, and what still needs each; names and counts, never a key. */
import { wrappedUnder } from '../../ledger/application/wrapped-keys.js';
import { keyrings, keyUses } from '../../ledger/key/use.js';
import type { Keyring } from '../../ledger/key/use.js';
import { keysNow } from './keys-world.js';
import type { KeysWorld } from './keys-world.js';

export interface KeyShown {
  readonly keyring: Keyring;
  readonly keyId: string;
  /** `current` is written with, `old` opens what is old, `missing` is needed but in no file. */
  readonly state: 'current' | 'old' | 'missing';
  /** Of the ledger: data keys that are wrapped under it. */
  readonly rows?: number;
  /** When a process last wrote with it, epoch milliseconds; missing where none ever said so. */
  readonly writtenAt?: number;
  /** Values are found by a key derived of it. */
  readonly findsValues?: true;
}

export interface KeysShown {
  readonly keys: readonly KeyShown[];
  /** Of which key the keys are derived that values are found by; `held` where that one is retired. */
  readonly foundBy: { readonly keyId: string; readonly held: boolean };
}

export async function shownKeys(world: KeysWorld): Promise<KeysShown> {
  const now = keysNow(world);
  const [rows, uses] = await Promise.all([wrappedUnder(world.ledger), keyUses(world.ledger)]);
  const { keyId: indexKeyId } = now.ledger.indexKeys;
  const shown = (keyring: Keyring, keyId: string, state: KeyShown['state']): KeyShown => {
    const writtenAt = uses.find((use) => use.keyring === keyring && use.keyId === keyId)?.lastAt;
    return {
      keyring,
      keyId,
      state,
      ...(keyring === 'ledger' ? { rows: rows.find((one) => one.keyId === keyId)?.rows ?? 0 } : {}),
      ...(writtenAt === undefined ? {} : { writtenAt }),
      ...(keyring === 'ledger' && keyId === indexKeyId ? { findsValues: true } : {}),
    };
  };
  const keys = keyrings.flatMap((keyring) =>
    now[keyring].keyIds.map((keyId, at) => shown(keyring, keyId, at === 0 ? 'current' : 'old')),
  );
  const missing = rows
    .filter(({ keyId }) => !now.ledger.keyIds.includes(keyId))
    .map(({ keyId }) => shown('ledger', keyId, 'missing'));
  return {
    keys: [...keys, ...missing],
    foundBy: { keyId: indexKeyId, held: !now.ledger.keyIds.includes(indexKeyId) },
  };
}

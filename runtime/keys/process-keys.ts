/** The key files of one process, followed, and what it says of them. */
import { followKeyFile, proofOfIndexKeys } from './follow-key-file.js';
import type { FollowedKeys } from './follow-key-file.js';
import type { KeyManagement } from './key-management.js';
import type { FollowingOptions } from '../follow/follow-files.js';

/** A key under its name, with what proves that it is the same key. */
export interface ProvedKey {
  readonly keyring: 'ledger' | 'codec' | 'index';
  readonly keyId: string;
  readonly proof: Buffer;
}

/** Every key of these, and those that are written with. */
export interface ProvedKeys {
  readonly all: readonly ProvedKey[];
  readonly writing: readonly ProvedKey[];
}

export interface ProcessKeys {
  readonly codec: FollowedKeys;
  readonly ledger: FollowedKeys;
  /** What it holds now, proved. */
  held(): ProvedKeys;
  /** Told after each change of either file. */
  whenChanged(told: () => void): void;
  stop(): Promise<void>;
}

export interface ProcessKeyFiles {
  readonly codecKeyFile: string;
  readonly masterKeyFile: string;
}

/**
 * Opens and follows them; `following` is asked for each file, since each has an alarm of its own.
 * @throws PrivateFileFault where one of them is not right
 */
export function processKeys(
  { codecKeyFile, masterKeyFile }: ProcessKeyFiles,
  following: (file: string) => FollowingOptions,
): ProcessKeys {
  const follow = (file: string) => followKeyFile({ ...following(file), file });
  const codec = follow(codecKeyFile);
  const ledger = follow(masterKeyFile);
  return {
    codec,
    ledger,
    held: () => provedKeys({ codec, ledger }),
    whenChanged: (told) => {
      codec.whenChanged(told);
      ledger.whenChanged(told);
    },
    stop: async () => {
      await codec.stop();
      await ledger.stop();
    },
  };
}

/** What these keys are, proved. */
export function provedKeys(keyrings: {
  readonly codec: KeyManagement;
  readonly ledger: KeyManagement;
}): ProvedKeys {
  const proved = (keyring: 'ledger' | 'codec', keys: KeyManagement): ProvedKey[] =>
    keys.keyIds.flatMap((keyId) => {
      const proof = keys.proofOf(keyId);
      return proof === undefined ? [] : [{ keyring, keyId, proof }];
    });
  const ledger = proved('ledger', keyrings.ledger);
  const codec = proved('codec', keyrings.codec);
  const { indexKeys } = keyrings.ledger;
  const index: ProvedKey[] = [
    { keyring: 'index', keyId: indexKeys.keyId, proof: proofOfIndexKeys(indexKeys) },
  ];
  return {
    all: [...ledger, ...codec, ...index],
    writing: [...ledger.slice(0, 1), ...codec.slice(0, 1), ...index],
  };
}

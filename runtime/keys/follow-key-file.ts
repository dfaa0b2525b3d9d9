import { createHmac } from 'node:crypto';
import { followFiles } from '../follow/follow-files.js';
import type { FollowingOptions } from '../follow/follow-files.js';
import { PrivateFileFault } from '../private-file/private-file.js';
import type { IndexKeys, KeyManagement } from './key-management.js';
import { readKeyring } from './keyring.js';
import type { MasterKeyring } from './keyring.js';

export interface FollowKeysOptions extends FollowingOptions {
  readonly file: string;
}

/** The keys of a file that is followed: a key put on top is the current one within a second or two. */
export interface FollowedKeys extends KeyManagement {
  /** Told after each change. */
  whenChanged(told: () => void): void;
  stop(): Promise<void>;
}

/**
 * Takes the key file as it is now, and follows it. A change is refused as a whole, and the keys of before stay, where
 * the file is not right, where a name stands for another key than before, or where values would be found by another.
 * @throws PrivateFileFault where nothing is in force yet
 */
export function followKeyFile(options: FollowKeysOptions): FollowedKeys {
  const { file, logger } = options;
  let told: () => void = () => undefined;
  const following = followFiles<MasterKeyring>({
    ...options,
    refused: 'the changed key file is refused as a whole; the keys of before stay',
    files: () => [file],
    read: (before) => {
      const now = readKeyring(file);
      if (before !== undefined) refuseAnother(file, now, before);
      logger.info({ keyFile: file, key: now.keyIds[0], keys: now.keyIds.length }, 'the keys are in force');
      return now;
    },
    changed: () => told(),
  });
  /** Another process may have seen a new key before this one: what it wrote must not count as unreadable. */
  const holding = (keyId: string): MasterKeyring => {
    if (!following.current.keyIds.includes(keyId)) following.look();
    return following.current;
  };
  return {
    get keyIds() {
      return following.current.keyIds;
    },
    indexKeys: following.current.indexKeys,
    wrap: (secret, context) => following.current.wrap(secret, context),
    generate: (context) => following.current.generate(context),
    unwrap: (given, context) => holding(given.keyId).unwrap(given, context),
    proofOf: (keyId) => following.current.proofOf(keyId),
    directKey: (keyId) => holding(keyId).directKey(keyId),
    whenChanged: (tell) => {
      told = tell;
    },
    stop: () => following.stop(),
  };
}

function refuseAnother(file: string, now: MasterKeyring, before: MasterKeyring): void {
  for (const keyId of before.keyIds) {
    const [one, other] = [before.proofOf(keyId), now.proofOf(keyId)];
    if (one !== undefined && other?.equals(one) === false)
      throw new PrivateFileFault(file, `the same key as before under the id ${keyId}`);
  }
  const [one, other] = [before.indexKeys, now.indexKeys];
  if (!one.index.equals(other.index) || !one.digest.equals(other.digest))
    throw new PrivateFileFault(file, `the keys that values are found by as they were: those of ${one.keyId}`);
}

/** Proves by which keys values are found, without showing them. */
export const proofOfIndexKeys = ({ keyId, index, digest }: IndexKeys): Buffer =>
  createHmac('sha256', index).update(createHmac('sha256', digest).update(keyId).digest()).digest();

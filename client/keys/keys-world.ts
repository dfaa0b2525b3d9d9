/** What is worked with where keys are looked at and changed. */
import type { WorkflowService } from '@temporalio/client';
import type { Ledger } from '../../ledger/ledger.js';
import type { Keyring } from '../../ledger/key/use.js';
import type { Clock } from '../../runtime/clock/clock.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import type { MasterKeyring } from '../../runtime/keys/keyring.js';

export interface KeysWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The key files by what they are for. */
  readonly files: Readonly<Record<Keyring, string>>;
  readonly temporal: { readonly service: () => Promise<WorkflowService>; readonly namespace: string };
}

/** The keys as the files have them now. */
export const keysNow = ({ files }: Pick<KeysWorld, 'files'>): Record<Keyring, MasterKeyring> => ({
  ledger: readKeyring(files.ledger),
  codec: readKeyring(files.codec),
});

import type { Configuration } from '../../runtime/configuration/configuration-schema.js';

/** What the bank has decided otherwise than usual, as its configuration file has it. */
export interface BankSettings {
  /** `sample`, `none`, or the absolute path of a table. */
  readonly numberSegments?: string;
  readonly copyOnSilence?: Partial<Configuration['copyOnSilence']>;
  readonly incidents?: Partial<Omit<Configuration['incidents'], 'compensation'>> & {
    readonly compensation?: Partial<NonNullable<Configuration['incidents']['compensation']>>;
  };
}

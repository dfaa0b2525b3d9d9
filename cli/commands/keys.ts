/** `bida keys`: which keys there are, and their change, while everything runs. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { KeysWorld } from '../../client/keys/keys-world.js';
import { shownKeys } from '../../client/keys/overview.js';
import { retireKey } from '../../client/keys/retire.js';
import { rewrapDataKeys } from '../../client/keys/rewrap.js';
import { rotateKeys } from '../../client/keys/rotate.js';
import { keyrings } from '../../ledger/key/use.js';
import type { Keyring } from '../../ledger/key/use.js';
import { keyLines, retiredLines, rewrappedLines, rotatedLines } from '../show/key-lines.js';
import { exitStatus, languageOf, print } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface KeysArguments extends StackArguments {
  readonly only?: Keyring;
  readonly prepare?: boolean;
  readonly staff: string;
}

/** Adds `bida keys list|rotate|rewrap|retire`. */
export function addKeys(program: Command): Command {
  const keys = program
    .command('keys')
    .description('the keys of the ledger and of Temporal’s payloads: list, rotate, rewrap, retire')
    .addHelpText(
      'after',
      `
In this order, while everything runs (docs/keys.md has it step by step):
  bida keys list
  bida keys rotate --staff li.na      a new key on top of each key file; running processes follow it
  bida keys rewrap --staff li.na      the data keys of all applications under the new key; may be repeated
  bida keys retire KEYID --staff li.na   takes an old key out; refused while anything needs it

No command shows a key. Keep a copy of the key files where you keep such things: before rotating, and after.`,
    );
  const staff = (command: Command) =>
    withStackOptions(command).requiredOption('--staff <account>', 'who does this; it is on record');

  withStackOptions(keys.command('list'))
    .description('names of keys, what is wrapped under each, and when it was last written with')
    .action(async (given: StackArguments) => {
      const shown = await withKeys(given, shownKeys);
      print(given.json, shown, () => keyLines(shown, languageOf(given.lang)));
    });

  staff(keys.command('rotate'))
    .description('put a new random key on top of the key files')
    .addOption(new Option('--only <keys>', 'of one key file alone').choices([...keyrings]))
    .option('--prepare', 'beneath the current key, to be moved to the top once every machine has it')
    .action(async (given: KeysArguments) => {
      const place = given.prepare === true ? 'beneath' : 'on-top';
      const which = given.only === undefined ? keyrings : [given.only];
      const rotated = await withKeys(given, (world) => rotateKeys(world, which, given.staff, { place }));
      print(given.json, { rotated }, () => rotatedLines(rotated, languageOf(given.lang)));
    });

  staff(keys.command('rewrap'))
    .description('wrap the data keys of all applications under the current key; goes on where it was stopped')
    .action(async (given: KeysArguments) => {
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      const result = await withKeys(given, (world) =>
        rewrapDataKeys(world, { staffRef: given.staff, stop: stop.signal, progress: tellProgress }),
      );
      print(given.json, result, () => rewrappedLines(result, languageOf(given.lang)));
      if (result.notOpened.length > 0) process.exitCode = exitStatus.failed;
    });

  staff(keys.command('retire <keyId>'))
    .description('take an old key out of its file, once nothing needs it')
    .action(async (keyId: string, given: KeysArguments) => {
      const retired = await withKeys(given, (world) => retireKey(world, keyId, given.staff));
      print(given.json, retired, () => retiredLines(retired, languageOf(given.lang)));
    });
  return keys;
}

const tellProgress = (done: number, of: number): void =>
  void process.stderr.write(`bida: ${done} of ${of}\n`);

const withKeys = <Answer>(
  given: StackArguments,
  work: (world: KeysWorld) => Promise<Answer>,
): Promise<Answer> =>
  withBank(given, ({ ledger, clock, temporal }, { keys }) =>
    work({ ledger, clock, temporal, files: { ledger: keys.master, codec: keys.codec } }),
  );

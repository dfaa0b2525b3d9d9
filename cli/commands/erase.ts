/** `bida erase`: an applicant's data erased on request, and once more after a backup was restored. */
import type { Command } from 'commander';
import { z } from 'zod';
import { eraseAgain, eraseOnRequest } from '../../client/erasure/erase.js';
import { erasedBecause, erasureReasons } from '../../domain/erasure/erasure.js';
import { catalogue, Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import type { Erasure } from '../../ledger/erasure/erase.js';
import { erasuresAfter } from '../../ledger/erasure/find.js';
import type { Bank } from '../bank/open-bank.js';
import { exitStatus, inputName, languageOf, print, readTextInput, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface EraseArguments extends StackArguments {
  readonly reason?: string;
  readonly reference?: string;
  readonly staff?: string;
  readonly list?: boolean;
  readonly reapply?: string;
}

/** Adds `bida erase`. */
export const addErase = (program: Command): Command =>
  withStackOptions(program.command('erase [applicationId]'))
    .description('erase an applicant’s data for good, once the application is over; the record remains')
    .option('--reason <reason>', `why: ${erasureReasons.join(', ')} (PIPL Art. 47)`)
    .option('--reference <file>', 'of the bank’s own file on the request; it stays on record')
    .option('--staff <account>', 'who orders it: the account of a supervisor')
    .option('--list', 'every erasure on record, one JSON line each: to be kept beside the backups')
    .option('--reapply <file>', 'erase again what such a list names, after a backup was restored')
    .addHelpText(
      'after',
      `
Nothing that was erased can be brought back, except by restoring a backup made before: keep the list of
erasures apart from the backups, and apply it again after each restore.

Examples:
  bida erase A-1 --reason consent-withdrawn --reference 2026/0815 --staff li.na
  bida erase --list > erasures.jsonl
  bida erase --reapply erasures.jsonl`,
    )
    .action(async (applicationId: string | undefined, given: EraseArguments) => {
      if (given.list === true) return withBank(given, list);
      const { reapply: file } = given;
      if (file !== undefined) return withBank(given, (bank) => reapply(bank, file, given));
      const { reason, reference, staff } = given;
      if (applicationId === undefined)
        throw new UsageFault('expected an application id, --list or --reapply');
      if (reason === undefined || staff === undefined) throw new UsageFault('expected --reason and --staff');
      const asked = { reason, staffRef: staff, ...(reference === undefined ? {} : { reference }) };
      const erased = await withBank(given, (bank) => eraseOnRequest(bank, applicationId, asked));
      const at = new Date(erased.erasedAt).toISOString();
      print(given.json, erased, () =>
        languageOf(given.lang) === 'zh'
          ? `${applicationId}：申请人的个人信息已于 ${at} 删除，记录保留`
          : `${applicationId}: the applicant’s data was erased on ${at}; the record remains`,
      );
    });

const page = 1_000;

async function list({ ledger }: Bank): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const some: Erasure[] = await erasuresAfter(ledger, after, page);
    for (const one of some) process.stdout.write(`${JSON.stringify(one)}\n`);
    after = some.length < page ? undefined : some.at(-1)?.applicationId;
  }
}

const lineSchema = z.strictObject({
  applicationId: z.string(),
  erasedAt: z.int(),
  because: z.enum(erasedBecause),
  reason: z.enum(erasureReasons).nullable(),
  reference: z.string().nullable(),
  staffRef: z.string().nullable(),
});

async function reapply(bank: Bank, file: string, given: EraseArguments): Promise<void> {
  const counts = { erased: 0, known: 0 };
  const refused: { readonly applicationId: string; readonly code: FailureCode }[] = [];
  for (const erasure of readList(file))
    try {
      counts[await eraseAgain(bank, erasure)] += 1;
    } catch (failure) {
      // An application the backup does not know, or has as unfinished: named, and the others go on.
      if (!(failure instanceof Refusal) || failure.retryable) throw failure;
      refused.push({ applicationId: erasure.applicationId, code: failure.code });
    }
  const lang = languageOf(given.lang);
  print(given.json, { ...counts, refused }, () =>
    [
      lang === 'zh'
        ? `重新删除 ${counts.erased} 件，此前已删除 ${counts.known} 件，未能删除 ${refused.length} 件`
        : `${counts.erased} erased again, ${counts.known} were erased already, ${refused.length} could not be`,
      ...refused.map(({ applicationId, code }) => `  ${applicationId}: ${catalogue[code][lang]} (${code})`),
    ].join('\n'),
  );
  if (refused.length > 0) process.exitCode = exitStatus.refused;
}

/** All of it is read before anything is erased. */
function readList(file: string): Erasure[] {
  return readTextInput(file)
    .split('\n')
    .map((line, place) => ({ line: line.trim(), place: place + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => {
      const read = lineSchema.safeParse(jsonOf(line));
      if (!read.success) throw new UsageFault(`${inputName(file)}, line ${place}: expected an erasure`);
      return read.data;
    });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** `bida search`: applications by what an applicant says on the phone. */
import type { Command } from 'commander';
import { searchApplications, mostFound } from '../../client/search/search.js';
import { foundLines } from '../show/found-lines.js';
import { askPerson, readWhole } from '../private-input.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface SearchArguments extends StackArguments {
  readonly mobile?: string | true;
  readonly name?: string | true;
}

/** Adds `bida search`. What is searched for is asked for or read from standard input, never an argument. */
export const addSearch = (program: Command): Command =>
  withStackOptions(program.command('search'))
    .description('find applications by mobile number or name, which are asked for')
    .option('--mobile [-]', 'by mobile number; with - it is read from standard input')
    .option('--name [-]', 'by the applicant’s name; with - it is read from standard input')
    .addHelpText(
      'after',
      `
Numbers and names never stand on the command line, where anybody on the machine could read them.
Examples:
  bida search --mobile                    asks for the number
  bida search --name - < name.txt

A line each, the newest first: application, product, and where each notice stands. A former number is
found too, and marked.`,
    )
    .action(async (given: SearchArguments) => {
      const lang = languageOf(given.lang);
      const { by, from } = wayOf(given);
      const value =
        from === '-'
          ? readWhole()
          : await askPerson(
              {
                mobile: { en: 'Mobile number: ', zh: '手机号：' },
                name: { en: 'Name: ', zh: '姓名：' },
              }[by][lang],
            );
      if (value === '') throw new UsageFault(`expected a ${by === 'mobile' ? 'mobile number' : 'name'}`);
      const found = await withBank(given, (bank) => searchApplications(bank, by, value));
      print(given.json, { found, more: found.length === mostFound }, () => foundLines(found, lang));
    });

function wayOf({ mobile, name }: SearchArguments): { by: 'mobile' | 'name'; from: '-' | 'person' } {
  if ((mobile === undefined) === (name === undefined))
    throw new UsageFault('expected either --mobile or --name');
  const from = mobile ?? name;
  // What stands there may be somebody's number: it is not repeated.
  if (from !== true && from !== '-')
    throw new UsageFault(
      'a number or name must not stand on the command line: leave it out to be asked, or give - to read standard input',
    );
  return { by: mobile === undefined ? 'name' : 'mobile', from: from === '-' ? '-' : 'person' };
}

import type { Command } from 'commander';
import { knownShape } from '../../client/intake/intake.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { findApplication } from '../../ledger/application/find.js';
import { attemptsOfApplication } from '../../ledger/attempt/find.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { tasksOfApplication } from '../../ledger/human-task/row.js';
import type { Ledger } from '../../ledger/ledger.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import { timeline } from '../show/timeline.js';
import type { Shown } from '../show/timeline.js';
import { languageOf, print } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

/** Adds `bida show`: one application's timeline, from the ledger alone (also after its workflow closed). */
export const addShow = (program: Command): Command =>
  withStackOptions(program.command('show <applicationId>'))
    .description('where each notice of an application stands, and everything that happened')
    .addHelpText(
      'after',
      '\nExamples:\n  bida show A-1\n  bida show A-1 --lang zh\n  bida show A-1 --json     instants in epoch milliseconds',
    )
    .action(async (applicationId: string, given: StackArguments) => {
      await withBank(given, async ({ ledger, configuration }) => {
        const shown = await read(ledger, applicationId);
        print(given.json, shown, () =>
          timeline(shown, languageOf(given.lang), configuration.calendar.timeZone),
        );
      });
    });

async function read(ledger: Ledger, given: string): Promise<Shown> {
  const applicationId = knownShape(given);
  if ((await findApplication(ledger, applicationId)) === undefined) throw new Refusal('application-unknown');
  const [notices, attempts, tasks, events] = await Promise.all([
    noticesOfApplication(ledger, applicationId),
    attemptsOfApplication(ledger, applicationId),
    tasksOfApplication(ledger, applicationId),
    eventsOfApplication(ledger, applicationId),
  ]);
  return { applicationId, notices, attempts, tasks, events };
}

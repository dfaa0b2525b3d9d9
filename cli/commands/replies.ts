/** `bida replies`: what an applicant answered by SMS. */
import type { Command } from 'commander';
import { revealReplies } from '../../client/reveal/replies.js';
import { knownShape } from '../../client/intake/intake.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { findApplication } from '../../ledger/application/find.js';
import { repliesOfApplication } from '../../ledger/reply/of-application.js';
import type { Bank } from '../bank/open-bank.js';
import { replyLines } from '../show/reply-lines.js';
import type { ShownReply } from '../show/reply-lines.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface RepliesArguments extends StackArguments {
  readonly reveal?: boolean;
  readonly staff?: string;
  readonly reason?: string;
}

/** Adds `bida replies`. */
export const addReplies = (program: Command): Command =>
  withStackOptions(program.command('replies <applicationId>'))
    .description('what an applicant answered by SMS, its words only with a reason')
    .option('--reveal', 'show the words once, on record (with --reason and --staff)')
    .option('--reason <text>', 'why they are shown; kept sealed')
    .option('--staff <account>', 'who reads them')
    .addHelpText(
      'after',
      `
Examples:
  bida replies A-1                  when and by which route; 退订 and 投诉 are named
  bida replies A-1 --reveal --reason "answers the complaint" --staff li.na`,
    )
    .action(async (applicationId: string, given: RepliesArguments) => {
      const order = orderOf(given);
      const replies = await withBank(given, (bank) =>
        order === undefined ? listed(bank, applicationId) : revealReplies(bank, applicationId, order),
      );
      print(given.json, { replies }, () => replyLines(replies, languageOf(given.lang)));
    });

function orderOf({
  reveal,
  reason,
  staff,
}: RepliesArguments): { reason: string; staffRef: string } | undefined {
  if (reveal === true && reason !== undefined && staff !== undefined) return { reason, staffRef: staff };
  if (reveal === true) throw new UsageFault('--reveal needs --reason TEXT and --staff ACCOUNT');
  if (reason !== undefined || staff !== undefined)
    throw new UsageFault('--reason and --staff go with --reveal');
  return undefined;
}

async function listed({ ledger }: Bank, given: string): Promise<readonly ShownReply[]> {
  const id = knownShape(given);
  if ((await findApplication(ledger, id)) === undefined) throw new Refusal('application-unknown');
  return (await repliesOfApplication(ledger, id)).map(
    ({ replyId, route, unsubscribes, complains, repliedAt, receivedAt }) => ({
      replyId,
      route,
      unsubscribes,
      complains,
      repliedAt,
      receivedAt,
    }),
  );
}

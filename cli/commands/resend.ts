/** `bida resend` (人工补发): staff have a notice sent once more, with a reason. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { orderResend } from '../../client/intake/resend.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { findAttempt } from '../../ledger/attempt/find.js';
import type { Ledger } from '../../ledger/ledger.js';
import { resendNotSentBecause } from '../../ledger/report/resend.js';
import { inWords } from '../show/plain-words.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withStackOptions, withStories } from './stack-options.js';

interface ResendArguments extends StackArguments {
  readonly round?: string;
  readonly reason: string;
  readonly staff: string;
}

/** What became of an order while the command waited for it. */
type ResendOutcome =
  | { readonly became: 'not-sent'; readonly because: string }
  | { readonly became: 'sent'; readonly route: string; readonly state: string }
  | { readonly became: 'ordered' };

/** Adds `bida resend`. */
export const addResend = (program: Command): Command =>
  withStackOptions(program.command('resend <applicationId> <stage>'))
    .description('have a notice sent once more, by order of staff and with a reason')
    .requiredOption('--reason <text>', 'why; kept sealed')
    .requiredOption('--staff <account>', 'who orders it: the account of a member of staff')
    .option('--round <n>', 'of the stage (default: its newest round)')
    .addHelpText(
      'after',
      `
One further message goes by the next usable route, and is counted apart. It is refused while the notice
is being sent by itself, and for a notice that was superseded or withdrawn. Send windows and quiet hours
hold for it as for every message: outside of them nothing is sent, and the answer says so.

Example:
  bida resend A-1 final-decision --reason "the applicant deleted the message" --staff li.na`,
    )
    .action(async (applicationId: string, stage: string, given: ResendArguments) => {
      const { reason, staff, round } = given;
      if (round !== undefined && !/^[1-9]\d?$/.test(round))
        throw new UsageFault('--round: expected a whole number from 1 to 99');
      const order = {
        stage,
        reason,
        staffRef: staff,
        ...(round === undefined ? {} : { round: Number(round) }),
      };
      const answer = await withStories(given, async (bank) => {
        const { reportId, told } = await orderResend(bank, applicationId, order);
        return { resendId: reportId, told, ...(await outcomeOf(bank.ledger, applicationId, reportId)) };
      });
      const lang = languageOf(given.lang);
      print(given.json, answer, () => `${applicationId} ${inWords(stage, lang)}${line(answer, lang)}`);
    });

const waitMs = 8_000;
const lookEveryMs = 100;

/** Looks into the ledger until the provider has answered, nothing is sent, or the time is up. */
async function outcomeOf(ledger: Ledger, applicationId: string, reportId: string): Promise<ResendOutcome> {
  const lookUntil = Date.now() + waitMs;
  for (;;) {
    const attempt = await findAttempt(ledger, reportId);
    if (attempt !== undefined && (attempt.outcome !== 'intended' || Date.now() >= lookUntil))
      return { became: 'sent', route: attempt.route, state: stateOf(attempt) };
    const because = await resendNotSentBecause(ledger, applicationId, reportId);
    if (because !== undefined) return { became: 'not-sent', because };
    if (Date.now() >= lookUntil) return { became: 'ordered' };
    await sleep(lookEveryMs);
  }
}

const stateOf = ({ settlement, outcome, failure }: AttemptRow): string => settlement ?? failure ?? outcome;

function line(outcome: ResendOutcome, lang: Language): string {
  switch (outcome.became) {
    case 'sent': {
      const state = inWords(outcome.state, lang);
      return { en: `: sent by ${outcome.route}, ${state}`, zh: `：已经 ${outcome.route} 补发，${state}` }[
        lang
      ];
    }
    case 'not-sent': {
      const because = inWords(outcome.because, lang);
      return { en: `: nothing was sent (${because})`, zh: `：未发送（${because}）` }[lang];
    }
    case 'ordered':
      return {
        en: ': ordered; nothing is known of it yet, `bida show` will say',
        zh: '：已登记补发，尚无结果，可用 bida show 查看',
      }[lang];
  }
}

/** `bida approvals`: what waits for a second person, and what was done alone. */
import type { Command } from 'commander';
import { approve, existing, reject, withdraw } from '../../client/approval/decide.js';
import { revealApproval } from '../../client/approval/reveal.js';
import { review } from '../../client/approval/review.js';
import { approvalKinds, approvalStates } from '../../domain/approval/approval.js';
import type { ApprovalKind, ApprovalState } from '../../domain/approval/approval.js';
import { approvalsBefore } from '../../ledger/approval/page.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { stepsOf } from '../../ledger/approval/step.js';
import type { Bank } from '../bank/open-bank.js';
import { approvalJson, approvalLine } from '../show/approval-lines.js';
import { stepLine } from '../show/approval-step-line.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import { namedActor } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface ListArguments extends StackArguments {
  readonly status?: string;
  readonly kind?: string;
}
interface ShowArguments extends StackArguments {
  readonly reveal?: boolean;
  readonly reason?: string;
  readonly staff?: string;
}
interface DecideArguments extends StackArguments {
  readonly staff: string;
  readonly reason?: string;
  readonly endorse?: boolean;
  readonly object?: boolean;
}

/** Adds `bida approvals` and what is under it. */
export function addApprovals(program: Command): void {
  const approvals = withStackOptions(program.command('approvals'))
    .description('what waits for a second person, and what somebody did alone')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `
Examples:
  bida approvals                                     what waits, and what is to be reviewed
  bida approvals show <approval> --reveal --reason "checked by telephone" --staff wang.wei
  bida approvals approve <approval> --staff wang.wei
  bida approvals reject <approval> --reason "the number is not theirs" --staff wang.wei
  bida approvals review <approval> --endorse --staff wang.wei`,
    )
    .action((given: StackArguments) => list(given));

  approvals
    .command('list')
    .description('approvals, the newest first: what is still to be decided or reviewed unless told')
    .option('--status <state>', `one of ${approvalStates.join(', ')}, or all`)
    .option('--kind <kind>', approvalKinds.join(', '))
    .action((_own: unknown, command: Command) => list(command.optsWithGlobals<ListArguments>()));

  approvals
    .command('show <approval>')
    .description('one approval and what was done about it; with --reveal what is sealed, on record')
    .option('--reveal', 'show proposed values and reasons once, on record (with --reason and --staff)')
    .option('--reason <text>', 'why they are shown; kept sealed')
    .option('--staff <account>', 'who looks')
    .action((approvalId: string, _own: unknown, command: Command) =>
      show(approvalId, command.optsWithGlobals<ShowArguments>()),
    );

  const deciding = (name: string, description: string) =>
    approvals
      .command(`${name} <approval>`)
      .description(description)
      .requiredOption('--staff <account>', 'who does it: the account of a member of staff');
  const run =
    (work: (bank: Bank, approvalId: string, given: DecideArguments) => Promise<ApprovalRow>) =>
    async (approvalId: string, _own: unknown, command: Command): Promise<void> => {
      const given = command.optsWithGlobals<DecideArguments>();
      const row = await withBank(given, (bank) => work(bank, approvalId, given));
      print(given.json, { approval: approvalJson(row) }, () =>
        approvalLine(row, Date.now(), languageOf(given.lang)),
      );
    };
  deciding('approve', 'agree to what somebody else proposed; it is done with that').action(
    run((bank, approvalId, { staff }) => approve(bank, approvalId, namedActor(staff))),
  );
  deciding('reject', 'say no to what somebody else proposed')
    .requiredOption('--reason <text>', 'why; kept sealed where it is about an application')
    .action(
      run((bank, approvalId, { staff, reason }) => reject(bank, approvalId, namedActor(staff), reason)),
    );
  deciding('withdraw', 'take one’s own proposal back').action(
    run((bank, approvalId, { staff }) => withdraw(bank, approvalId, namedActor(staff))),
  );
  deciding('review', 'endorse or object to what somebody else did alone')
    .option('--endorse', 'it was right')
    .option('--object', 'it was not (with --reason)')
    .option('--reason <text>', 'why; kept sealed where it is about an application')
    .action(
      run((bank, approvalId, { staff, reason, endorse, object }) => {
        if ((endorse === true) === (object === true))
          throw new UsageFault('expected either --endorse or --object');
        return review(bank, approvalId, namedActor(staff), {
          verdict: endorse === true ? 'endorsed' : 'objected',
          ...(reason === undefined ? {} : { reason }),
        });
      }),
    );
}

const oneOf = <Word extends string>(words: readonly Word[], option: string, given: string): Word => {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageFault(`${option}: expected one of ${words.join(', ')}`);
  return found;
};

const most = 500;

async function list(given: ListArguments): Promise<void> {
  const state: ApprovalState | 'all' | undefined =
    given.status === undefined
      ? undefined
      : oneOf([...approvalStates, 'all' as const], '--status', given.status);
  const kind: ApprovalKind | undefined =
    given.kind === undefined ? undefined : oneOf(approvalKinds, '--kind', given.kind);
  const rows = await withBank(given, async ({ ledger, clock }) => {
    const page = { now: clock.now(), most };
    const of = kind === undefined ? {} : { kind };
    if (state === 'all') return approvalsBefore(ledger, of, page);
    if (state !== undefined) return approvalsBefore(ledger, { ...of, state }, page);
    const waiting = await approvalsBefore(ledger, { ...of, state: 'proposed' }, page);
    const alone = await approvalsBefore(ledger, { ...of, state: 'acted-alone' }, page);
    return [...waiting, ...alone].sort((one, other) => other.number - one.number);
  });
  const lang = languageOf(given.lang);
  print(given.json, { approvals: rows.map(approvalJson) }, () =>
    rows.length === 0
      ? { en: 'nothing waits for a second person', zh: '没有待审批事项' }[lang]
      : rows.map((row) => approvalLine(row, Date.now(), lang)).join('\n'),
  );
}

async function show(approvalId: string, given: ShowArguments): Promise<void> {
  const { reveal, reason, staff } = given;
  if (reveal === true && (reason === undefined || staff === undefined))
    throw new UsageFault('--reveal needs --reason TEXT and --staff ACCOUNT');
  if (reveal !== true && (reason !== undefined || staff !== undefined))
    throw new UsageFault('--reason and --staff go with --reveal');
  const { row, steps, revealed } = await withBank(given, async (bank) => ({
    row: await existing(bank.ledger, approvalId),
    steps: await stepsOf(bank.ledger, approvalId),
    revealed:
      reveal === true ? await revealApproval(bank, approvalId, namedActor(staff ?? ''), reason) : undefined,
  }));
  const lang = languageOf(given.lang);
  const told = steps.map(({ sealed, ...step }) => ({ ...step, isSealed: sealed !== null }));
  print(
    given.json,
    { approval: approvalJson(row), steps: told, ...(revealed === undefined ? {} : { revealed }) },
    () =>
      [
        approvalLine(row, Date.now(), lang),
        ...told.map((step) => stepLine(step, lang)),
        ...(revealed === undefined ? [] : [JSON.stringify(revealed)]),
      ].join('\n'),
  );
}

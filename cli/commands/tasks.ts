/** `bida tasks` and `bida complete`: what staff do where machines are at their end. */
import type { Command } from 'commander';
import { maskedApplicants } from '../../client/contact/masked.js';
import { completeHumanTask } from '../../client/task/complete.js';
import { proposeUnreachable } from '../../client/task/unreachable.js';
import {
  isStaffRef,
  isTaskOutcome,
  needsApproval,
  taskOutcomes,
} from '../../domain/human-task/human-task.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { openTasks } from '../../ledger/human-task/row.js';
import { taskLines } from '../show/task-line.js';
import { languageOf, print, UsageFault } from '../terminal.js';
import { breakGlassOf, namedActor, printApproval } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions, withStories } from './stack-options.js';

interface CompleteArguments extends StackArguments {
  readonly outcome: string;
  readonly staff: string;
  readonly breakGlass?: string;
  readonly signal?: boolean;
}

/** Adds `bida tasks` and `bida complete`. */
export function addTasks(program: Command): void {
  withStackOptions(program.command('tasks'))
    .description('what a person must do, the most pressing first')
    .addHelpText(
      'after',
      '\nA line each: task id, when it is due, application, applicant (masked), what it is about, what to do and why.\nFinish one with: bida complete <taskId> --outcome told-by-phone --staff <account>',
    )
    .action(async (given: StackArguments) => {
      const tasks = await withBank(given, async (bank) => {
        const open = await openTasks(bank.ledger, 500);
        const ids = open.map(({ applicationId }) => applicationId);
        const masked = await maskedApplicants(bank, bank.ledger, ids);
        return open.map((task) => ({ ...task, masked: masked.get(task.applicationId) }));
      });
      const lang = languageOf(given.lang);
      print(given.json, { tasks }, () =>
        tasks.length === 0
          ? { en: 'no open tasks', zh: '没有待办' }[lang]
          : taskLines(tasks, Date.now(), lang).join('\n'),
      );
    });

  withStackOptions(program.command('complete <taskId>'))
    .description('record what staff did, and finish the task')
    .requiredOption('--outcome <outcome>', taskOutcomes.join(', '))
    .requiredOption('--staff <account>', 'who did it: the account of a member of staff')
    .option('--break-glass <reason>', 'unreachable at once and alone, to be reviewed; kept sealed')
    .option('--signal', 'tell by the plain signal instead of the update (recorded as not verified)')
    .addHelpText(
      'after',
      `
Examples:
  bida complete <taskId> --outcome told-by-phone --staff li.na
  bida complete <taskId> --outcome unreachable --staff li.na
                                       a second person agrees: bida approvals`,
    )
    .action(async (taskId: string, given: CompleteArguments) => {
      const { outcome, staff, breakGlass } = given;
      if (!isTaskOutcome(outcome))
        throw new UsageFault(`--outcome: expected one of ${taskOutcomes.join(', ')}`);
      if (!isStaffRef(staff)) throw new Refusal('staff-reference');
      const way = given.signal === true ? 'signal' : 'update';
      if (needsApproval(outcome) && way === 'update') return unreachable(taskId, given);
      if (breakGlass !== undefined) throw new UsageFault('--break-glass goes with --outcome unreachable');
      await withStories(given, (bank) => completeHumanTask(bank, { taskId, outcome, staffRef: staff }, way));
      const lang = languageOf(given.lang);
      print(given.json, { result: way === 'signal' ? 'signalled' : 'completed', taskId }, () =>
        way === 'signal'
          ? { en: `${taskId}: the workflow was told`, zh: `${taskId}：已告知流程` }[lang]
          : { en: `${taskId}: completed`, zh: `${taskId}：已完成` }[lang],
      );
    });
}

async function unreachable(taskId: string, given: CompleteArguments): Promise<void> {
  const order = { actor: namedActor(given.staff), ...breakGlassOf(given.breakGlass) };
  const approval = await withBank(given, (bank) => proposeUnreachable(bank, taskId, order));
  const lang = languageOf(given.lang);
  if (approval === undefined)
    print(
      given.json,
      { result: 'completed', taskId },
      () => ({ en: `${taskId}: completed`, zh: `${taskId}：已完成` })[lang],
    );
  else printApproval(given, approval);
}

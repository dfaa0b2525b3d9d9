/** `bida tasks` and `bida complete`: what staff do where machines are at their end. */
import type { Command } from 'commander';
import { completeHumanTask } from '../../client/task/complete.js';
import { isStaffRef, isTaskOutcome, taskOutcomes } from '../../domain/human-task/human-task.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { openTasks } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { colours, print, UsageFault } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface CompleteArguments extends StackArguments {
  readonly outcome: string;
  readonly staff: string;
  readonly confirmedBy?: string;
  readonly signal?: boolean;
}

export function addTasks(program: Command): void {
  withStackOptions(program.command('tasks'))
    .description('what a person must do, the most pressing first')
    .action(async (given: StackArguments) => {
      const tasks = await withBank(given, (bank) => openTasks(bank.ledger, 500));
      print(given.json, { tasks }, () =>
        tasks.length === 0 ? 'no open tasks' : tasks.map((task) => line(task, Date.now())).join('\n'),
      );
    });

  withStackOptions(program.command('complete <taskId>'))
    .description('record what staff did, and finish the task')
    .requiredOption('--outcome <outcome>', taskOutcomes.join(', '))
    .requiredOption('--staff <account>', 'who did it: the account of a member of staff')
    .option('--confirmed-by <account>', 'the second person, for the outcome unreachable')
    .option('--signal', 'tell by the plain signal instead of the update (recorded as not verified)')
    .action(async (taskId: string, given: CompleteArguments) => {
      const { outcome, staff, confirmedBy } = given;
      if (!isTaskOutcome(outcome))
        throw new UsageFault(`--outcome: expected one of ${taskOutcomes.join(', ')}`);
      if (!isStaffRef(staff) || (confirmedBy !== undefined && !isStaffRef(confirmedBy)))
        throw new Refusal('staff-reference');
      const order = {
        taskId,
        outcome,
        staffRef: staff,
        ...(confirmedBy === undefined ? {} : { confirmedBy }),
      };
      const way = given.signal === true ? 'signal' : 'update';
      await withBank(given, (bank) => completeHumanTask(bank, order, way));
      print(given.json, { result: way === 'signal' ? 'signalled' : 'completed', taskId }, () =>
        way === 'signal' ? `${taskId}: the workflow was told` : `${taskId}: completed`,
      );
    });
}

function line(task: TaskRow, now: number): string {
  const leftMinutes = Math.round((task.dueAt - now) / 60_000);
  const due =
    leftMinutes < 0
      ? colours.red(`overdue by ${duration(-leftMinutes)}`)
      : colours.yellow(`due in ${duration(leftMinutes)}`);
  const what =
    task.stage === null
      ? 'contact'
      : `${task.stage}${task.round === 1 ? '' : ` round ${String(task.round)}`}`;
  return `${task.taskId}  ${due.padEnd(12)}  ${task.applicationId}  ${what}  ${task.kind} (${task.because})`;
}

const duration = (minutes: number): string =>
  minutes < 120 ? `${String(minutes)} min` : `${String(Math.round(minutes / 60))} h`;

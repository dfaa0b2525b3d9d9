/** Ends alarms whose reason is gone, such as those of an outage that is over. */
import type { WorkflowClient } from '@temporalio/client';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { noticeKeyFrom } from '../../domain/ids/ids.js';
import { isOvertaken } from '../../domain/report/judge.js';
import { openAlarmsOf, resolveAlarm } from '../../ledger/alarm/raise.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import { isAnyUnreported } from '../../ledger/reconciliation/judged.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import type { World } from '../world.js';
import { isPastItsWait } from './past-its-wait.js';
import { storyState } from './story-state.js';

type Passing = Extract<
  AlarmKind,
  'calendar-unknown' | 'notice-silent' | 'workflow-stuck' | 'decision-unreported' | 'correction-expired'
>;

/** Whether the reason of an alarm is gone, by its kind; each is given the alarm's subject. */
const isOver = (
  world: World,
  client: WorkflowClient,
): Record<Passing, (subject: string) => Promise<boolean>> => ({
  'calendar-unknown': (year) => Promise.resolve(world.rules.days.isWorkday(`${year}-01-04`) !== undefined),
  'notice-silent': async (name) => {
    const key = noticeKeyFrom(name);
    if (key === undefined) return false;
    const notices = await noticesOfApplication(world.ledger, key.applicationId);
    const notice = notices.find(({ stage, round }) => stage === key.stage && round === key.round);
    return notice !== undefined && !isPastItsWait(world, notice);
  },
  'decision-unreported': async (day) =>
    !(await isAnyUnreported(
      world.ledger,
      day,
      world.clock.now() - world.configuration.reconciliation.graceMs,
    )),
  // Nothing is told of it any more: it was reported anew, or a withdrawal or a later stage has come.
  'correction-expired': async (name) => {
    const key = noticeKeyFrom(name);
    if (key === undefined) return false;
    return isOvertaken(await reportsOfApplication(world.ledger, key.applicationId), key);
  },
  'workflow-stuck': async (applicationId) => (await storyState(client, applicationId)) !== 'stuck',
});

/** Looks at every open alarm of a kind that passes by itself. */
export async function resolveAlarms(world: World, client: WorkflowClient): Promise<void> {
  const over = isOver(world, client);
  for (const kind of Object.keys(over) as Passing[])
    for (const { subject } of await openAlarmsOf(world.ledger, kind))
      if (await over[kind](subject)) await resolveAlarm(world.ledger, kind, subject, world.clock.now());
}

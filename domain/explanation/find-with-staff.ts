/** Why a notice is with staff, since when and until when. */
import type { TaskBecause } from '../human-task/human-task.js';
import type { LeftOutRoute } from '../plan/left-out.js';
import type { NoticeFacts, TaskFacts } from './facts.js';
import type { Finding } from './finding.js';
import { given } from './given.js';
import { waitingForSecond } from './second-person.js';

/** The task that speaks for a notice: the open one, else the newest. */
export const lastTask = ({ tasks }: NoticeFacts): TaskFacts | undefined =>
  tasks.findLast(({ finishedAt }) => finishedAt === undefined) ?? tasks.at(-1);

export function findWithStaff(notice: NoticeFacts, now: number): Finding {
  const task = lastTask(notice);
  const dueAt = task?.dueAt ?? notice.waitingFor?.until;
  const overdue = dueAt !== undefined && dueAt < now;
  const facts = {
    place: { stage: notice.stage, round: notice.round },
    since: task?.openedAt ?? notice.stateSince,
    overdue,
    notAllowed: task?.because === 'no-route' ? notice.leftOut.filter(isNotAllowed) : [],
    ...given({ because: task?.because, dueAt, secondPerson: waitingForSecond(notice) }),
  };
  const cause = causeOf(task?.because, notice.leftOut);
  if (cause === 'contact-unusable')
    return { cause, missing: !isAny(notice.leftOut, ['bad-contact', 'wrong-number']), ...facts };
  if (cause === 'not-permitted') {
    const barred = task?.because === 'not-allowed' ? notice.barred.map(({ route }) => route) : [];
    return { cause, barred: [...new Set(barred)], ...facts };
  }
  return { cause: overdue ? 'staff-overdue' : 'with-staff', ...facts };
}

/** The causes staff can do something about themselves; undefined where machines failed otherwise. */
function causeOf(
  because: TaskBecause | undefined,
  leftOut: readonly LeftOutRoute[],
): 'contact-unusable' | 'not-permitted' | undefined {
  if (because === 'wrong-number' || because === 'not-this-person' || because === 'bad-contact')
    return 'contact-unusable';
  if (because === 'not-allowed') return 'not-permitted';
  if (because !== 'no-route' || leftOut.length === 0) return undefined;
  if (!leftOut.some(isNotAllowed)) return 'contact-unusable';
  return isAny(leftOut, ['bad-contact', 'wrong-number']) ? undefined : 'not-permitted';
}

const isNotAllowed = ({ because }: LeftOutRoute): boolean => because === 'not-allowed';

const isAny = (leftOut: readonly LeftOutRoute[], reasons: readonly LeftOutRoute['because'][]): boolean =>
  leftOut.some(({ because }) => reasons.includes(because));

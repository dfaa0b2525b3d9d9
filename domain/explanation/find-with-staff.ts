/** Why a notice is with staff, since when and until when. */
import type { LeftOutRoute } from '../plan/plan.js';
import type { NoticeFacts, TaskFacts } from './facts.js';
import type { Finding } from './finding.js';
import { given } from './given.js';

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
    ...given({ because: task?.because, dueAt }),
  };
  switch (task?.because) {
    case 'wrong-number':
    case 'bad-contact':
      return { cause: 'contact-unusable', ...facts };
    case 'not-allowed':
      return { cause: 'not-permitted', ...facts };
    case 'no-route':
      if (notice.leftOut.length > 0) {
        const notAllowed = isAny(notice.leftOut, ['not-allowed']);
        if (!notAllowed) return { cause: 'contact-unusable', ...facts };
        if (!isAny(notice.leftOut, ['bad-contact', 'wrong-number']))
          return { cause: 'not-permitted', ...facts };
      }
      break;
    default:
  }
  return { cause: overdue ? 'staff-overdue' : 'with-staff', ...facts };
}

const isAny = (leftOut: readonly LeftOutRoute[], reasons: readonly LeftOutRoute['because'][]): boolean =>
  leftOut.some(({ because }) => reasons.includes(because));

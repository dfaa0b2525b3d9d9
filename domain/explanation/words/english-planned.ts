/** What is to come, in English; when it comes stands beside it. */
import { assertNever } from '../../failure/assert-never.js';
import type { Then } from '../planned-step.js';
import type { Clockwork } from '../moment.js';
import { toDo } from './english-evidence.js';
import { proposed, proposer } from './english-second-person.js';
import { account, way, when } from './english-vocabulary.js';
import type { Words } from './words.js';

const opened = { window: 'sending hours have begun', 'quiet-hours': 'the quiet hours are over' } as const;

/** What is done then, as a clause. */
function then(next: Then, clockwork: Clockwork): string {
  switch (next.step) {
    case 'send':
      if (next.how === 'copy') return `a copy goes by ${way(next.route)}`;
      return next.how === 'once-more'
        ? `it goes by ${way(next.route)} once more`
        : `it goes by ${way(next.route)}`;
    case 'staff':
      return 'it is handed to staff';
    case 'plan-anew':
      return next.laterAt === undefined
        ? 'it is planned anew, by the contacts as they are then'
        : `it is planned anew, since another way may be used from ${when(clockwork, next.laterAt)}`;
    default:
      return assertNever(next);
  }
}

export const englishPlanned: Words['planned'] = {
  'taken-up': () => 'It is taken up for sending, then at the latest.',
  'window-opens': ({ because, next }) =>
    `Held until then; once ${opened[because]} it goes${next === undefined ? ' out' : ` by ${way(next)}`}, if all is as it stands now.`,
  'calendar-asked': () => 'The calendar is looked at again; so far it does not know the year.',
  'answer-due': ({ route }) => `The provider’s answer for the ${way(route)} is waited for until then.`,
  'receipt-deadline': ({ route, then: next }, clockwork) =>
    next === undefined
      ? `The confirmation of delivery of the ${way(route)} is waited for until then.`
      : `If the delivery of the ${way(route)} is not confirmed by then, ${then(next, clockwork)}.`,
  'counts-as-delivered': ({ route }) =>
    `The ${way(route)} counts as delivered, unless it was sent back by then.`,
  'provider-asked': ({ route, neverReceived, stillUnknown }, clockwork) =>
    `The provider is asked what became of the ${way(route)}, then at the latest${neverReceived === undefined ? '' : `; if it never received it, ${then(neverReceived, clockwork)}`}${stillUnknown === undefined ? '' : `; if it cannot tell, ${then(stillUnknown, clockwork)}`}.`,
  'tried-again': ({ route }) =>
    `It goes by ${way(route)} once more; the provider takes no more messages until then.`,
  'receipt-possible': ({ route, bounce }) =>
    bounce
      ? `Until then the ${way(route)} may still be sent back.`
      : `Until then a confirmation for the ${way(route)} may still come.`,
  'task-reminder': ({ task }) => `Staff are reminded to ${toDo[task]}, if they have not by then.`,
  'task-due': ({ task }) => `By then staff are to ${toDo[task]}; if they have not, an alarm is raised.`,
  'claim-expires': ({ task, by }) =>
    `Until then ${account(by)} has the task to ${toDo[task]}; after that anybody may take it on.`,
  'approval-expires': ({ act, place, staffRef }) =>
    `The proposal of ${proposer(act, staffRef)} ${proposed[act](place)} expires, if nobody has decided by then.`,
  'review-due': ({ act, place, staffRef }) =>
    `By then somebody else is to review that ${proposer(act, staffRef)} decided alone ${proposed[act](place)}.`,
};

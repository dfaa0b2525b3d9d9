/** Each step that stands in a timeline alone, in English. */
import { assertNever } from '../../failure/assert-never.js';
import { isSamePerson } from '../../human-task/human-task.js';
import { canBeAsked } from '../askable.js';
import type { TimelineStepOf } from '../timeline-step.js';
import { reason, refused, sent, settled, taken } from './english-attempt.js';
import { account, lasting, stageName, way, when } from './english-vocabulary.js';
import type { Words } from './words.js';

const minuteMs = 60_000;

const noAnswer = 'no answer told whether it was taken';

function answer(step: TimelineStepOf<'answered'>): string {
  const { attempt, outcome } = step;
  switch (outcome) {
    case 'accepted':
      return taken(attempt);
    case 'rejected':
      return refused(step);
    case 'unknown':
      return canBeAsked(attempt.route) ? noAnswer : `${noAnswer}, and that cannot be asked afterwards`;
    default:
      return assertNever(outcome);
  }
}

function asked({ answer, settlement, attempt, ...failed }: TimelineStepOf<'provider-asked'>): string {
  switch (answer) {
    case 'taken':
      return `asked what became of it, the provider said that it took it${settlement === undefined ? '' : `; ${settled(settlement, attempt, failed)}`}`;
    case 'never-received':
      return 'asked what became of it, the provider said that it never received it';
    case 'no-answer':
      return 'the provider was asked what became of it, and could not tell';
    default:
      return assertNever(answer);
  }
}

function receipt({ settlement, attempt, polled, revokes, ...failed }: TimelineStepOf<'receipt'>): string {
  const from = polled ? 'when asked for its confirmation, ' : '';
  if (settlement === undefined) return `${from}the provider does not know yet whether it was delivered`;
  return revokes
    ? `it had counted as delivered, and was sent back: ${reason(failed)}`
    : `${from}${settled(settlement, { ...attempt, evidence: 'receipt' }, failed)}`;
}

export const englishTimeline: Words['timeline'] = {
  'stage-decided': ({ place: { stage, round } }) =>
    `the bank decided, as the loan system has it: ${stageName(stage, round)}.`,
  'stage-reported-after': ({ place: { stage, round }, urgent, afterMs }) =>
    `the loan system reported ${stageName(stage, round)}${urgent ? ' as urgent' : ''}${afterMs < minuteMs ? '' : `, ${lasting(afterMs)} after the decision`}.`,
  sent: (step) =>
    `${sent(step)}${step.attempt.words === undefined ? '' : `, in the wording ${step.attempt.words}`}.`,
  'call-repeated': ({ attempt }) =>
    `${way(attempt.route)}: the same call was made again, which the provider takes once only, since no answer had come.`,
  answered: (step) => `${way(step.attempt.route)}: ${answer(step)}.`,
  'provider-asked': (step) => `${way(step.attempt.route)}: ${asked(step)}.`,
  receipt: (step) => `${way(step.attempt.route)}: ${receipt(step)}.`,
  'deadline-passed': ({ attempt, settlement }) =>
    `${way(attempt.route)}: ${settled(settlement, attempt, attempt)}.`,
  'task-claimed': ({ staffRef, until }, clockwork) =>
    `${account(staffRef)} took the task on, until ${when(clockwork, until)}.`,
  'task-released': ({ staffRef, heldBy }) =>
    isSamePerson(staffRef, heldBy)
      ? `${account(staffRef)} gave the task back.`
      : `${account(staffRef)} took the task back from ${account(heldBy)}.`,
  'task-reminded': () => 'staff were reminded that the task is nearly due.',
  'task-overdue': () => 'the task was not done in time; an alarm was raised.',
  'contacts-changed': ({ staffRef }) =>
    staffRef === undefined
      ? 'the loan system reported changed contacts.'
      : `${account(staffRef)} changed the contacts.`,
  'not-resent': () => 'what staff had asked to be sent again was not sent.',
};

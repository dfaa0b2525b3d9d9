/** Each recorded fact in English. */
import { channelOf } from '../../attempt/route.js';
import type { AttemptFacts } from '../facts.js';
import { canBeAsked } from '../askable.js';
import { assertNever } from '../../failure/assert-never.js';
import type { TaskClosedBecause, TaskKind } from '../../human-task/human-task.js';
import type { EvidenceOf } from '../evidence.js';
import type { Clockwork } from '../moment.js';
import { byReason } from './words.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  exactly,
  lasting,
  onDay,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  setback,
  stageName,
  way,
  when,
} from './english-vocabulary.js';
import { checkedWords } from './english-checks.js';
import { leftOutReason, listed } from './english-left-out.js';
import { secondPersonEvidence } from './english-second-person.js';

const closedBecause: Readonly<Record<TaskClosedBecause, string>> = {
  delivered: 'the message was delivered after all',
  superseded: 'something newer took its place',
  withdrawn: 'the application was withdrawn',
  'contact-corrected': 'the contact was corrected',
};

const contactNames: Readonly<Record<string, string>> = {
  mobile: 'mobile number',
  email: 'e-mail address',
  landline: 'landline number',
};

const toDo: Readonly<Record<TaskKind, string>> = {
  'deliver-by-hand': 'tell the applicant',
  'correct-contact': 'have the contact corrected',
  complaint: 'answer the complaint',
};

const needless = (tasks: readonly TaskKind[]): string => {
  if (tasks.length > 1) return 'need neither tell the applicant nor have the contact corrected';
  return tasks[0] === 'correct-contact'
    ? 'need not have the contact corrected'
    : 'need not tell the applicant themselves';
};

function purpose({ attempt, before, how }: EvidenceOf<'attempt'>): string {
  const because = before === undefined ? '' : `, since ${setback(before)}`;
  switch (attempt.purpose) {
    case 'first':
      return 'sent';
    case 'failover':
      if (how === 'corrected-contact') return 'sent to the corrected contact';
      return `tried another ${how === 'another-contact' ? 'contact' : 'way'}${because}; sent`;
    case 'copy':
      return `a copy was sent${because}; it went`;
    case 'retry':
      return `sent once more${because}; it went`;
    case 'resend':
      return 'sent again on purpose, as staff asked,';
    default:
      return assertNever(attempt.purpose);
  }
}

function result({ attempt, why }: EvidenceOf<'attempt'>, clockwork: Clockwork): string {
  const { settlement, outcome, failure } = attempt;
  const reason = why?.en ?? (failure === undefined ? 'the reason is not recorded' : reasons[failure]);
  const settledAt = attempt.settledAt === undefined ? '' : ` on ${exactly(clockwork, attempt.settledAt)}`;
  const first = attempt.unanswered ? 'at first no answer told whether it was taken; ' : '';
  switch (settlement) {
    case 'delivered':
      return attempt.evidence === 'acceptance'
        ? `${first}it was not sent back, and counts as delivered${settledAt}`
        : channelOf(attempt.route) === 'voice'
          ? `${first}the call was heard to its end${settledAt}; who listened is not known`
          : `${first}delivery was confirmed${settledAt}`;
    case 'undelivered':
      return `${first}it was reported as not delivered${settledAt}: ${reason}`;
    case 'no-receipt':
      return `${first}no confirmation of delivery came in time`;
    case undefined:
      break;
    default:
      return assertNever(settlement);
  }
  switch (outcome) {
    case 'intended':
      return 'no answer of the provider is recorded yet';
    case 'rejected':
      return `it was refused: ${reason}`;
    case 'accepted':
      return `${first}${accepted(attempt)}`;
    case 'unknown':
      return unknown(attempt);
    default:
      return assertNever(outcome);
  }
}

const accepted = ({ evidence }: AttemptFacts): string =>
  evidence === 'acceptance'
    ? 'the recipient’s mail server accepted it; it was not sent back so far'
    : 'the provider accepted it; delivery is not confirmed yet';

function unknown({ route, neverReceived, asked }: AttemptFacts): string {
  if (neverReceived) return 'no answer came, and when asked the provider said that it never received it';
  return !canBeAsked(route)
    ? 'no answer told whether it was taken, and that cannot be asked afterwards'
    : `whether the provider took it is not known; it was ${asked === 0 ? 'not asked yet' : asked === 1 ? 'asked once' : `asked ${asked} times`}`;
}

export const englishEvidence: Words['evidence'] = {
  'application-reported': ({ at }, clockwork) => `${exactly(clockwork, at)}: the application was reported.`,
  'application-withdrawn': ({ at }, clockwork) => `${exactly(clockwork, at)}: the application was withdrawn.`,
  'reply-received': ({ at, unsubscribes, complains }, clockwork) =>
    `${exactly(clockwork, at)}: the applicant replied by text message${unsubscribes ? ' that they want no more of them' : ''}${complains ? ' and complained' : ''}${unsubscribes || complains ? '' : '; what they wrote is kept sealed'}.`,
  'application-erased': ({ at, because }, clockwork) =>
    `${exactly(clockwork, at)}: the applicant’s data was erased, ${because === 'retention' ? 'since the time it is kept for was over' : 'on request'}; what stands here is the record without it.`,
  'stage-reported': ({ at, place, decidedAt, urgent }, clockwork) =>
    `${exactly(clockwork, at)}: the loan system reported ${stageName(place.stage, place.round)}${urgent ? ' as urgent' : ''}; ${decidedAt === undefined ? 'when the bank decided was not reported' : `the bank decided on ${when(clockwork, decidedAt)}`}.`,
  'report-refused': ({ at, what, stage, round, code }, clockwork) =>
    `${exactly(clockwork, at)}: a report of ${reported(what, stage, round)} was refused, ${refusalReason(code)}.`,
  'decision-listed': ({ at, place, day, decidedAt, reportedAfterMs }, clockwork) =>
    `${exactly(clockwork, at)}: the bank’s own list of ${onDay(day)} named ${stageName(place.stage, place.round)}${decidedAt === undefined ? '' : `, made on ${when(clockwork, decidedAt)}`}; no report of it was on record${reportedAfterMs === undefined ? '' : `, and it reached us only ${lasting(reportedAfterMs)} after the decision`}.`,
  held: ({ at, until, because }, clockwork) =>
    because === 'calendar-unknown'
      ? `${exactly(clockwork, at)}: held, since the calendar does not know the year; looked at again on ${when(clockwork, until)}.`
      : `${exactly(clockwork, at)}: held until ${byCalendar(clockwork, until)}, since ${because === 'window' ? 'it was outside sending hours' : 'it was in the quiet hours'}.`,
  'window-closed': ({ at }, clockwork) =>
    `${exactly(clockwork, at)}: sending hours ended just before it could be sent; nothing was sent.`,
  'left-out': ({ leftOut }) =>
    `Not used: ${byReason(leftOut, leftOutReason)
      .map(([reason, routes]) => `${listed(routes.map(way))}, since ${reason}`)
      .join('; ')}.`,
  barred: ({ at, route }, clockwork) =>
    `${exactly(clockwork, at)}: not sent by ${way(route)}, since it may already have gone to the same number or address that way; nothing is sent there twice.`,
  attempt: (fact, clockwork) =>
    `${exactly(clockwork, fact.at)}: ${purpose(fact)} by ${way(fact.attempt.route)}; ${result(fact, clockwork)}.`,
  'receipt-contradicts': ({ at, route }, clockwork) =>
    `${exactly(clockwork, at)}: a later confirmation for the ${way(route)} contradicts what was recorded; an alarm was raised.`,
  'task-opened': ({ at, task, because, dueAt, overdue }, clockwork) =>
    `${exactly(clockwork, at)}: handed to staff to ${toDo[task]}, since ${reasons[because]}; due by ${when(clockwork, dueAt)}${overdue ? ', and not done by then' : ''}.`,
  'task-completed': ({ at, task, outcome, staffRef, confirmedBy, verified }, clockwork) =>
    `${exactly(clockwork, at)}: ${account(staffRef)} ${task === 'correct-contact' && outcome === 'unreachable' ? 'found no right contact for the applicant' : outcomeWords[outcome]}${confirmedBy === undefined ? '' : `; ${account(confirmedBy)} confirmed it`}${verified ? '' : ' (who recorded this was not verified by us)'}.`,
  'task-closed': ({ at, tasks, because }, clockwork) =>
    `${exactly(clockwork, at)}: staff ${needless(tasks)} any more${because === undefined ? '; why is not recorded' : `, since ${closedBecause[because]}`}.`,
  'second-person': secondPersonEvidence,
  'contact-verified': checkedWords,
  contact: ({ contact: { name, state } }) => {
    const called = contactNames[name] ?? 'registration for app notifications';
    if (state === 'missing') return `No ${called} is on record.`;
    if (state === 'not-in-service')
      return `The ${called} on record is nobody’s, as a check has shown; it is not used.`;
    if (state === 'not-this-person')
      return `The ${called} on record is another person’s, as a check has shown; it is not used.`;
    return state === 'good'
      ? `A ${called} is on record; it can only be called.`
      : `The ${called} on record is not written as one that can be used.`;
  },
};

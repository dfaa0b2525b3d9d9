/** Each recorded fact in English. */
import type { TaskClosedBecause, TaskKind } from '../../human-task/human-task.js';
import { byReason } from './words.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  lasting,
  lineWords,
  onDay,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  stageName,
  way,
  when,
} from './english-vocabulary.js';
import { result, sent } from './english-attempt.js';
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

/** What a task asks of staff. */
export const toDo: Readonly<Record<TaskKind, string>> = {
  'deliver-by-hand': 'tell the applicant',
  'correct-contact': 'have the contact corrected',
  complaint: 'answer the complaint',
  'tell-compensation': 'tell the applicant of a compensation',
};

const needless = (tasks: readonly TaskKind[]): string => {
  if (tasks.length > 1) return 'need neither tell the applicant nor have the contact corrected';
  return tasks[0] === 'correct-contact'
    ? 'need not have the contact corrected'
    : 'need not tell the applicant themselves';
};

export const englishEvidence: Words['evidence'] = {
  'application-reported': () => 'the application was reported.',
  'application-withdrawn': () => 'the application was withdrawn.',
  'reply-received': ({ unsubscribes, complains }) =>
    `the applicant replied by text message${unsubscribes ? ' that they want no more of them' : ''}${complains ? ' and complained' : ''}${unsubscribes || complains ? '' : '; what they wrote is kept sealed'}.`,
  'application-erased': ({ because }) =>
    `the applicant’s data was erased, ${because === 'retention' ? 'since the time it is kept for was over' : 'on request'}; what stands here is the record without it.`,
  'stage-reported': ({ place, decidedAt, urgent }, clockwork) =>
    `the loan system reported ${stageName(place.stage, place.round)}${urgent ? ' as urgent' : ''}; ${decidedAt === undefined ? 'when the bank decided was not reported' : `the bank decided on ${when(clockwork, decidedAt)}`}.`,
  'report-refused': ({ what, stage, round, code }) =>
    `a report of ${reported(what, stage, round)} was refused, ${refusalReason(code)}.`,
  'decision-listed': ({ place, day, decidedAt, reportedAfterMs }, clockwork) =>
    `the bank’s own list of ${onDay(day)} named ${stageName(place.stage, place.round)}${decidedAt === undefined ? '' : `, made on ${when(clockwork, decidedAt)}`}; no report of it was on record${reportedAfterMs === undefined ? '' : `, and it reached us only ${lasting(reportedAfterMs)} after the decision`}.`,
  held: ({ until, because, line }, clockwork) =>
    because === 'calendar-unknown'
      ? `held, since the calendar does not know the year; looked at again on ${when(clockwork, until)}.`
      : `held until ${byCalendar(clockwork, until)}, since ${because === 'window' ? 'it was outside sending hours' : 'it was in the quiet hours'}.${lineWords(clockwork, line)}`,
  'window-closed': () => 'sending hours ended just before it could be sent; nothing was sent.',
  'left-out': ({ leftOut }) =>
    `Not used: ${byReason(leftOut, leftOutReason)
      .map(([reason, routes]) => `${listed(routes.map(way))}, since ${reason}`)
      .join('; ')}.`,
  barred: ({ route }) =>
    `not sent by ${way(route)}, since it may already have gone to the same number or address that way; nothing is sent there twice.`,
  attempt: (fact, clockwork) => `${sent(fact)}; ${result(fact, clockwork)}.`,
  'receipt-contradicts': ({ route }) =>
    `a later confirmation for the ${way(route)} contradicts what was recorded; an alarm was raised.`,
  'incident-listed': ({ incidentId, route }) =>
    `put on the list of incident ${incidentId}: its message by ${way(route)} may never have arrived.`,
  'task-opened': ({ task, because, dueAt, overdue }, clockwork) =>
    `handed to staff to ${toDo[task]}, since ${reasons[because]}; due by ${when(clockwork, dueAt)}${overdue ? ', and not done by then' : ''}.`,
  'task-put-off': ({ staffRef, because, until }, clockwork) =>
    `${account(staffRef)} ${because === 'no-answer' ? 'tried in vain to call' : 'called, and was asked to call later'}; again on ${when(clockwork, until)}.`,
  'task-completed': ({ task, outcome, staffRef, confirmedBy, verified }) =>
    `${account(staffRef)} ${task === 'correct-contact' && outcome === 'unreachable' ? 'found no right contact for the applicant' : outcomeWords[outcome]}${confirmedBy === undefined ? '' : `; ${account(confirmedBy)} confirmed it`}${verified ? '' : ' (who recorded this was not verified by us)'}.`,
  'task-closed': ({ tasks, because }) =>
    `staff ${needless(tasks)} any more${because === undefined ? '; why is not recorded' : `, since ${closedBecause[because]}`}.`,
  'second-person': secondPersonEvidence,
  abridged: ({ count }) => `Here ${count} more facts on record are left out.`,
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

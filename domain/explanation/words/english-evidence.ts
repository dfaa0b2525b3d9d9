/** Each recorded fact in English. */
import type { AttemptFacts } from '../facts.js';
import { assertNever } from '../../failure/assert-never.js';
import type { TaskClosedBecause } from '../../human-task/human-task.js';
import type { EvidenceOf } from '../evidence.js';
import type { Clockwork } from '../moment.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  exactly,
  leftOutReason,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  stageName,
  way,
  when,
} from './english-vocabulary.js';

const closedBecause: Readonly<Record<TaskClosedBecause, string>> = {
  delivered: 'the message was delivered after all',
  superseded: 'something newer took its place',
  withdrawn: 'the application was withdrawn',
  'contact-corrected': 'the contact was corrected',
};

const contactNames: Readonly<Record<string, string>> = {
  mobile: 'The mobile number',
  email: 'The e-mail address',
  landline: 'The landline number',
};

function purpose({ attempt, before }: EvidenceOf<'attempt'>): string {
  const because = before === undefined ? '' : `, since ${reasons[before]}`;
  switch (attempt.purpose) {
    case 'first':
      return 'sent';
    case 'failover':
      return `tried another way${because}; sent`;
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
  switch (settlement) {
    case 'delivered':
      return attempt.evidence === 'acceptance'
        ? `it was not sent back, and counts as delivered${settledAt}`
        : `delivery was confirmed${settledAt}`;
    case 'undelivered':
      return `it was reported as not delivered${settledAt}: ${reason}`;
    case 'no-receipt':
      return `no confirmation of delivery came in time`;
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
      return accepted(attempt);
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

const unknown = ({ neverReceived, asked }: AttemptFacts): string =>
  neverReceived
    ? 'the provider said that it never received it'
    : `whether the provider took it is not known; it was asked ${asked === 0 ? 'not yet' : asked === 1 ? 'once' : `${asked} times`}`;

export const englishEvidence: Words['evidence'] = {
  'application-reported': ({ at }, clockwork) => `${exactly(clockwork, at)}: the application was reported.`,
  'application-withdrawn': ({ at }, clockwork) => `${exactly(clockwork, at)}: the application was withdrawn.`,
  'stage-reported': ({ at, place, decidedAt, urgent }, clockwork) =>
    `${exactly(clockwork, at)}: ${stageName(place.stage, place.round)} was reported${urgent ? ' as urgent' : ''}; the bank decided ${decidedAt === undefined ? 'at a time that was not reported' : `on ${when(clockwork, decidedAt)}`}.`,
  'report-refused': ({ at, what, stage, round, code }, clockwork) =>
    `${exactly(clockwork, at)}: a report of ${reported(what, stage, round)} was refused, ${refusalReason(code)}.`,
  held: ({ at, until, because }, clockwork) =>
    because === 'calendar-unknown'
      ? `${exactly(clockwork, at)}: held, since the calendar does not know the year; looked at again on ${when(clockwork, until)}.`
      : `${exactly(clockwork, at)}: held until ${byCalendar(clockwork, until)} (${because === 'window' ? 'outside sending hours' : 'quiet hours'}).`,
  'window-closed': ({ at }, clockwork) =>
    `${exactly(clockwork, at)}: sending hours ended just before it could be sent; nothing was sent.`,
  'left-out': ({ leftOut }) =>
    `Not used: ${leftOut
      .map(({ route, because }) => `${way(route)}, since ${leftOutReason(because)}`)
      .join('; ')}.`,
  attempt: (fact, clockwork) =>
    `${exactly(clockwork, fact.at)}: ${purpose(fact)} by ${way(fact.attempt.route)}; ${result(fact, clockwork)}.`,
  'receipt-contradicts': ({ at, route }, clockwork) =>
    `${exactly(clockwork, at)}: a later confirmation for the ${way(route)} contradicts what was recorded; an alarm was raised.`,
  'task-opened': ({ at, task, because, dueAt, overdue }, clockwork) =>
    `${exactly(clockwork, at)}: handed to staff to ${task === 'deliver-by-hand' ? 'tell the applicant' : 'have the contact corrected'}, since ${reasons[because]}; due by ${when(clockwork, dueAt)}${overdue ? ', and not done by then' : ''}.`,
  'task-completed': ({ at, outcome, staffRef, confirmedBy, verified }, clockwork) =>
    `${exactly(clockwork, at)}: ${account(staffRef)} ${outcomeWords[outcome]}${confirmedBy === undefined ? '' : `; ${account(confirmedBy)} confirmed it`}${verified ? '' : ' (who recorded this was not verified by us)'}.`,
  'task-closed': ({ at, because }, clockwork) =>
    `${exactly(clockwork, at)}: staff need not do it any more${because === undefined ? '; why is not recorded' : `, since ${closedBecause[because]}`}.`,
  contact: ({ contact }) =>
    `${contactNames[contact.name] ?? 'A registration for app notifications'} on record ${contact.state === 'missing' ? 'is missing' : 'is not written as one that can be used'}.`,
};

/** What is said of each cause in English. */
import { channelOf } from '../../attempt/route.js';
import type { Route } from '../../attempt/route.js';
import { canBeAsked } from '../askable.js';
import type { TaskBecause } from '../../human-task/human-task.js';
import type { LeftOutRoute } from '../../plan/left-out.js';
import type { Detour } from '../finding.js';
import type { Clockwork } from '../moment.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  detourWords,
  lineWords,
  message,
  onDay,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  stageName,
  waitWords,
  way,
  when,
} from './english-vocabulary.js';
import { listed, notAllowedUnknown, notAllowedWords, remedyWords } from './english-left-out.js';
import { reviewWords, secondPersonStep, secondPersonWords } from './english-second-person.js';

const verify = 'Before I can tell you more, please let me verify who you are.';
const checking = 'We are looking into your application on our side. I will find out and call you back.';
const onItsWay = `A message for you is on its way. ${verify}`;
const staffHaveIt = `There is a message for you that we want to give you in person. ${verify}`;
const wasSent = (route: Route | undefined): string =>
  route !== undefined && channelOf(route) === 'voice'
    ? `We have a record that we called the number you gave us and that the call was heard. ${verify}`
    : `We have a record that a message was delivered to the contact you gave us. ${verify}`;

const isTwice = (detours: readonly Detour[]): boolean => detours.some(({ how }) => how === 'copy');
const twice = (detours: readonly Detour[]): string =>
  detours.some(({ how, to }) => how === 'copy' && channelOf(to) === 'voice')
    ? ' The applicant may have got both: the call says only that there is news.'
    : ' The applicant may have got it twice, with the same reference number.';

const since = (because: TaskBecause | undefined): string =>
  because === undefined ? 'why is not recorded' : reasons[because];

const also = (notAllowed: readonly LeftOutRoute[]): string =>
  notAllowed.length === 0 ? '' : `; ${notAllowedWords(notAllowed)}`;

interface Term {
  readonly since: number;
  readonly dueAt?: number;
  readonly overdue: boolean;
}
const term = (clockwork: Clockwork, { since: from, dueAt, overdue }: Term): string => {
  const begun = `Staff have had it since ${when(clockwork, from)}`;
  if (dueAt === undefined) return `${begun}; until when is not recorded.`;
  return overdue
    ? `${begun}; it was due by ${when(clockwork, dueAt)} and is overdue.`
    : `${begun}; it is due by ${when(clockwork, dueAt)}.`;
};
const byWhom = 'Verify the applicant’s identity, tell them, and complete the task with how it was done.';
const orNotRecorded = (clockwork: Clockwork, at: number | undefined): string =>
  at === undefined ? 'at a time that is not recorded' : `on ${when(clockwork, at)}`;
const byWay = (route: Parameters<typeof way>[0] | undefined): string =>
  route === undefined ? 'in a way that is not recorded' : `by ${way(route)}`;
const until = (clockwork: Clockwork, at: number | undefined): string =>
  at === undefined ? 'until a time that is not recorded' : `until ${when(clockwork, at)}`;

export const englishCauses: Words['causes'] = {
  'application-unknown': () => ({
    cause: 'No application with this number was ever reported to us.',
    nextStep:
      'Check the number with the applicant, then ask the loan system whether it reported the application.',
    tellApplicant:
      'I cannot find an application under this number in our records of messages. Could we check the number together?',
  }),
  'nothing-reported': ({ reportedAt }, clockwork) => ({
    cause: `No decision was reported to us: the application came on ${when(clockwork, reportedAt)}, and no stage since.`,
    nextStep:
      'Ask the department that decides whether there is a decision; once it is reported, the message goes out by itself.',
    tellApplicant:
      'Our records of messages hold no news about your application so far. I will ask the department that handles it.',
  }),
  'stage-not-reported': ({ stage, round, laterKnown }) => ({
    cause: `No decision was reported to us for this stage: ${stageName(stage, round)}.${laterKnown ? ' A later stage was reported; stages may be skipped.' : ''}`,
    nextStep:
      'Ask the department that decides whether this stage was reached; once it is reported, the message goes out by itself.',
    tellApplicant:
      'Our records of messages hold nothing about this step so far. I will ask the department that handles your application.',
  }),
  'report-refused': ({ at, kind, stage, round, code }, clockwork) => ({
    cause: `The loan system reported ${reported(kind, stage, round)} on ${when(clockwork, at)}, and we refused the report, ${refusalReason(code)}. So no message is owed for it.`,
    nextStep:
      code === 'stage-goes-back'
        ? 'Look at the message about the later stage: after it, this one is not told any more. If something else was meant, ask the loan system.'
        : 'Ask the loan system to correct the report and send it again.',
    tellApplicant: checking,
  }),
  'decision-unreported': ({ place, day, decidedAt, applicationKnown, laterKnown }, clockwork) => ({
    cause: `The bank’s own list says that ${stageName(place.stage, place.round)} was made on ${decidedAt === undefined ? onDay(day) : when(clockwork, decidedAt)}, but no decision reached us: the loan system never reported it${applicationKnown ? '' : ', nor the application'}.${laterKnown ? ' A later stage was reported.' : ''}`,
    nextStep: laterKnown
      ? 'Look at the message about the later stage: after it, this one is not told any more. Ask the loan system why it was passed over.'
      : `Ask the loan system to report ${applicationKnown ? 'it' : 'the application and the decision'} now; once that is done, the message goes out by itself.`,
    tellApplicant: checking,
  }),
  'correction-waits': ({ place, since: from, until: to }, clockwork) => ({
    cause: `The loan system corrected ${stageName(place.stage)} on ${when(clockwork, from)} (round ${place.round}). The applicant has heard, or may have heard, what it corrects, so it is told only once a second person agrees, until ${when(clockwork, to)} at the latest.`,
    nextStep: 'Have a supervisor decide on it; until then, tell the applicant neither decision.',
    tellApplicant: checking,
  }),
  'being-taken-up': ({ place, since: from }, clockwork) => ({
    cause: `${message(place)} has been owed since ${when(clockwork, from)} and is just being taken up.`,
    nextStep: 'Wait a minute and look again.',
    tellApplicant: `A message for you is being prepared. ${verify}`,
  }),
  'held-for-hours': ({ place, until: to, policy, line }, clockwork) => ({
    cause: `${message(place)} is held until ${byCalendar(clockwork, to)}, since messages ${policy === 'strict' ? 'go out in business hours only' : 'go out in business hours where that is possible'}.${lineWords(clockwork, line)}`,
    nextStep: `Wait: it goes out by itself at that time.`,
    tellApplicant: `A message for you goes out on ${byCalendar(clockwork, to)}. ${verify}`,
  }),
  'held-for-quiet': ({ place, until: to, line }, clockwork) => ({
    cause: `${message(place)} is held until ${byCalendar(clockwork, to)}, since no phone is made to ring in the quiet hours of the night.${lineWords(clockwork, line)}`,
    nextStep: `Wait: it goes out by itself at that time.`,
    tellApplicant: `A message for you goes out on ${byCalendar(clockwork, to)}. ${verify}`,
  }),
  'calendar-unknown': ({ place, askAgainAt }, clockwork) => ({
    cause: `${message(place)} is held, since our calendar has no workdays and holidays for the year yet; it is looked at again on ${when(clockwork, askAgainAt)}.`,
    nextStep: 'Have an engineer add the year to the calendar; an alarm was raised.',
    tellApplicant: `A message for you is ready and goes out as soon as our sending hours are known. ${verify}`,
  }),
  'being-sent': ({ place, route, detours }) => ({
    cause: `${message(place)} is being sent at this moment${route === undefined ? '' : ` by ${way(route)}`}.${detourWords(detours)}`,
    nextStep: 'Wait a minute and look again.',
    tellApplicant: onItsWay,
  }),
  'awaiting-receipt': ({ place, route, since: from, until: to, detours }, clockwork) => ({
    cause: `${message(place)} went by ${way(route)} and was accepted by the provider on ${when(clockwork, from)}; whether it arrived is not known yet. The confirmation is awaited ${until(clockwork, to)}.${detourWords(detours)}`,
    nextStep: 'Wait until then: without a confirmation it goes on by itself, by another way or with staff.',
    tellApplicant: `A message for you was sent; that it arrived is not confirmed yet. ${verify}`,
  }),
  'mail-server-accepted': ({ place, since: from, until: to, detours }, clockwork) => ({
    cause: `${message(place)} was accepted by the recipient’s mail server on ${when(clockwork, from)}; whether it was read is not known. It counts as delivered if it is not sent back (awaited ${until(clockwork, to)}).${detourWords(detours)}`,
    nextStep: 'Wait until then; meanwhile the applicant may look into the folder for unwanted mail.',
    tellApplicant: `An e-mail for you was accepted by your mail service. It may lie in the folder for unwanted mail. ${verify}`,
  }),
  'push-unacknowledged': ({ place, since: from, until: to, detours }, clockwork) => ({
    cause: `${message(place)} was accepted by the notification service on ${when(clockwork, from)}; the app has not confirmed it yet. The confirmation is awaited ${until(clockwork, to)}.${detourWords(detours)}`,
    nextStep: 'Wait until then: without a confirmation it goes on by itself, by another way or with staff.',
    tellApplicant: `There is news for you in our app; please open it. ${verify}`,
  }),
  'outcome-unknown': ({ place, route, asked, until: to }, clockwork) => {
    const unanswered = `${message(place)} was handed over ${byWay(route)}, and no answer told whether it was taken.`;
    if (route !== undefined && !canBeAsked(route))
      return {
        cause: `${unanswered} That cannot be asked afterwards, so a sign that it arrived is awaited ${until(clockwork, to)}; it is never sent again blindly.`,
        nextStep:
          'Wait until then: without a sign of it, it goes on by itself, by another way or with staff.',
        tellApplicant: `A message for you may be on its way; that is not certain yet. ${verify}`,
      };
    return {
      cause: `${unanswered} So that it is never sent twice blindly, the provider is asked first (${asked === 0 ? 'not asked yet' : `asked ${asked === 1 ? 'once' : `${asked} times`} so far`}); the next answer is awaited ${until(clockwork, to)}.`,
      nextStep: 'Wait until then: it goes on by itself as the answer says.',
      tellApplicant: `A message for you may be on its way; we are checking with our provider. ${verify}`,
    };
  },
  'provider-limit': ({ place, route, until: to }, clockwork) => ({
    cause: `${message(place)} waits ${until(clockwork, to)}${route === undefined ? '' : ` to be sent by ${way(route)}`}, since the provider takes no more messages for a while.`,
    nextStep: 'Wait until then: it is tried again by itself.',
    tellApplicant: onItsWay,
  }),
  stalled: ({ place, waitedFor, until: to }, clockwork) => ({
    cause: `${message(place)} should have gone on by ${when(clockwork, to)} and has not: it was waiting for ${waitWords[waitedFor]}. Why it has not is not known.`,
    nextStep:
      'Tell an engineer at once; if the applicant is waiting, verify who they are and answer them yourself.',
    tellApplicant: checking,
  }),
  'with-staff': ({ place, because, notAllowed, ...rest }, clockwork) => ({
    cause: `${message(place)} could not be delivered automatically: ${since(because)}${also(notAllowed)}. ${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `${byWhom}${remedyWords(notAllowed)}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: staffHaveIt,
  }),
  'staff-overdue': ({ place, because, notAllowed, ...rest }, clockwork) => ({
    cause: `${message(place)} could not be delivered automatically: ${since(because)}${also(notAllowed)}. ${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `${byWhom} Do it now, or tell a supervisor who will.${remedyWords(notAllowed)}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: staffHaveIt,
  }),
  'contact-unusable': ({ place, because, missing, ...rest }, clockwork) => ({
    cause: `${message(place)} could not be sent${because === 'no-route' && missing ? ': no contact that it could go to is on record' : ` to the contact on record: ${because === 'no-route' ? 'it is not written as one that can be used' : since(because)}`}. ${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `Verify the applicant’s identity, take down the right contact and have it reported, or tell them yourself and complete the task.${rest.overdue ? ' It is overdue: do it now.' : ''}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant:
      'There is a message for you. Please let me verify who you are, and then check with you how we can best reach you.',
  }),
  'not-permitted': ({ place, notAllowed, barred, ...rest }, clockwork) => ({
    cause: `${message(place)} ${barred.length === 0 ? `was not sent: ${notAllowed.length === 0 ? notAllowedUnknown : notAllowedWords(notAllowed)}` : `was not sent by ${listed(barred.map(way), 'or')}: it may already have gone to the same number or address that way, and nothing is sent there twice`}. ${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `${byWhom}${rest.overdue ? ' It is overdue: do it now.' : ''}${remedyWords(notAllowed)}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: staffHaveIt,
  }),
  delivered: ({ place, at, route, detours }, clockwork) => ({
    cause: `${message(place)} was delivered ${orNotRecorded(clockwork, at)} ${byWay(route)}.${detourWords(detours)}`,
    nextStep: 'Nothing is left to do.',
    tellApplicant: wasSent(route),
  }),
  'delivered-late': ({ place, at, route, detours, wasWithStaff }, clockwork) => ({
    cause: `${message(place)} was delivered late, ${orNotRecorded(clockwork, at)} ${byWay(route)}${wasWithStaff ? ', after it had been handed to staff' : ''}.${detourWords(detours)}${isTwice(detours) ? twice(detours) : ''}`,
    nextStep: 'Nothing is left to do.',
    tellApplicant: wasSent(route),
  }),
  'delivered-unconfirmed': ({ place, at, route, detours }, clockwork) => ({
    cause: `${message(place)} counts as delivered ${orNotRecorded(clockwork, at)} by ${way(route)}: the recipient’s mail server had taken it and did not send it back. Whether it was read is not known.${detourWords(detours)}${isTwice(detours) ? twice(detours) : ''}`,
    nextStep:
      'Nothing is left to do; if the applicant cannot find it, verify who they are and answer them yourself.',
    tellApplicant: `An e-mail for you was accepted by your mail service. It may lie in the folder for unwanted mail. ${verify}`,
  }),
  'delivery-contradicted': ({ place, at, route, contradictedAt }, clockwork) => ({
    cause: `${message(place)} was confirmed as delivered ${orNotRecorded(clockwork, at)} ${byWay(route)}, but a confirmation of ${when(clockwork, contradictedAt)} says otherwise. Which of them is right is not known.`,
    nextStep: 'Tell a supervisor; verify the applicant’s identity and ask whether they have got it.',
    tellApplicant: `We are not certain that a message for you arrived. ${verify}`,
  }),
  'completed-by-staff': ({ place, at, outcome, staffRef, verified }, clockwork) => ({
    cause: `${message(place)} was finished by staff ${orNotRecorded(clockwork, at)}: ${account(staffRef)} ${outcome === undefined ? 'did it in a way that is not recorded' : outcomeWords[outcome]}.${verified === false ? ' Who recorded this was not verified by us.' : ''}`,
    nextStep: 'Nothing is left to do.',
    tellApplicant: `Our records say that a colleague has already been in touch with you. ${verify}`,
  }),
  superseded: ({ place, at, by }, clockwork) => ({
    cause: `${message(place)} was not pursued any more: ${orNotRecorded(clockwork, at)} it was overtaken by ${by === undefined ? 'something newer that is not recorded' : stageName(by.stage, by.round)}.`,
    nextStep:
      by === undefined ? 'Look at what was reported last.' : 'Look at the message that took its place.',
    tellApplicant: `There is newer information about your application. ${verify}`,
  }),
  withdrawn: ({ place, at }, clockwork) => ({
    cause: `The application was withdrawn ${orNotRecorded(clockwork, at)}; ${place === undefined ? 'no message is owed any more' : `the message about ${stageName(place.stage, place.round)} is not owed any more`}.`,
    nextStep: 'Nothing is left to do; if the applicant knows of no withdrawal, ask the loan system.',
    tellApplicant: `No message is planned for this application any more. ${verify}`,
  }),
  unreachable: ({ place, at, staffRef, confirmedBy, alone }, clockwork) => ({
    cause: `${message(place)} could not be brought to the applicant: ${account(staffRef)} found ${orNotRecorded(clockwork, at)} that they cannot be reached, ${alone === undefined ? `and ${account(confirmedBy)} confirmed it` : reviewWords(alone)}.`,
    nextStep:
      'Nothing is left to do; if the applicant calls now, verify who they are, tell them, and ask for the right contact.',
    tellApplicant: `We have tried to reach you with a message. ${verify}`,
  }),
};

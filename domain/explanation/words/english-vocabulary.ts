/** English words for the vocabulary, as a member of staff would say them. */
import { channelOf } from '../../attempt/route.js';
import type { Channel, Route } from '../../attempt/route.js';
import { assertNever } from '../../failure/assert-never.js';
import { catalogue } from '../../failure/catalogue.js';
import type { FailureCode } from '../../failure/catalogue.js';
import { isStaffRef } from '../../human-task/human-task.js';
import type { TaskBecause, TaskOutcome } from '../../human-task/human-task.js';
import type { Wait } from '../../notice/state.js';
import type { Stage } from '../../stage/stage.js';
import { mostTurnsTold } from '../detour.js';
import type { LineFact, RefusalFact } from '../facts.js';
import type { Detour, Place, Setback } from '../finding.js';
import { calendarMomentOf, momentIn, momentOfDate, roughly } from '../moment.js';
import type { Clockwork, Moment } from '../moment.js';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
// prettier-ignore
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const dateWords = ({ weekday, day, month, year }: Moment): string =>
  `${weekdays[weekday] ?? ''} ${day} ${months[month - 1] ?? ''} ${year}`;

/** `Monday 9 November 2026, 09:00` */
export const when = ({ timeZone }: Clockwork, instant: number): string => {
  const moment = momentIn(timeZone, instant);
  return `${dateWords(moment)}, ${moment.clock}`;
};

/** To the second, for what happened. */
export const exactly = ({ timeZone }: Clockwork, instant: number): string => {
  const moment = momentIn(timeZone, instant);
  return `${dateWords(moment)}, ${moment.toTheSecond}`;
};

/** `Monday 9 November 2026`, of a local date `YYYY-MM-DD`. */
export const onDay = (date: string): string => dateWords(momentOfDate(date));

/** About how long, in whole minutes, hours or days. */
export const lasting = (ms: number): string => {
  const { count, unit } = roughly(ms);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

/** An instant of the send windows; on a pressed calendar also by the clock. */
export const byCalendar = (clockwork: Clockwork, instant: number): string => {
  const moment = calendarMomentOf(clockwork, instant);
  const words = `${dateWords(moment)}, ${moment.clock}`;
  if (clockwork.pressed === undefined) return words;
  const { toTheSecond } = momentIn(clockwork.timeZone, instant);
  return `${words} on the demonstration’s calendar (${toTheSecond} by the clock)`;
};

/** Why it is later than the opening. */
export const lineWords = (clockwork: Clockwork, line: LineFact | undefined): string =>
  line === undefined
    ? ''
    : ` Sending begins on ${byCalendar(clockwork, line.opensAt)}; the provider takes only so many a second, and ${line.ahead.toLocaleString('en')} others go first.`;

export const channelWords: Readonly<Record<Channel, string>> = {
  sms: 'text message',
  push: 'app notification',
  email: 'e-mail',
  voice: 'phone call',
};
/** Providers named after what they speak: nobody calls them that. */
const unspoken: readonly string[] = ['fcm', 'smtp'];
/** `text message (aliyun)`, `e-mail` */
export const way = (route: Route): string => {
  const channel = channelOf(route);
  const provider = route.slice(channel.length + 1);
  return unspoken.includes(provider) ? channelWords[channel] : `${channelWords[channel]} (${provider})`;
};

const stageNames: Readonly<Record<Stage, string>> = {
  'preliminary-approval': 'the preliminary approval',
  'supplementary-documents': 'the request for further documents',
  'final-decision': 'the final decision',
};
export const stageName = (stage: Stage, round = 1): string =>
  `${stageNames[stage]}${round === 1 ? '' : ` (round ${round})`}`;
export const message = ({ stage, round }: Place): string => `The message about ${stageName(stage, round)}`;

const reportNames: Readonly<Record<RefusalFact['kind'], string>> = {
  application: 'the application',
  stage: 'a stage',
  contacts: 'new contacts',
  withdrawal: 'the withdrawal',
};
/** What a refused report was about. */
export const reported = (kind: RefusalFact['kind'], stage: Stage | undefined, round = 1): string =>
  kind === 'stage' && stage !== undefined ? stageName(stage, round) : reportNames[kind];

export const refusalReason = (code: FailureCode | undefined): string =>
  code === undefined ? 'for a reason that is not known here' : `because ${catalogue[code].en}`;

/** Why something failed, as a clause. */
export const reasons: Readonly<Record<TaskBecause, string>> = {
  'wrong-number': 'the number, address or app on record is not valid or no longer in use',
  'suspect-number': 'the number may be empty, suspended or switched off (which of them is not known)',
  unreachable: 'the phone or mailbox could not be reached',
  blocked: 'the message was stopped by a blocklist, a frequency limit or a refusal of messages',
  'rate-limited': 'the provider took no more messages for a while',
  'content-rejected': 'the provider refused the wording or the sender’s signature',
  misconfigured: 'our account with the provider is not set up rightly',
  'provider-down': 'the provider was out of service for us',
  'unknown-outcome': 'what became of it could not be found out',
  'not-allowed': 'sending was not permitted',
  silence: 'no confirmation of delivery came in time',
  'no-route': 'there was no way of sending it',
  'bad-contact': 'the contact on record cannot be used',
  'not-this-person': 'the mobile number on record is another person’s, as a check has shown',
  'applicant-complained': 'the applicant complained by a reply to a text message',
  bounced: 'the recipient’s mail server took the e-mail at first and sent it back later',
  'workflow-gone': 'its automatic handling had ended unexpectedly',
  incident: 'an incident of the provider leaves open whether it arrived',
  'compensation-granted': 'the bank grants something for the late message',
};

/** Why an attempt did not settle the matter, as a clause. */
export const setback = (because: Setback): string =>
  because === 'never-received' ? 'the provider had never received it' : reasons[because];

export const outcomeWords: Readonly<Record<TaskOutcome, string>> = {
  'told-by-phone': 'told the applicant by phone',
  'told-in-branch': 'told the applicant in the branch',
  'told-by-letter': 'told the applicant by letter',
  'applicant-refused': 'reached the applicant, who did not want to hear it',
  unreachable: 'found that the applicant cannot be reached',
  'contact-corrected': 'had the contact corrected',
  'complaint-answered': 'answered the complaint',
};

export const waitWords: Readonly<Record<Wait, string>> = {
  window: 'its sending hours',
  calendar: 'a calendar that knows the year',
  workflow: 'being taken up',
  provider: 'the provider’s answer',
  receipt: 'the confirmation of delivery',
  reconciliation: 'the provider to say what became of it',
  'back-off': 'the provider’s limit to pass',
  staff: 'staff',
};

/** An account of staff; what has not its shape might be somebody's number. */
export const account = (staffRef: string | undefined): string =>
  isStaffRef(staffRef) ? staffRef : 'a member of staff whose account is not recorded';

/** How it went on from one way to another, each in a sentence beginning with a space; or nothing. */
export function detourWords([first, ...more]: readonly Detour[]): string {
  if (first === undefined) return '';
  const untold = Math.max(0, more.length - mostTurnsTold);
  const between = untold === 0 ? [] : [`It then went on ${untold} times more`];
  return [firstTurn(first), ...between, ...more.slice(untold).map(nextTurn)]
    .map((one) => ` ${one}.`)
    .join('');
}

const firstTurn = ({ from, to, because, how }: Detour): string => {
  switch (how) {
    case 'another-way':
      return `It was first tried by ${way(from)} and then by ${way(to)}, since ${setback(because)}`;
    case 'another-contact':
      return `It was first tried by ${way(from)} to one contact and then to another, since ${setback(because)}`;
    case 'corrected-contact':
      return 'It was first tried with a contact that has been corrected since';
    case 'copy':
      return `It first went by ${way(from)}; a copy followed by ${way(to)}, since ${setback(because)}`;
    default:
      return assertNever(how);
  }
};

const nextTurn = ({ to, because, how }: Detour): string => {
  switch (how) {
    case 'another-way':
      return `Then it was tried by ${way(to)}, since ${setback(because)}`;
    case 'another-contact':
      return `Then it was tried by ${way(to)} to another contact, since ${setback(because)}`;
    case 'corrected-contact':
      return `Then the contact was corrected, and it was tried by ${way(to)}`;
    case 'copy':
      return `Then a copy went by ${way(to)}, since ${setback(because)}`;
    default:
      return assertNever(how);
  }
};

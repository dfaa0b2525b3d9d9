/** Why a way of sending was not used, in English, and what a person does about it. */
import { channelOf } from '../../attempt/route.js';
import { assertNever } from '../../failure/assert-never.js';
import type { LeftOutRoute, NotAllowedReason } from '../../plan/left-out.js';
import { isWordField } from '../../words/field.js';
import type { WordField } from '../../words/field.js';
import { channelWords, reasons, way } from './english-vocabulary.js';
import { byReason } from './words.js';

/** `a`, `a and b`, `a, b and c` */
export const listed = (some: readonly string[], last = 'and'): string =>
  some.length < 2 ? some.join('') : `${some.slice(0, -1).join(', ')} ${last} ${some.at(-1) ?? ''}`;

const fieldWords: Readonly<Record<WordField, string>> = {
  name: 'the applicant’s name',
  reference: 'the reference number',
  applicationEnding: 'the end of the application’s number',
  callBackNumber: 'the number to call back',
  decision: 'the decision',
  amount: 'the amount',
  validUntil: 'the date until which it is valid',
  dueDate: 'the due date',
  documents: 'the list of documents',
  documentsInShort: 'what documents are asked for',
  guidance: 'the guidance',
};
const named = ({ fields = [] }: LeftOutRoute): string =>
  listed(fields.filter(isWordField).map((field) => fieldWords[field])) || 'something that is not recorded';

/** What older records leave open. */
export const notAllowedUnknown = `${reasons['not-allowed']} (no consent, or no approved wording; which of them is not recorded)`;

/** Why a route was not in the plan, as a clause. */
export function leftOutReason(one: LeftOutRoute): string {
  if (one.because === 'no-contact') return 'no such contact is on record';
  if (one.reason === 'not-in-service') return 'the mobile number on record is nobody’s, as a check has shown';
  if (one.reason === 'not-this-person') return reasons['not-this-person'];
  if (one.because !== 'window' && one.because !== 'not-allowed') return reasons[one.because];
  switch (one.reason) {
    case 'no-consent':
      return 'the applicant has not agreed to be told that way';
    case 'consent-revoked':
      return 'the applicant has taken back that they agreed to be told that way';
    case 'unsubscribed':
      return 'the applicant unsubscribed from text messages';
    case 'words-not-approved':
      return 'no approved wording is in force for that';
    case 'words-not-approved-by-provider':
      return 'the provider has not approved the wording for that';
    case 'field-missing':
      return `the wording for that needs what is not on record: ${named(one)}`;
    case 'field-too-long':
      return `the wording for that would show what is too long for it: ${named(one)}`;
    case 'route-held':
      return 'the bank has put that on hold for now';
    case 'quiet-hours':
      return 'that would have rung in the quiet hours';
    case 'calendar-unknown':
      return 'the calendar does not know the year';
    case undefined:
      return one.because === 'window' ? 'that could not be used at that hour' : notAllowedUnknown;
    default:
      return assertNever(one.reason);
  }
}

/** `text message (aliyun) could not be used, since …; e-mail …`. Routes for the same reason stand together. */
export const notAllowedWords = (notAllowed: readonly LeftOutRoute[]): string =>
  byReason(notAllowed, leftOutReason)
    .map(([reason, routes]) => `${listed(routes.map(way))} could not be used, since ${reason}`)
    .join('; ');

const remedies: Readonly<Record<NotAllowedReason, (some: readonly LeftOutRoute[], ways: string) => string>> =
  {
    'no-consent': (some) =>
      `Or ask whether they agree to be told by ${listed([...new Set(some.map(({ route }) => channelWords[channelOf(route)]))], 'or')}, and have the answer reported: then it is tried again by itself.`,
    'consent-revoked': (some) =>
      `They took back that they agree to be told by ${listed([...new Set(some.map(({ route }) => channelWords[channelOf(route)]))], 'or')}: respect that, and use another way.`,
    unsubscribed: () =>
      'They want no more text messages: respect that. If they change their mind, have their consent reported anew with the time it was given.',
    'words-not-approved': (_some, ways) =>
      `Have wording for ${ways} approved and put into force, so that later messages can go that way.`,
    'words-not-approved-by-provider': (_some, ways) =>
      `Have the provider approve the wording for ${ways}, so that later messages can go that way.`,
    'field-missing': ([one], ways) =>
      `Report to whoever keeps the wording for ${ways} what it needs and is not on record${one === undefined ? '' : `: ${named(one)}`}.`,
    'field-too-long': ([one], ways) =>
      `Report to whoever keeps the wording for ${ways} what is too long for it${one === undefined ? '' : `: ${named(one)}`}.`,
    'route-held': (_some, ways) => `A supervisor knows why ${ways} is on hold, and until when.`,
  };

/** What can be done so that the next message may go that way, each in a sentence beginning with a space. */
export const remedyWords = (notAllowed: readonly LeftOutRoute[]): string =>
  Object.entries(remedies)
    .flatMap(([reason, say]) => {
      const some = notAllowed.filter((one) => one.reason === reason);
      const ways = listed([...new Set(some.map(({ route }) => way(route)))]);
      return some.length === 0 ? [] : [` ${say(some, ways)}`];
    })
    .join('');

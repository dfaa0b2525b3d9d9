/** What an alarm is about, as it may be said to somebody: ids and our own words, never an applicant's number. */
import { holdsPersonalNumber, noticeKeyFrom } from '../ids/ids.js';
import { isStage } from '../stage/stage.js';
import { alarmsAbout } from './alarm.js';
import type { AlarmKind } from './alarm.js';
import type { AlarmWords } from './words/words.js';

export interface AlarmSubjectOnRecord {
  readonly kind: AlarmKind;
  readonly subject: string;
  /** The application it is about, where it is about one on record. */
  readonly applicationId: string | null;
}

const aboutNotices: ReadonlySet<AlarmKind> = new Set(alarmsAbout('notice'));
const longest = 120;

/** The subject in words. A provider's code is any text of theirs: what looks like a person's number is left out. */
export function subjectInWords(
  { kind, subject, applicationId }: AlarmSubjectOnRecord,
  words: AlarmWords,
): string {
  if (aboutNotices.has(kind)) {
    const [name = '', more = ''] = subject.split(' ');
    const key = noticeKeyFrom(name);
    if (key !== undefined) {
      const notice = words.notice(key.applicationId, key.stage, key.round);
      return more === '' ? notice : `${notice}: ${words.invariants[more] ?? more}`;
    }
  }
  if (applicationId !== null) return words.application(applicationId);
  if (kind === 'held-too-long' && isStage(subject)) return words.stages[subject];
  return spoken(subject);
}

/** On one line, not endless, and nobody's number. */
function spoken(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (holdsPersonalNumber(line)) return '…';
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}

/** One message to a responder, put into words; how it is written down is the template's. */
import { wallClock } from '../explanation/moment.js';
import type { AlarmKind } from './alarm.js';
import { severities, severityOf } from './nature.js';
import type { Severity } from './nature.js';
import { subjectInWords } from './subject.js';
import type { AlarmSubjectOnRecord } from './subject.js';
import type { Piece } from './telling.js';
import { alarmWords } from './words/by-language.js';
import type { AlarmLanguage, AlarmWords } from './words/words.js';

/** An alarm as it stands when it is told, and what was to be told of it. Instants are epoch milliseconds. */
export interface ToldAlarm extends AlarmSubjectOnRecord, Pick<Piece, 'what' | 'step'> {
  /** 0 where it could not be put on record yet. */
  readonly alarmId: number;
  readonly openedAt: number;
  readonly times: number;
  readonly extent: number | null;
  readonly resolvedAt: number | null;
  readonly recurs: boolean;
  /** Who has it, or ended it by that. */
  readonly acknowledgedBy: string | null;
}

/** Where what is said leads to. */
export interface MessageSetting {
  readonly language: AlarmLanguage;
  /** Whose clock times are told by. */
  readonly timeZone: string;
  /** Under it the console's pages are; no link where nobody can open them. */
  readonly console?: string;
  /** Under it the runbooks are; without it they are named as they lie in the repository. */
  readonly runbooks?: string;
}

/** A line, and the address in it where it leads somewhere. */
export interface SpokenLine {
  readonly said: string;
  readonly link?: string;
}

export interface SpokenAlarm {
  /** Severity and what it is, in a line. */
  readonly head: string;
  readonly details: readonly SpokenLine[];
}

export interface SpokenMessage {
  readonly title: string;
  readonly alarms: readonly SpokenAlarm[];
  /** What is not listed, and where to go. */
  readonly closing: readonly SpokenLine[];
}

/** So many alarms are listed; the others are counted. */
export const mostListed = 10;

/** The runbook of a kind: `…/worker-away.md`. */
export const runbookOf = (kind: AlarmKind, base = 'docs/runbooks'): string =>
  `${base.replace(/\/+$/, '')}/${kind}.md`;

/** The console's page of alarms. */
export const alarmsPage = (base: string): string => `${base.replace(/\/+$/, '')}/alarms`;

/** Those that stand first, the most pressing before the others; what is over comes last. */
export const inOrder = (alarms: readonly ToldAlarm[]): ToldAlarm[] =>
  [...alarms].sort((one, other) => rank(one) - rank(other) || one.openedAt - other.openedAt);

const rank = ({ what, kind }: ToldAlarm): number =>
  (what === 'over' ? severities.length : 0) + severities.indexOf(severityOf(kind));

/** The most pressing of what stands; undefined where all of it is over. */
const worstOf = (alarms: readonly ToldAlarm[]): Severity | undefined =>
  severities.find((severity) =>
    alarms.some(({ what, kind }) => what === 'open' && severityOf(kind) === severity),
  );

/** Says it. Throws a RangeError for an unknown zone, or where there is nothing to say. */
export function inWords(alarms: readonly ToldAlarm[], setting: MessageSetting): SpokenMessage {
  const words = alarmWords[setting.language];
  const ordered = inOrder(alarms);
  const [first] = ordered;
  if (first === undefined) throw new RangeError('a message tells of an alarm');
  const worst = worstOf(ordered);
  const more = ordered.length - 1;
  const firstSaid = words.kinds[first.kind].what;
  const listed = ordered.slice(0, mostListed);
  const counted = ordered.slice(mostListed);
  return {
    title:
      worst === undefined
        ? words.titleOfEnd(firstSaid, more)
        : words.title(firstSaid, words.severities[worst], more),
    alarms: listed.map((alarm) => spokenAlarm(alarm, setting, words)),
    closing: [
      ...(counted.length === 0 ? [] : [{ said: words.more(counted.length, countsOf(counted, words)) }]),
      ...(setting.console === undefined ? [] : [leading(alarmsPage(setting.console), words.console)]),
      ...(worst === undefined || !ordered.some(isOnRecord) ? [] : [{ said: words.acknowledge }]),
    ],
  };
}

const isOnRecord = ({ alarmId }: ToldAlarm): boolean => alarmId > 0;

const leading = (link: string, say: (link: string) => string): SpokenLine => ({ said: say(link), link });

function spokenAlarm(alarm: ToldAlarm, setting: MessageSetting, words: AlarmWords): SpokenAlarm {
  const { alarmId, kind, openedAt, times, extent, resolvedAt, recurs, acknowledgedBy, what, step } = alarm;
  const at = (instant: number) => wallClock(setting.timeZone, instant);
  const often = [
    words.since(at(openedAt)),
    ...(times > 1 ? [words.times(times)] : []),
    ...(extent === null ? [] : [words.extent(extent)]),
    ...(recurs ? [words.recurs] : []),
  ];
  const end = [
    ...(resolvedAt === null ? [] : [words.over(at(resolvedAt))]),
    ...(acknowledgedBy === null ? [] : [words.acknowledgedBy(acknowledgedBy)]),
  ];
  return {
    head: `${words.severity(words.severities[severityOf(kind)])} ${words.kinds[kind].what}${isOnRecord(alarm) ? ` #${alarmId}` : ''}`,
    details: [
      ...[
        words.about(subjectInWords(alarm, words)),
        often.join(', '),
        ...(end.length === 0 ? [] : [end.join(', ')]),
        ...(what === 'open' && step > 1 && resolvedAt === null ? [words.nobodyYet(step)] : []),
        ...(resolvedAt === null ? [words.follows(words.kinds[kind].follows)] : []),
      ].map((said) => ({ said })),
      leading(runbookOf(kind, setting.runbooks), words.runbook),
    ],
  };
}

function countsOf(alarms: readonly ToldAlarm[], words: AlarmWords): string[] {
  const counts = new Map<AlarmKind, number>();
  for (const { kind } of alarms) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => words.countOf(words.kinds[kind].what, count));
}

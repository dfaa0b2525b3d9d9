/** What is said of alarms to those who must act, in the languages they read. */
import type { Stage } from '../../stage/stage.js';
import type { AlarmKind } from '../alarm.js';
import type { Severity } from '../nature.js';

export const alarmLanguages = ['zh', 'en'] as const;
export type AlarmLanguage = (typeof alarmLanguages)[number];

/** What an alarm of a kind says, and what it leads to until somebody does something. */
export interface KindWords {
  readonly what: string;
  readonly follows: string;
}

export interface AlarmWords {
  readonly kinds: Readonly<Record<AlarmKind, KindWords>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly application: (applicationId: string) => string;
  readonly notice: (applicationId: string, stage: Stage, round: number) => string;
  /** Which invariant, by the word that stands behind the notice's name. */
  readonly invariants: Readonly<Record<string, string>>;
  /** The one line of a message by which it is known among others; `more`: how many beside the first. */
  readonly title: (first: string, severity: string, more: number) => string;
  readonly titleOfEnd: (first: string, more: number) => string;
  readonly severity: (name: string) => string;
  readonly about: (subject: string) => string;
  readonly since: (at: string) => string;
  readonly times: (count: number) => string;
  readonly extent: (count: number) => string;
  readonly recurs: string;
  /** Why somebody hears of it who was not told at first. */
  readonly nobodyYet: (step: number) => string;
  readonly over: (at: string) => string;
  readonly acknowledgedBy: (account: string) => string;
  readonly follows: (words: string) => string;
  readonly runbook: (link: string) => string;
  readonly console: (link: string) => string;
  /** What is not listed: `counts` are the kinds with how many of each. */
  readonly more: (count: number, counts: readonly string[]) => string;
  readonly countOf: (what: string, count: number) => string;
  readonly acknowledge: string;
}

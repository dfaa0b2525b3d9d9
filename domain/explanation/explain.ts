/**
 * Why has the applicant been told, or not yet? Answered from recorded facts alone, in both languages,
 * for a person to read aloud and a program to act on.
 */
import { stageOrder } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';
import { abridged, mostTold, mostToldOfOld } from './abridged.js';
import { evidenceOfApplication, evidenceOfNotice } from './evidence.js';
import type { Evidence } from './evidence.js';
import type { ApplicationFacts, ListedFact, NoticeFacts, RefusalFact } from './facts.js';
import { findingOf } from './find.js';
import type { Cause, Finding, NextStepWord, Place } from './finding.js';
import { nextStepOf } from './finding.js';
import { given } from './given.js';
import type { Clockwork } from './moment.js';
import { english } from './words/english.js';
import { chinese } from './words/chinese.js';
import { evidenceInWords, sentencesFor } from './words/words.js';
import type { Sentences, Words } from './words/words.js';

/** One language's answer; `evidence` oldest first, a sentence a fact. */
export interface Explained extends Sentences {
  readonly evidence: readonly string[];
}

/** The `explanation` of the HTTP contract. */
export interface Explanation {
  readonly cause: Cause;
  readonly nextStep: NextStepWord;
  readonly zh: Explained;
  readonly en: Explained;
}

/** The cause alone, for lists and for what is counted. */
export interface ShortExplanation {
  readonly cause: Cause;
  readonly nextStep: NextStepWord;
  readonly zh: Sentences;
  readonly en: Sentences;
}

/** What is asked about; without a stage, about the application as a whole. */
export interface Asked {
  readonly stage?: Stage;
  /** Without it, the stage's newest round. */
  readonly round?: number;
}

/** The answer for what was asked, and one for each notice of the application, oldest first. */
export interface ApplicationExplanation {
  readonly explanation: Explanation;
  readonly notices: readonly {
    readonly stage: Stage;
    readonly round: number;
    readonly explanation: Explanation;
  }[];
}

/** Explains one notice, with so many facts at the most; `now` in epoch milliseconds. */
export const explain = (
  application: ApplicationFacts,
  notice: NoticeFacts,
  now: number,
  clockwork: Clockwork,
  most = mostTold,
): Explanation =>
  inBothLanguages(
    findingOf(application, notice, now),
    evidenceOfNotice(application, notice, now),
    clockwork,
    most,
  );

/** So many notices, the newest, are told with all that there is; of those before, how they ended. */
const toldWhole = 20;

/** Explains an application, or one stage of it. */
export function explainApplication(
  application: ApplicationFacts,
  asked: Asked,
  now: number,
  clockwork: Clockwork,
): ApplicationExplanation {
  const newer = application.notices.length - toldWhole;
  const notices = application.notices.map((notice, nth) => ({
    stage: notice.stage,
    round: notice.round,
    explanation: explain(application, notice, now, clockwork, nth < newer ? mostToldOfOld : mostTold),
  }));
  const chosen = choose(application, asked);
  const explanation =
    'notice' in chosen
      ? inBothLanguages(
          findingOf(application, chosen.notice, now),
          // Asked about the whole, what was refused or never reported of other stages is part of the answer.
          evidenceOfNotice(application, chosen.notice, now, [
            ...untakenRefusals(application, asked),
            ...unreported(application, asked),
          ]),
          clockwork,
        )
      : inBothLanguages(chosen.finding, evidenceOfApplication(application, now), clockwork);
  return { explanation, notices };
}

/** The same answer for what was asked, without the evidence. */
export function explainInShort(
  application: ApplicationFacts,
  asked: Asked,
  now: number,
  clockwork: Clockwork,
): ShortExplanation {
  const chosen = choose(application, asked);
  const finding = 'notice' in chosen ? findingOf(application, chosen.notice, now) : chosen.finding;
  return {
    cause: finding.cause,
    nextStep: nextStepOf[finding.cause],
    zh: sentencesFor(chinese, finding, clockwork),
    en: sentencesFor(english, finding, clockwork),
  };
}

type Chosen = { readonly notice: NoticeFacts } | { readonly finding: Finding };

/** Which notice speaks for what was asked; where none does, what the record says instead. */
function choose(application: ApplicationFacts, asked: Asked): Chosen {
  const { stage, round } = asked;
  const { notices, reportedAt, withdrawnAt } = application;
  if (stage === undefined && withdrawnAt !== undefined)
    return { finding: { cause: 'withdrawn', at: withdrawnAt } };
  const among = notices.filter(
    (notice) =>
      (stage === undefined || notice.stage === stage) && (round === undefined || notice.round === round),
  );
  const newest = furthestOf(among);
  const correction = waitingCorrection(application, asked);
  if (correction !== undefined) return { finding: correction };
  // Of what came after a withdrawal, the withdrawal is the answer; of what was overtaken, what overtook it.
  const refusal = untakenRefusals(application, asked).findLast(
    ({ code }) => code !== 'application-withdrawn' && code !== 'approval-overtaken',
  );
  if (refusal !== undefined && isNews(refusal, newest)) return { finding: refusedFinding(refusal) };
  const listed = furthestOf(unreported(application, asked));
  if (listed !== undefined && withdrawnAt === undefined && isFurther(listed, newest))
    return { finding: unreportedFinding(application, listed) };
  if (newest !== undefined) return { notice: furthestOf(among.filter(isUnfinished)) ?? newest };
  if (reportedAt === undefined) return { finding: { cause: 'application-unknown' } };
  if (withdrawnAt !== undefined) return { finding: { cause: 'withdrawn', at: withdrawnAt } };
  if (stage === undefined) return { finding: { cause: 'nothing-reported', reportedAt } };
  const laterKnown = notices.some((notice) => stageOrder(notice.stage) > stageOrder(stage));
  return { finding: { cause: 'stage-not-reported', stage, laterKnown, ...given({ round }) } };
}

/** A corrected decision that waits for a supervisor; whatever overtakes it ends it. */
function waitingCorrection({ approvals = [] }: ApplicationFacts, asked: Asked): Finding | undefined {
  for (const { act, state, place, proposedAt: since, until } of approvals)
    if (act === 'corrected-decision' && state === 'proposed' && place !== undefined)
      if (
        (asked.stage === undefined || place.stage === asked.stage) &&
        (asked.round === undefined || place.round === asked.round)
      )
        return { cause: 'correction-waits', place, since, until };
  return undefined;
}

/** Refused reports of what was never taken: the loan system told us, and there is still no notice. */
const untakenRefusals = ({ refusals, notices, reportedAt }: ApplicationFacts, asked: Asked) =>
  refusals.filter((refusal) => {
    if (refusal.kind === 'application') return reportedAt === undefined;
    if (refusal.kind !== 'stage') return false;
    const round = refusal.round ?? 1;
    const wasAskedFor =
      (asked.stage === undefined || refusal.stage === asked.stage) &&
      (asked.round === undefined || round === asked.round);
    return wasAskedFor && !notices.some((notice) => notice.stage === refusal.stage && notice.round === round);
  });

/** Whether it says more than the newest notice does: one going back says nothing of what is owed. */
const isNews = (refusal: RefusalFact, newest: NoticeFacts | undefined): boolean =>
  newest === undefined ||
  (refusal.stage !== undefined &&
    refusal.at > newest.owedAt &&
    stageOrder(refusal.stage) >= stageOrder(newest.stage));

const refusedFinding = ({ at, kind, stage, round, code }: RefusalFact): Finding => ({
  cause: 'report-refused',
  at,
  kind,
  ...given({ stage, round, code }),
});

/** What the bank's own lists say was decided, and no report stands for. */
const unreported = ({ listed = [], notices }: ApplicationFacts, asked: Asked): ListedFact[] =>
  listed.filter(
    ({ stage, round }) =>
      (asked.stage === undefined || stage === asked.stage) &&
      (asked.round === undefined || round === asked.round) &&
      !notices.some((notice) => notice.stage === stage && notice.round === round),
  );

/** Whether a decision lies behind the newest notice: one that was passed over says nothing of what is owed. */
const isFurther = (listed: ListedFact, newest: NoticeFacts | undefined): boolean =>
  newest === undefined ||
  stageOrder(listed.stage) > stageOrder(newest.stage) ||
  (listed.stage === newest.stage && listed.round > newest.round);

const unreportedFinding = (
  { notices, reportedAt }: ApplicationFacts,
  { stage, round, day, decidedAt }: ListedFact,
): Finding => ({
  cause: 'decision-unreported',
  place: { stage, round },
  day,
  applicationKnown: reportedAt !== undefined,
  laterKnown: notices.some((notice) => stageOrder(notice.stage) > stageOrder(stage)),
  ...given({ decidedAt }),
});

const isUnfinished = ({ state }: NoticeFacts): boolean =>
  state === 'held' || state === 'sending' || state === 'awaiting-receipt' || state === 'with-staff';

/** The one furthest on: of the latest stage, and of its newest round. */
const furthestOf = <Placed extends Place>(among: readonly Placed[]): Placed | undefined =>
  [...among]
    .sort((one, other) => stageOrder(one.stage) - stageOrder(other.stage) || one.round - other.round)
    .at(-1);

function inBothLanguages(
  finding: Finding,
  facts: readonly Evidence[],
  clockwork: Clockwork,
  most = mostTold,
): Explanation {
  const evidence = abridged(facts, most);
  const said = (words: Words): Explained => ({
    ...sentencesFor(words, finding, clockwork),
    evidence: evidence.map((fact) => evidenceInWords(words, fact, clockwork)),
  });
  return {
    cause: finding.cause,
    nextStep: nextStepOf[finding.cause],
    zh: said(chinese),
    en: said(english),
  };
}

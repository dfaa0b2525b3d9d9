/** What a language must be able to say: a cause or a fact without its words does not compile. */
import type { Evidence, EvidenceKind, EvidenceOf } from '../evidence.js';
import type { Cause, Finding, FindingOf } from '../finding.js';
import type { Route } from '../../attempt/route.js';
import type { LeftOutRoute } from '../../plan/left-out.js';
import type { Clockwork } from '../moment.js';
import type { PlannedKind, PlannedStep, PlannedStepOf } from '../planned-step.js';
import type { TimelineStep, TimelineStepKind, TimelineStepOf } from '../timeline-step.js';

/** What is said of one cause. */
export interface Sentences {
  /** Why the applicant has, or has not yet, been told. */
  readonly cause: string;
  /** What is to be done now. */
  readonly nextStep: string;
  /** To be read to an applicant who calls; neither names a decision nor blames anybody. */
  readonly tellApplicant: string;
}

/** One language's catalogue of sentences. */
export interface Words {
  readonly causes: { readonly [C in Cause]: (finding: FindingOf<C>, clockwork: Clockwork) => Sentences };
  /** Without the instant, which stands in front of it or in a column of its own. */
  readonly evidence: { readonly [K in EvidenceKind]: (fact: EvidenceOf<K>, clockwork: Clockwork) => string };
  /** Likewise, of what only a timeline tells. */
  readonly timeline: {
    readonly [K in TimelineStepKind]: (step: TimelineStepOf<K>, clockwork: Clockwork) => string;
  };
  /** Of what is to come, without when. */
  readonly planned: {
    readonly [K in PlannedKind]: (step: PlannedStepOf<K>, clockwork: Clockwork) => string;
  };
  /** An instant in front of what happened then. */
  readonly dated: (clockwork: Clockwork, at: number, sentence: string) => string;
}

/** The sentences of a finding. */
export function sentencesFor(words: Words, finding: Finding, clockwork: Clockwork): Sentences {
  // Each function takes the very member of the union its key names.
  const say = words.causes[finding.cause] as (finding: Finding, clockwork: Clockwork) => Sentences;
  return say(finding, clockwork);
}

/** What is told without when: it stands for what is so, or for what was decided on the way. */
const undated: readonly EvidenceKind[] = ['left-out', 'contact', 'abridged'];

/** A recorded fact in one sentence, with its instant. */
export function evidenceInWords(words: Words, fact: Evidence, clockwork: Clockwork): string {
  const sentence = evidenceUndated(words, fact, clockwork);
  return undated.includes(fact.kind) ? sentence : words.dated(clockwork, fact.at, sentence);
}

/** The same sentence without its instant. */
export function evidenceUndated(words: Words, fact: Evidence, clockwork: Clockwork): string {
  const say = words.evidence[fact.kind] as (fact: Evidence, clockwork: Clockwork) => string;
  return say(fact, clockwork);
}

/** A step of a timeline in one sentence, without its instant. */
export function stepInWords(words: Words, step: TimelineStep, clockwork: Clockwork): string {
  const say = words.timeline[step.kind] as (step: TimelineStep, clockwork: Clockwork) => string;
  return say(step, clockwork);
}

/** What is to come in one sentence, without when. */
export function plannedInWords(words: Words, step: PlannedStep, clockwork: Clockwork): string {
  const say = words.planned[step.kind] as (step: PlannedStep, clockwork: Clockwork) => string;
  return say(step, clockwork);
}

/** Routes left out, those for the same reason together; the reason as `say` has it. */
export function byReason(
  leftOut: readonly LeftOutRoute[],
  say: (one: LeftOutRoute) => string,
): [reason: string, routes: Route[]][] {
  const routes = new Map<string, Route[]>();
  for (const one of leftOut) {
    const { route } = one;
    const reason = say(one);
    const same = routes.get(reason) ?? [];
    if (!same.includes(route)) routes.set(reason, [...same, route]);
  }
  return [...routes];
}

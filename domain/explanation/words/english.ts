import { englishCauses } from './english-causes.js';
import { englishEvidence } from './english-evidence.js';
import { englishPlanned } from './english-planned.js';
import { englishTimeline } from './english-timeline.js';
import { exactly } from './english-vocabulary.js';
import type { Words } from './words.js';

/** The catalogue of sentences in English. */
export const english: Words = {
  causes: englishCauses,
  evidence: englishEvidence,
  timeline: englishTimeline,
  planned: englishPlanned,
  dated: (clockwork, at, sentence) => `${exactly(clockwork, at)}: ${sentence}`,
};

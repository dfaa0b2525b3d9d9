import { chineseCauses } from './chinese-causes.js';
import { chineseEvidence } from './chinese-evidence.js';
import { chinesePlanned } from './chinese-planned.js';
import { chineseTimeline } from './chinese-timeline.js';
import { exactly } from './chinese-vocabulary.js';
import type { Words } from './words.js';

/** The catalogue of sentences in Chinese. */
export const chinese: Words = {
  causes: chineseCauses,
  evidence: chineseEvidence,
  timeline: chineseTimeline,
  planned: chinesePlanned,
  dated: (clockwork, at, sentence) => `${exactly(clockwork, at)}：${sentence}`,
};

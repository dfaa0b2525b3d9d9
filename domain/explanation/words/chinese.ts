import { chineseCauses } from './chinese-causes.js';
import { chineseEvidence } from './chinese-evidence.js';
import type { Words } from './words.js';

/** The catalogue of sentences in Chinese. */
export const chinese: Words = { causes: chineseCauses, evidence: chineseEvidence };

import { englishCauses } from './english-causes.js';
import { englishEvidence } from './english-evidence.js';
import type { Words } from './words.js';

/** The catalogue of sentences in English. */
export const english: Words = { causes: englishCauses, evidence: englishEvidence };

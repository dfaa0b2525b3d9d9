import type { ProvinceGuess } from '../../../domain/contact/number-segment.js';

/** What the drill itself knows. */
export interface DrillCase {
  readonly seed: string;
  readonly applications: number;
  readonly province: ProvinceGuess;
  /** Applications whose final decision was an approval. */
  readonly approved: ReadonlySet<string>;
  readonly elapsedMs: number;
}

/** Earlier parts of a timeline, asked for one at a time: few want more than the latest. */
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { earlierQuestion } from '../door/questions.js';
import type { TimelinePart } from '../door/shapes.js';

/** So many entries make a part, as the API has it: parts begin at whole hundreds. */
const partLength = 100;

/** What of a timeline is shown before its latest part, and how to show more. */
export interface Earlier {
  /** One after another, the oldest first. */
  readonly parts: readonly TimelinePart[];
  /** How many entries come before what is shown. */
  readonly earlier: number;
  /** Asks for the next part, or once more where it was not to be had. */
  readonly more: () => void;
  readonly isAsking: boolean;
  readonly failure: unknown;
}

/** `latest` is where the latest part begins; it moves on as facts come, and what was shown stays shown. */
export function useEarlier(applicationId: string, latest: number): Earlier {
  const [wanted, setWanted] = useState(Infinity);
  const from = Math.min(wanted, latest);
  const ends = Array.from(
    { length: Math.ceil((latest - from) / partLength) },
    (_, nth) => from + (nth + 1) * partLength,
  );
  const answers = useQueries({ queries: ends.map((end) => earlierQuestion(applicationId, end)) });
  // Nothing is shown before a part that is missing.
  const lastMissing = answers.findLastIndex(({ data }) => data === undefined);
  const parts = answers.slice(lastMissing + 1).flatMap(({ data }) => data ?? []);
  const missing = answers[lastMissing];
  return {
    parts,
    earlier: parts[0]?.earlier ?? latest,
    more: () => {
      if (missing === undefined) setWanted(Math.max(0, from - partLength));
      else void missing.refetch();
    },
    isAsking: missing?.isFetching ?? false,
    failure: missing?.error ?? undefined,
  };
}

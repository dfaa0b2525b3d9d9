/** What the API makes of words while they are being written; nothing of it is kept there. */
import { useEffect, useState } from 'react';
import { answerOf, api } from '../door/api.js';
import { useStanding } from '../door/session.js';
import type { TemplatePreview, WrittenTemplate } from '../door/shapes.js';

/** Whoever writes is not asked after each letter. */
const pauseMs = 350;

export interface LivePreview {
  /** Of what was written last, or a little before. */
  readonly preview?: TemplatePreview;
  /** Whether it is of what is written now. */
  readonly isCurrent: boolean;
  readonly failure?: unknown;
  readonly again: () => void;
}

export function useLivePreview(written: WrittenTemplate): LivePreview {
  const text = JSON.stringify(written);
  const [found, setFound] = useState<{ readonly text: string; readonly preview: TemplatePreview }>();
  const [failed, setFailed] = useState<{ readonly text: string; readonly failure: unknown }>();
  const [tries, setTries] = useState(0);
  // Whoever signs in again goes on where they were.
  const isKnown = useStanding().kind === 'known';
  useEffect(() => {
    if (!isKnown) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const body = JSON.parse(text) as WrittenTemplate;
      answerOf(api.POST('/v1/templates/preview', { body, signal: controller.signal })).then(
        (preview) => {
          setFound({ text, preview });
          setFailed(undefined);
        },
        (failure: unknown) => {
          if (!controller.signal.aborted) setFailed({ text, failure });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, tries, isKnown]);
  return {
    ...(found === undefined ? {} : { preview: found.preview }),
    isCurrent: found?.text === text,
    ...(failed?.text === text ? { failure: failed.failure } : {}),
    again: () => setTries(tries + 1),
  };
}

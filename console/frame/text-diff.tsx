/** What is new and what is gone between two texts, word by word, in any script. */
import { diffArrays } from 'diff';
import { useMemo } from 'react';
import { useWords } from './language.js';
import './text-diff.css';

/** Knows where a word ends also where no blank stands between words. */
const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
/** Past so many changes two texts have nothing to do with each other, and comparing them is not worth the while. */
const mostChanges = 4_000;

/** A placeholder is one word, whatever stands in it. */
const wordsOf = (text: string): string[] =>
  text
    .split(/(\{\{.*?\}\}|\{%.*?%\})/s)
    .flatMap((part) =>
      /^\{[{%]/.test(part) ? [part] : [...segmenter.segment(part)].map(({ segment }) => segment),
    );

interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The parts of both texts in their order. */
export function textParts(before: string, after: string): Part[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: mostChanges });
  if (changes === undefined)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

interface TextDiffProps {
  readonly before: string;
  readonly after: string;
}

/** Each word is text, whatever it looks like; what is gone and what is new is told to who only listens, too. */
export function TextDiff({ before, after }: TextDiffProps) {
  const { diff } = useWords().frame;
  const parts = useMemo(() => textParts(before, after), [before, after]);
  return (
    <bdi className="diff">
      {parts.map(({ kind, text }, nth) => {
        // All parts are of one comparison: none moves.
        if (kind === 'same') return <span key={nth}>{text}</span>;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <Mark key={nth}>
            <span className="unseen">{diff[kind]}</span>
            {text}
          </Mark>
        );
      })}
    </bdi>
  );
}

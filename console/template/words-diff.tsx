/** Two versions of the same words, part by part; or one whole where there is nothing to compare it with. */
import type { WholeTemplate } from '../door/shapes.js';
import { TextDiff } from '../frame/text-diff.js';
import { useWords } from '../frame/language.js';
import './words.css';

interface WordsDiffProps {
  readonly before: Pick<WholeTemplate, 'subject' | 'title' | 'body'> | undefined;
  readonly after: Pick<WholeTemplate, 'subject' | 'title' | 'body'>;
}

export function WordsDiff({ before, after }: WordsDiffProps) {
  const { templates } = useWords();
  const parts = (['subject', 'title', 'body'] as const).filter(
    (part) => after[part] !== undefined || before?.[part] !== undefined,
  );
  return (
    <dl className="words">
      {parts.map((part) => (
        <div key={part}>
          {parts.length > 1 && <dt className="label">{templates.parts[part]}</dt>}
          <dd className="words-text">
            {before === undefined ? (
              <bdi>{after[part] ?? ''}</bdi>
            ) : (
              <TextDiff before={before[part] ?? ''} after={after[part] ?? ''} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

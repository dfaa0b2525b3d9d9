/** Words as they were written, with what is filled in set apart. */
import type { WholeTemplate } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { tagOf } from '../words/words.js';
import './words.css';

export function WordsText({
  template,
}: {
  readonly template: Pick<WholeTemplate, 'subject' | 'title' | 'body' | 'locale'>;
}) {
  const { language, words } = useSpeech();
  const { templates } = words;
  const parts = (['subject', 'title', 'body'] as const).filter((part) => template[part] !== undefined);
  return (
    <dl className="words" lang={template.locale}>
      {parts.map((part) => (
        <div key={part}>
          {parts.length > 1 && (
            <dt className="label" lang={tagOf[language]}>
              {templates.parts[part]}
            </dt>
          )}
          <dd className="words-text">
            <bdi>
              <Marked text={template[part] ?? ''} />
            </bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Marked({ text }: { readonly text: string }) {
  return text.split(/(\{\{.*?\}\}|\{%.*?%\})/s).map((part, nth) =>
    /^\{[{%]/.test(part) ? (
      <code key={nth} className="placeholder">
        {part}
      </code>
    ) : (
      <span key={nth}>{part}</span>
    ),
  );
}

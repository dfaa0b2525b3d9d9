/** What may be filled into words: pressed, it stands where one writes. */
import { Button } from 'antd';
import type { Placeholder, TemplateSlot } from '../door/shapes.js';
import { useWords } from '../frame/language.js';

interface PlaceholdersProps {
  readonly placeholders: readonly Placeholder[];
  /** Of the samples. */
  readonly locale: TemplateSlot['locale'];
  readonly insert: (placeholder: Placeholder) => void;
}

export function Placeholders({ placeholders, locale, insert }: PlaceholdersProps) {
  const { editor, fieldNames, parts } = useWords().templates;
  return (
    <section className="placeholders" aria-labelledby="placeholders-heading">
      <h2 id="placeholders-heading">{editor.placeholders}</h2>
      <p className="faint">{editor.placeholdersHint}</p>
      <ul>
        {placeholders.map((one) => (
          <li key={one.field}>
            <Button
              size="small"
              onClick={() => insert(one)}
              aria-label={editor.insert(fieldNames[one.field])}
            >
              {fieldNames[one.field]}
            </Button>
            <code>{one.field}</code>
            <span className="faint">
              {[
                ...(one.required ? [editor.required] : []),
                ...(one.optional ? [editor.optional] : []),
                ...(one.list ? [editor.list] : []),
                ...(one.parts.length === 1 && one.parts[0] !== 'body' ? [parts[one.parts[0] ?? 'body']] : []),
              ].join(' · ')}{' '}
              <bdi lang={locale}>{editor.sample(one.sample)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One part of words as it is written, with what is wrong with it below. */
import { useId } from 'react';
import type { TemplatePreview, TemplateSlot } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';

export type Part = TemplatePreview['faults'][number]['part'];

interface PartFieldProps {
  readonly part: Part;
  readonly locale: TemplateSlot['locale'];
  readonly value: string;
  readonly change: (value: string) => void;
  readonly faults: TemplatePreview['faults'];
  readonly hold: (field: HTMLTextAreaElement | null) => void;
  readonly focus: () => void;
}

export function PartField({ part, locale, value, change, faults, hold, focus }: PartFieldProps) {
  const { language, words } = useSpeech();
  const id = useId();
  const faultsId = useId();
  return (
    <div className="part">
      <label className="field" htmlFor={id}>
        {words.templates.parts[part]}
      </label>
      <textarea
        id={id}
        ref={hold}
        className="part-text"
        lang={locale}
        dir="auto"
        rows={part === 'body' ? 9 : 2}
        value={value}
        onChange={({ target }) => change(target.value)}
        onFocus={focus}
        aria-invalid={faults.length > 0}
        aria-describedby={faultsId}
        maxLength={part === 'body' ? 20_000 : 500}
        autoComplete="off"
        spellCheck={false}
      />
      <ul id={faultsId} className="part-faults" aria-live="polite">
        {faults.map((fault) => (
          <li key={fault.en}>{fault[language]}</li>
        ))}
      </ul>
    </div>
  );
}

import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { answerOf, api } from '../door/api.js';
import { templatesChanged } from '../door/template-questions.js';
import type { Placeholder, TemplateSlot, WholeTemplate, WrittenTemplate } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { templatePlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { useSending } from '../frame/sending.js';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.js';
import type { Draft } from './kept-draft.js';
import { useLivePreview } from './live-preview.js';
import { PartField } from './part-field.js';
import type { Part } from './part-field.js';
import { Placeholders } from './placeholders.js';
import { Preview } from './preview.js';
import { aboutOf, wayOfSlot } from './slot.js';
import { WordsDiff } from './words-diff.js';

interface EditorProps {
  readonly slot: TemplateSlot;
  /** The version it begins with. */
  readonly from: WholeTemplate | undefined;
}

/** The parts that words of a channel have. */
const partsOf: Readonly<Record<TemplateSlot['channel'], readonly Part[]>> = {
  sms: ['body'],
  voice: ['body'],
  push: ['title', 'body'],
  email: ['subject', 'body'],
};

const draftFrom = (from: WholeTemplate | undefined): Draft => ({
  subject: from?.subject ?? '',
  title: from?.title ?? '',
  body: from?.body ?? '',
});

/** As it is proposed: parts that the channel has not are left out. */
function writtenOf(slot: TemplateSlot, draft: Draft): WrittenTemplate {
  const { stage, decision, channel, locale, applicantType } = slot;
  const line = partsOf[channel].find((part) => part !== 'body');
  return {
    ...{ stage, channel, locale, applicantType, body: draft.body },
    ...(decision === undefined ? {} : { decision }),
    ...(line === undefined ? {} : { [line]: draft[line] }),
  };
}

export function Editor({ slot, from }: EditorProps) {
  const words = useWords();
  const { editor, preview: previewWords } = words.templates;
  const [, go] = useLocation();
  const [begun] = useState(() => draftFrom(from));
  const [wasKept] = useState(() => keptDraft(slot.slot) !== undefined);
  const [draft, setDraft] = useState<Draft>(() => keptDraft(slot.slot) ?? begun);
  const { isSending, failure, send } = useSending();
  const fields = useRef<Partial<Record<Part, HTMLTextAreaElement>>>({});
  const focused = useRef<Part>('body');
  const written = writtenOf(slot, draft);
  const { preview, isCurrent, failure: previewFailure, again } = useLivePreview(written);
  const parts = partsOf[slot.channel];
  const faults = preview?.faults ?? [];
  const isChanged = parts.some((part) => draft[part] !== begun[part]);
  useUnsaved(isChanged);

  const write = (part: Part, text: string): void => {
    const next = { ...draft, [part]: text };
    setDraft(next);
    keepDraft(slot.slot, next);
  };
  const insert = ({ field, parts: allowed, optional, list }: Placeholder): void => {
    const [first = 'body'] = allowed;
    const part = allowed.includes(focused.current) ? focused.current : first;
    const at = fields.current[part];
    const text = draft[part];
    const [start, end] = [at?.selectionStart ?? text.length, at?.selectionEnd ?? text.length];
    const shown = list ? `{{ ${field} | join: "、" }}` : `{{ ${field} }}`;
    const put = optional ? `{% if ${field} %}${shown}{% endif %}` : shown;
    // The field has the new text at once: whoever goes on writing writes behind it, however slow the page is.
    flushSync(() => write(part, `${text.slice(0, start)}${put}${text.slice(end)}`));
    at?.focus();
    at?.setSelectionRange(start + put.length, start + put.length);
  };
  const propose = async (): Promise<void> => {
    const [fault] = faults;
    if (fault !== undefined) return fields.current[fault.part]?.focus();
    await send(async () => {
      const { subject } = await answerOf(api.POST('/v1/templates', { body: written }));
      forgetDraft(slot.slot);
      await templatesChanged();
      go(templatePlace(subject));
    });
  };
  const startAnew = (): void => {
    setDraft(begun);
    forgetDraft(slot.slot);
  };

  return (
    <>
      <p className="editor-about">
        <strong>{aboutOf(slot, words)}</strong> · {wayOfSlot(slot, words)}
        {from !== undefined && <span className="faint">{words.aside(editor.basedOn(from.version))}</span>}
      </p>
      <p className="faint">{editor.lead}</p>
      {wasKept && isChanged && (
        <p className="waiting">
          {editor.kept}{' '}
          <Button type="link" size="small" onClick={startAnew}>
            {editor.startAnew}
          </Button>
        </p>
      )}
      <div className="editor-columns">
        <form
          className="sheet editor"
          onSubmit={(event) => {
            event.preventDefault();
            void propose();
          }}
        >
          {parts.map((part) => (
            <PartField
              key={part}
              part={part}
              locale={slot.locale}
              value={draft[part]}
              change={(text) => write(part, text)}
              faults={faults.filter((one) => one.part === part)}
              hold={(field) => {
                if (field === null) return;
                fields.current[part] = field;
              }}
              focus={() => (focused.current = part)}
            />
          ))}
          <p role="status" className={faults.length > 0 ? 'fault' : 'faint'}>
            {!isCurrent ? editor.checking : faults.length > 0 ? editor.faults(faults.length) : editor.fine}
          </p>
          <div className="buttons">
            <Button type="primary" htmlType="submit" loading={isSending}>
              {editor.submit}
            </Button>
          </div>
          {failure !== undefined && <ProblemNotice failure={failure} />}
          <Placeholders placeholders={preview?.placeholders ?? []} locale={slot.locale} insert={insert} />
        </form>
        <div className="editor-side">
          <section className="sheet" aria-labelledby="preview-heading">
            <header className="sheet-head">
              <h2 id="preview-heading">{previewWords.title}</h2>
              <span className="faint">{previewWords.sample}</span>
            </header>
            {previewFailure !== undefined && <ProblemNotice failure={previewFailure} again={again} />}
            {preview !== undefined && (
              <Preview preview={preview} channel={slot.channel} locale={slot.locale} withProvider />
            )}
          </section>
          {from !== undefined && isChanged && (
            <section className="sheet" aria-labelledby="change-heading">
              <header className="sheet-head">
                <h2 id="change-heading">{editor.change}</h2>
              </header>
              <WordsDiff before={from} after={written} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}

/** Asks before a window with words under way is closed or loaded again; other pages of ours may be looked at freely. */
function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}

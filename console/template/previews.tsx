/** How the words of one message look in every channel and language, the live ones where there are. */
import { useQuery } from '@tanstack/react-query';
import { templateQuestion } from '../door/template-questions.js';
import type { Template, TemplateSlot } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Preview } from './preview.js';
import { leadingVersion, wayOfSlot } from './slot.js';
import { TemplatePill } from './template-pill.js';

interface PreviewsProps {
  readonly group: readonly { readonly slot: TemplateSlot; readonly versions: readonly Template[] }[];
}

export function Previews({ group }: PreviewsProps) {
  const words = useWords();
  return (
    <>
      <p className="faint previews-note">{words.templates.preview.sample}</p>
      <ul className="previews">
        {group.map(({ slot, versions }) => {
          const version = leadingVersion(versions);
          return (
            <li key={slot.slot}>
              <p className="previews-head">
                <strong>{wayOfSlot(slot, words)}</strong>
                {version !== undefined && <TemplatePill state={version.state} />}
              </p>
              {version === undefined ? (
                <p className="faint">{words.templates.noPreview}</p>
              ) : (
                <One template={version.template} />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function One({ template }: { readonly template: string }) {
  const { data, error, refetch } = useQuery(templateQuestion(template));
  if (data !== undefined)
    return <Preview preview={data.preview} channel={data.channel} locale={data.locale} />;
  return error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />;
}

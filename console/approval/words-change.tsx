/** The words that are proposed, beside those that are live. */
import { useQuery } from '@tanstack/react-query';
import { templateQuestion, templatesQuestion } from '../door/template-questions.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Link } from 'wouter';
import { templatePlace } from '../frame/places.js';
import { Preview } from '../template/preview.js';
import { slotNameOf } from '../template/slot.js';
import '../template/template.css';
import { WordsDiff } from '../template/words-diff.js';

export function WordsChange({ template }: { readonly template: string }) {
  const { change } = useWords().approvals;
  const proposed = useQuery(templateQuestion(template));
  const all = useQuery(templatesQuestion);
  const live = all.data?.templates.find(
    (one) =>
      one.state === 'live' && slotNameOf(one.template) === slotNameOf(template) && one.template !== template,
  );
  const before = useQuery({ ...templateQuestion(live?.template ?? ''), enabled: live !== undefined });
  const failure = proposed.error ?? all.error ?? before.error;
  const again = () => void Promise.all([proposed.refetch(), all.refetch()]);
  const isWhole = all.data !== undefined && (live === undefined || before.data !== undefined);
  return (
    <section className="sheet" aria-labelledby="change-heading">
      <header className="sheet-head">
        <h2 id="change-heading">{change.title}</h2>
        {isWhole && (
          <span className="faint">
            {live === undefined ? change.first : change.comparedWith(live.version)}
          </span>
        )}
      </header>
      {failure !== null && <ProblemNotice failure={failure} again={again} />}
      {failure === null && (proposed.data === undefined || !isWhole) && <Loading />}
      {proposed.data !== undefined && isWhole && (
        <>
          <WordsDiff before={before.data} after={proposed.data} />
          <div className="change-preview">
            <Preview
              preview={proposed.data.preview}
              channel={proposed.data.channel}
              locale={proposed.data.locale}
            />
          </div>
          <p>
            <Link href={templatePlace(template)}>{change.toTemplate}</Link>
          </p>
        </>
      )}
    </section>
  );
}

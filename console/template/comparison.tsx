/** One version beside another of the same words: what is new, and what is gone. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { templateQuestion, templatesQuestion } from '../door/template-questions.js';
import type { Template, WholeTemplate } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { slotNameOf } from './slot.js';
import { WordsDiff } from './words-diff.js';

export function Comparison({ template }: { readonly template: WholeTemplate }) {
  const { templates } = useWords();
  const { compare } = templates;
  const all = useQuery(templatesQuestion);
  const [chosen, setChosen] = useState<string>();
  const others =
    all.data?.templates.filter(
      (one) =>
        slotNameOf(one.template) === slotNameOf(template.template) && one.template !== template.template,
    ) ?? [];
  const other = others.find((one) => one.template === chosen) ?? usualOther(others, template.version);
  const selectId = useId();
  return (
    <section className="sheet" aria-labelledby="compare-heading">
      <header className="sheet-head">
        <h2 id="compare-heading">{compare.title}</h2>
        {other !== undefined && (
          <span className="filter">
            <label className="label" htmlFor={selectId}>
              {compare.with}
            </label>
            <Select
              id={selectId}
              value={other.template}
              onChange={setChosen}
              popupMatchSelectWidth={false}
              options={[...others].reverse().map((one) => ({
                value: one.template,
                label: compare.toVersion(one.version, templates.states[one.state]),
              }))}
            />
          </span>
        )}
      </header>
      {all.data !== undefined && other === undefined && <p className="faint">{compare.none}</p>}
      {other !== undefined && <Compared template={template} other={other.template} />}
    </section>
  );
}

/** What is live; for that itself, or where nothing is, the version before. */
const usualOther = (others: readonly Template[], version: number): Template | undefined =>
  others.find(({ state }) => state === 'live') ??
  others.findLast((one) => one.version < version) ??
  others.at(-1);

function Compared({ template, other }: { readonly template: WholeTemplate; readonly other: string }) {
  const { compare } = useWords().templates;
  const { data, error, refetch } = useQuery(templateQuestion(other));
  if (data === undefined)
    return error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />;
  // The older one is what was before, whichever of them is looked at.
  const [before, after] = data.version < template.version ? [data, template] : [template, data];
  const isSame = (['subject', 'title', 'body'] as const).every((part) => before[part] === after[part]);
  return (
    <>
      {isSame && <p className="faint">{compare.same}</p>}
      <WordsDiff before={before} after={after} />
    </>
  );
}

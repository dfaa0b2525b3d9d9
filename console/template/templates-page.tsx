/** Every text that applicants may get: by stage and what was decided, channel and language. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import { templatesQuestion } from '../door/template-questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { Template, TemplateSlot } from '../door/shapes.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { templatePlace, writePlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Previews } from './previews.js';
import { aboutOf, leadingVersion, slotNameOf } from './slot.js';
import { TemplatePill } from './template-pill.js';
import './template.css';

/** A slot, and every version of its words, the oldest first. */
export interface FilledSlot {
  readonly slot: TemplateSlot;
  readonly versions: readonly Template[];
}

export default function TemplatesPage() {
  const words = useWords();
  const { templates } = words;
  const { data, error, refetch } = useQuery(templatesQuestion);
  const [search] = useSearchParams();
  const applicantType = search.get('applicant') === 'company' ? 'company' : 'person';
  useTitle(templates.title);
  const kinds = ['person', 'company'] as const;
  return (
    <div className="templates-page">
      <h1>{templates.title}</h1>
      <p className="lead">{templates.lead}</p>
      <nav className="tabs" aria-label={templates.applicants}>
        {kinds.map((kind) => (
          <Link
            key={kind}
            href={kind === 'person' ? '/templates' : '/templates?applicant=company'}
            aria-current={kind === applicantType ? 'true' : undefined}
          >
            {words.applicantTypes[kind]}
          </Link>
        ))}
      </nav>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <ProblemNotice failure={error} again={() => void refetch()} />}
      {data !== undefined &&
        groupsOf(data.slots, data.templates, applicantType).map((group) => (
          <Group key={group[0]?.slot.slot} group={group} />
        ))}
    </div>
  );
}

/** Slots that say the same by different ways stand together. */
function groupsOf(
  slots: readonly TemplateSlot[],
  versions: readonly Template[],
  applicantType: TemplateSlot['applicantType'],
): FilledSlot[][] {
  const groups = new Map<string, FilledSlot[]>();
  for (const slot of slots.filter((one) => one.applicantType === applicantType)) {
    const name = `${slot.stage} ${slot.decision ?? ''}`;
    const filled = { slot, versions: versions.filter(({ template }) => slotNameOf(template) === slot.slot) };
    groups.set(name, [...(groups.get(name) ?? []), filled]);
  }
  return [...groups.values()];
}

function Group({ group }: { readonly group: readonly FilledSlot[] }) {
  const words = useWords();
  const { templates } = words;
  const [isShown, setIsShown] = useState(false);
  const [first] = group;
  if (first === undefined) return null;
  const channels = [...new Set(group.map(({ slot }) => slot.channel))];
  const locales = [...new Set(group.map(({ slot }) => slot.locale))];
  const about = aboutOf(first.slot, words);
  return (
    <section className="sheet template-group" aria-label={about}>
      <header className="sheet-head">
        <h2>{about}</h2>
        <Button size="small" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? templates.hidePreviews : templates.showPreviews}
        </Button>
      </header>
      <table className="slots">
        <thead>
          <tr>
            <th scope="col">{templates.channel}</th>
            {locales.map((locale) => (
              <th scope="col" key={locale}>
                {templates.locales[locale]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <tr key={channel}>
              <th scope="row">{words.channels[channel]}</th>
              {locales.map((locale) => (
                <td key={locale} data-label={templates.locales[locale]}>
                  <Cell
                    filled={group.find(({ slot }) => slot.channel === channel && slot.locale === locale)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isShown && <Previews group={group} />}
    </section>
  );
}

function Cell({ filled }: { readonly filled: FilledSlot | undefined }) {
  const { templates } = useWords();
  const who = useWho();
  if (filled === undefined) return null;
  const { slot, versions } = filled;
  const leading = leadingVersion(versions);
  const shown = versions.filter((one) => one.state !== 'retired');
  const isLive = leading?.state === 'live';
  return (
    <>
      {shown.map(({ template, version, state }) => (
        <Link key={template} href={templatePlace(template)} className="version-link">
          {templates.version(version)} <TemplatePill state={state} />
        </Link>
      ))}
      {versions.length === 0 && <span className="faint">{templates.none}</span>}
      {versions.length > 0 && !isLive && <span className="faint">{templates.noneLive}</span>}
      {shown.length === 0 && hasRole(who, 'staff', 'supervisor') && (
        <Link href={writePlace(versions.at(-1)?.template ?? slot.slot)}>{templates.write}</Link>
      )}
    </>
  );
}

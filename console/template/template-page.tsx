/** One version of some words: how they look, how they differ from others, and the steps of its life. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import { wayOf } from '../application/way.js';
import { templateQuestion, templatesQuestion } from '../door/template-questions.js';
import type { WholeTemplate } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { Moment } from '../frame/moment.js';
import { templatePlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Comparison } from './comparison.js';
import { LifePanel } from './life-panel.js';
import { Preview } from './preview.js';
import { aboutOf, slotNameOf, wayOfSlot } from './slot.js';
import { TemplatePill } from './template-pill.js';
import './template.css';
import { WordsText } from './words-text.js';

export default function TemplatePage({ template }: { readonly template: string }) {
  const { templates } = useWords();
  const { data, error, refetch } = useQuery(templateQuestion(template));
  useTitle(templates.title);
  return (
    <div className="template-page">
      <p className="back">
        <Link href="/templates">
          <Icon name="back" size={16} /> {templates.back}
        </Link>
      </p>
      {data !== undefined && <Whole template={data} />}
      {data === undefined && (
        <>
          <h1>{templates.title}</h1>
          {error === null ? <Loading /> : <ProblemNotice failure={error} again={() => void refetch()} />}
        </>
      )}
    </div>
  );
}

function Whole({ template }: { readonly template: WholeTemplate }) {
  const words = useWords();
  const { templates } = words;
  const { channel, locale, preview } = template;
  return (
    <>
      <h1 className="template-title">
        {aboutOf(template, words)} <TemplatePill state={template.state} />
      </h1>
      <p className="particulars faint">
        <span>{wayOfSlot(template, words)}</span>
        <span>{templates.version(template.version)}</span>
        <code>{template.template}</code>
      </p>
      <div className="template-columns">
        <div className="template-main">
          <Sheet name="text" title={templates.text}>
            <WordsText template={template} />
          </Sheet>
          <Sheet name="preview" title={templates.preview.title} note={templates.preview.sample}>
            <Preview preview={preview} channel={channel} locale={locale} withProvider />
          </Sheet>
          <Comparison template={template} />
        </div>
        <aside className="template-side">
          <LifePanel template={template} />
          {(channel === 'sms' || channel === 'voice') && <Codes template={template} />}
          <Versions template={template} />
          <History template={template} />
        </aside>
      </div>
    </>
  );
}

interface SheetProps {
  readonly name: string;
  readonly title: string;
  readonly note?: string;
  readonly children: React.ReactNode;
}

function Sheet({ name, title, note, children }: SheetProps) {
  const headingId = `${name}-heading`;
  return (
    <section className="sheet" aria-labelledby={headingId}>
      <header className="sheet-head">
        <h2 id={headingId}>{title}</h2>
        {note !== undefined && <span className="faint">{note}</span>}
      </header>
      {children}
    </section>
  );
}

/** By route, the code under which its provider approved the words. */
function Codes({ template: { providerCodes } }: { readonly template: WholeTemplate }) {
  const words = useWords();
  const { life } = words.templates;
  const codes = Object.entries(providerCodes);
  return (
    <Sheet name="codes" title={life.codes}>
      {codes.length === 0 ? (
        <p className="faint">{life.noCodes}</p>
      ) : (
        <dl className="contacts">
          {codes.map(([route, code]) => (
            <div key={route}>
              <dt>{wayOf(route, words)}</dt>
              <dd>
                <code>{code}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Sheet>
  );
}

function Versions({ template: { template } }: { readonly template: WholeTemplate }) {
  const { templates } = useWords();
  const { data } = useQuery(templatesQuestion);
  const versions = data?.templates.filter((one) => slotNameOf(one.template) === slotNameOf(template)) ?? [];
  return (
    <Sheet name="versions" title={templates.versions}>
      <ul className="versions">
        {[...versions].reverse().map((one) => (
          <li key={one.template}>
            <Link
              href={templatePlace(one.template)}
              aria-current={one.template === template ? 'page' : undefined}
            >
              {templates.version(one.version)}
            </Link>{' '}
            <TemplatePill state={one.state} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function History({ template: { history } }: { readonly template: WholeTemplate }) {
  const words = useWords();
  const { templates } = words;
  return (
    <Sheet name="history" title={templates.history}>
      <ol className="template-history">
        {history.map(({ at, step, staffRef, route, code }, nth) => (
          // Steps are only ever added behind.
          <li key={nth}>
            <span>
              <bdi className="step-by">{staffRef}</bdi> {templates.steps[step]}
            </span>
            {route !== undefined && (
              <span className="second">
                {wayOf(route, words)} <code>{code}</code>
              </span>
            )}
            <span className="second faint">
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

/** The front page: one field, one answer. */
import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { isRefusedAs } from '../door/problem.js';
import {
  applicationQuestion,
  applicationsQuestion,
  keepSearch,
  keptSearch,
  questions,
} from '../door/questions.js';
import type { Sought } from '../door/questions.js';
import { hasRole, useWho } from '../door/session.js';
import { Icon } from '../frame/icon.js';
import { useTitle, useWords } from '../frame/language.js';
import { applicationPlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { InquiryCounts } from '../inquiry/inquiry-counts.js';
import type { Words } from '../words/words.js';
import './application.css';
import { read } from './asked.js';
import type { Asked } from './asked.js';
import { FoundList } from './found-list.js';
import { NothingFound } from './nothing-found.js';

/** The one application that is meant, and as what it was looked for. */
interface One {
  readonly kind: 'one';
  readonly applicationId: string;
  readonly sought: Sought;
}

type Outcome =
  | { readonly kind: 'none'; readonly asked: Asked }
  | { readonly kind: 'failed'; readonly failure: unknown }
  | { readonly kind: 'several'; readonly sought: Sought };

/** What is looked for, one after the other until something is found. */
function soughtOf(asked: Asked): Sought[] {
  if (asked.kind === 'mobile') return [{ mobile: asked.mobile }];
  if (asked.kind === 'name') return [{ name: asked.name }];
  if (asked.kind !== 'application-id') return [];
  // One that was never reported may be on the bank's own list, or have been refused.
  const { applicationId, orName } = asked;
  return [{ applicationId }, ...(orName ? [{ name: applicationId }] : [])];
}

/** The application that is meant, where there is exactly one; else what there is. */
async function find(asked: Asked, idOnly: boolean): Promise<Outcome | One> {
  if (asked.kind === 'application-id') {
    try {
      const { applicationId } = asked;
      await questions.query({ ...applicationQuestion(applicationId), staleTime: 0 });
      return { kind: 'one', applicationId, sought: { applicationId } };
    } catch (failure) {
      if (!isRefusedAs(failure, 'application-unknown')) throw failure;
    }
  }
  for (const sought of idOnly ? [] : soughtOf(asked)) {
    const { pages } = await questions.infiniteQuery({ ...applicationsQuestion(sought), staleTime: 0 });
    const found = pages.flatMap(({ applications }) => applications);
    const [only] = found;
    if (only === undefined) continue;
    const isOne = found.length === 1 && pages.at(-1)?.next === undefined;
    // There is no page of one that was never reported: what is known of it stands in the list.
    return isOne && only.reportedAt !== undefined
      ? { kind: 'one', applicationId: only.applicationId, sought }
      : { kind: 'several', sought };
  }
  return { kind: 'none', asked };
}

export default function SearchPage() {
  const words = useWords();
  const who = useWho();
  const [, go] = useLocation();
  const idOnly = !hasRole(who, 'staff', 'supervisor', 'auditor');
  const [text, setText] = useState(() => keptSearch().text);
  const [outcome, setOutcome] = useState<Outcome | undefined>(() => {
    const { sought } = keptSearch();
    return sought === undefined || idOnly ? undefined : { kind: 'several', sought };
  });
  const [fault, setFault] = useState<string>();
  const [isFinding, setIsFinding] = useState(false);
  const field = useRef<InputRef>(null);
  const hintId = useId();
  useTitle(words.frame.search);
  useEffect(() => field.current?.focus({ cursor: 'all' }), []);

  const submit = async (): Promise<void> => {
    const asked = read(text);
    const wrong = faultOf(asked, idOnly, words);
    setFault(wrong);
    setOutcome(undefined);
    if (wrong !== undefined) return field.current?.focus();
    setIsFinding(true);
    try {
      const found = await find(asked, idOnly);
      keepSearch({ text, ...('sought' in found ? { sought: found.sought } : {}) });
      if (found.kind === 'one') go(applicationPlace(found.applicationId));
      else setOutcome(found);
    } catch (failure) {
      setOutcome({ kind: 'failed', failure });
    } finally {
      setIsFinding(false);
    }
  };

  return (
    <div className="search-page">
      <h1>{words.search.title}</h1>
      <p className="lead">{words.search.text}</p>
      <form
        className="search-form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Input
          ref={field}
          size="large"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setFault(undefined);
          }}
          prefix={<Icon name="search" size={20} />}
          placeholder={idOnly ? words.search.labelIdOnly : words.search.label}
          aria-label={idOnly ? words.search.labelIdOnly : words.search.label}
          aria-describedby={hintId}
          aria-invalid={fault !== undefined}
          status={fault === undefined ? '' : 'error'}
          maxLength={200}
          // What an applicant says is kept by no browser, and sent to no spelling checker.
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="off"
        />
        <Button type="primary" size="large" htmlType="submit" loading={isFinding}>
          {words.search.button}
        </Button>
      </form>
      <p id={hintId} role="status" className={fault === undefined ? 'search-hint' : 'search-hint fault'}>
        {fault ?? readingOf(read(text), idOnly, words)}
      </p>
      {outcome?.kind === 'failed' && <ProblemNotice failure={outcome.failure} again={() => void submit()} />}
      {outcome?.kind === 'none' && <NothingFound why={whyNone(outcome.asked, words)} />}
      {outcome?.kind === 'several' && <FoundList sought={outcome.sought} />}
      {outcome === undefined && <InquiryCounts />}
    </div>
  );
}

function faultOf(asked: Asked, idOnly: boolean, { search }: Words): string | undefined {
  if (asked.kind === 'nothing') return search.tooShort;
  if (asked.kind === 'personal-number') return search.personalNumber;
  return idOnly && asked.kind !== 'application-id' ? search.idOnly : undefined;
}

/** How it is understood, while it is being typed. */
function readingOf(asked: Asked, idOnly: boolean, { search }: Words): string {
  switch (asked.kind) {
    case 'nothing':
      return '';
    case 'personal-number':
      return search.personalNumber;
    case 'mobile':
      return idOnly ? search.idOnly : search.asMobile;
    case 'name':
      return idOnly ? search.idOnly : search.asName;
    case 'application-id':
      return asked.orName && !idOnly ? search.asIdOrName : search.asId;
  }
}

function whyNone(asked: Asked, { search }: Words): string {
  if (asked.kind === 'mobile') return search.noneOfMobile;
  return asked.kind === 'application-id' ? search.noneOfId : search.noneOfName;
}

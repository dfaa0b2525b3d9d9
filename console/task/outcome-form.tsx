/** What came of a task, in words of the vocabulary; what is typed stays until it was taken. */
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { ShownTask } from '../door/shapes.js';
import { isRefusedAs, Refused } from '../door/problem.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { isConflict } from './act.js';
import type { Act } from './act.js';
import { ContactFields, PutOffFields } from './outcome-fields.js';
import { choicesOf, correctionOf, fields, putsOff } from './draft.js';
import type { Choice, Draft, Field } from './draft.js';

interface OutcomeFormProps {
  readonly task: ShownTask;
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly act: Act;
  /** What was taken, and is no good all the same: the checks of the API say so. */
  readonly unusable: readonly Field[];
  /** What was chosen and typed has no fault that is seen here. */
  readonly submit: (choice: Choice) => void;
}

/** What must be mended before it can be submitted. */
export interface Faults {
  readonly choice?: string;
  readonly again?: string;
  readonly correction?: string;
  readonly fields?: Partial<Record<Field, string>>;
}

export function OutcomeForm({ task, draft, change, act, unusable, submit }: OutcomeFormProps) {
  const { task: words } = useWords();
  const said = words.outcome;
  const [faults, setFaults] = useState<Faults>({});
  const id = useId();
  const { choice } = draft;
  const changed = (next: Draft): void => {
    setFaults({});
    act.forget();
    change(next);
  };
  const send = (): void => {
    const found = faultsOf(draft, said);
    setFaults(found);
    if (choice !== undefined && Object.keys(found).length === 0) submit(choice);
  };
  const refused = refusedFields(act.failure, said.refusedField);
  const shown: Faults = {
    ...faults,
    fields: { ...wordsOfFields(unusable, said), ...faults.fields, ...refused },
  };
  return (
    <form
      className="sheet outcome"
      aria-labelledby={`${id}-heading`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <header className="sheet-head">
        <h2 id={`${id}-heading`} tabIndex={-1} className="outcome-heading">
          {said.title}
        </h2>
      </header>
      <fieldset aria-describedby={`${id}-fault`}>
        <legend className="unseen">{said.legend}</legend>
        {choicesOf[task.kind]
          .filter((one) => one !== 'unreachable' || task.proposal === undefined)
          .map((one) => (
            <label key={one} className="choice">
              <input
                type="radio"
                name={`${id}-choice`}
                checked={choice === one}
                onChange={() => changed({ ...draft, choice: one })}
              />
              <span>
                {said.choices[one]}
                {hintOf(one, said) !== undefined && <span className="faint"> {hintOf(one, said)}</span>}
              </span>
            </label>
          ))}
      </fieldset>
      <p id={`${id}-fault`} className="fault" role="status">
        {shown.choice}
      </p>
      {putsOff(choice) && <PutOffFields task={task} draft={draft} change={changed} fault={shown.again} />}
      {choice === 'correct' && (
        <ContactFields draft={draft} change={changed} faults={shown.fields ?? {}} fault={shown.correction} />
      )}
      {act.failure !== undefined && !isConflict(act.failure) && refused === undefined && (
        <Failed failure={act.failure} again={send} />
      )}
      <Button type="primary" htmlType="submit" loading={act.isRunning}>
        {submitWord(choice, said)}
      </Button>
      <span className="faint outcome-waiting" role="status">
        {act.isRunning && said.waiting}
      </span>
    </form>
  );
}

type Said = ReturnType<typeof useWords>['task']['outcome'];

function hintOf(choice: Choice, { hints }: Said): string | undefined {
  if (putsOff(choice)) return hints.again;
  if (choice === 'unreachable' || choice === 'correct') return hints[choice];
  return undefined;
}

function submitWord(choice: Choice | undefined, said: Said): string {
  if (putsOff(choice)) return said.putOff;
  if (choice === 'correct') return said.correct;
  return choice === 'unreachable' ? said.propose : said.complete;
}

function faultsOf(draft: Draft, said: Said): Faults {
  const { choice, again } = draft;
  if (choice === undefined) return { choice: said.missing };
  if (putsOff(choice)) {
    if (again === undefined) return { again: said.noTime };
    return Date.parse(again) <= Date.now() ? { again: said.timePast } : {};
  }
  if (choice !== 'correct') return {};
  const correction = correctionOf(draft);
  if (correction.kind === 'nothing') return { correction: said.noField };
  if (correction.kind !== 'faulty') return {};
  return { fields: wordsOfFields(correction.faulty, said) };
}

function wordsOfFields(faulty: readonly Field[], said: Said): NonNullable<Faults['fields']> {
  const words = { mobile: said.badMobile, email: said.badEmail, landline: said.badLandline };
  return Object.fromEntries(faulty.map((field) => [field, words[field]]));
}

/** The fields that the API found at fault, where it names any of ours: it says so as `mobile: …`. */
function refusedFields(failure: unknown, word: string): Faults['fields'] | undefined {
  if (!(failure instanceof Refused) || failure.problem.code !== 'body-invalid') return undefined;
  const named = fields.filter((field) =>
    failure.problem.faults?.some((fault) => fault.startsWith(`${field}:`) || fault.startsWith(`${field}.`)),
  );
  return named.length === 0 ? undefined : Object.fromEntries(named.map((field) => [field, word]));
}

function Failed({ failure, again }: { readonly failure: unknown; readonly again: () => void }) {
  const { outcome } = useWords().task;
  // Only what was not even begun is known to be as it was.
  const isUndone = isRefusedAs(failure, 'temporal-unavailable');
  return (
    <>
      <ProblemNotice failure={failure} again={again} />
      {isUndone && <p className="waiting">{outcome.nothingDone}</p>}
    </>
  );
}

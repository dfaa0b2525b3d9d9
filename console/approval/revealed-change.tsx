/** What was sealed, side by side with what it takes the place of, and what people wrote. */
import type { RevealedApproval } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { Moment } from '../frame/moment.js';
import { TextDiff } from '../frame/text-diff.js';
import type { Words } from '../words/words.js';
import { revealedFields } from './revealed.js';
import type { RevealedField } from './revealed.js';

export function RevealedChange({ revealed }: { readonly revealed: RevealedApproval }) {
  const words = useWords();
  const { change, steps } = words.approvals;
  const { before, values, written } = revealed;
  const fields = revealedFields(before, values, change);
  return (
    <>
      {fields.length === 0 ? (
        <p>{change.noValues}</p>
      ) : (
        <table className="compared">
          <thead>
            <tr>
              <th scope="col">{change.field}</th>
              <th scope="col">{change.before}</th>
              <th scope="col">{change.after}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <FieldRow key={field.name} field={field} words={words} />
            ))}
          </tbody>
        </table>
      )}
      <h3>{change.written}</h3>
      {written.length === 0 ? (
        <p className="faint">{change.noneWritten}</p>
      ) : (
        <ul className="written">
          {written.map(({ step, by, reason }, nth) => (
            <li key={nth}>
              <span className="faint">
                <bdi>{by}</bdi> {steps[step]}
              </span>
              <p>
                <bdi>{reason}</bdi>
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** In yuan, to the cent. */
const amount = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2 });

function FieldRow({ field, words }: { readonly field: RevealedField; readonly words: Words }) {
  const { change } = words.approvals;
  const { name, before, after } = field;
  const isText = before !== undefined && after !== undefined && before !== after && name === 'guidance';
  return (
    <tr className={before === after ? undefined : 'is-changed'}>
      <th scope="row">{nameOf(name, words)}</th>
      <td data-label={change.before}>
        {before === undefined ? (
          <span className="faint">{change.none}</span>
        ) : (
          <Value name={name} value={before} words={words} />
        )}
      </td>
      <td data-label={change.after}>
        {after === undefined ? (
          <span className="faint">{change.none}</span>
        ) : isText ? (
          <TextDiff before={before} after={after} />
        ) : (
          <Value name={name} value={after} words={words} />
        )}
      </td>
    </tr>
  );
}

interface ValueProps {
  readonly name: string;
  readonly value: string;
  readonly words: Words;
}

function Value({ name, value, words }: ValueProps) {
  const { decisions } = words.approvals;
  if (name === 'decision' && Object.hasOwn(decisions, value))
    return <strong>{decisions[value as keyof typeof decisions]}</strong>;
  if (name === 'amount' && Number.isFinite(Number(value))) return <>{amount.format(Number(value))}</>;
  if (/(?:At|\.at)$/.test(name) && !Number.isNaN(Date.parse(value))) return <Moment at={value} />;
  return <bdi className="value">{value}</bdi>;
}

/** What a field is called; one that nobody calls anything keeps its own name. */
function nameOf(name: string, words: Words): string {
  const { fields } = words.approvals.change;
  if (Object.hasOwn(fields, name)) return fields[name as keyof typeof fields];
  const [first, purpose = ''] = name.split('.');
  if (first === 'consent' && Object.hasOwn(words.consents, purpose))
    return `${words.consent.title} ${words.consents[purpose as keyof typeof words.consents]}`;
  return name;
}

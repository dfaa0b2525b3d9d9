/** Each use of a route, with what the provider said and which receipts came. */
import type { Attempt, Receipt } from '../door/shapes.js';
import { ColumnHeads } from '../frame/column-heads.js';
import { useWords } from '../frame/language.js';
import { Moment, useMoments } from '../frame/moment.js';
import { Pill } from './state-pill.js';
import type { Tone } from './state-pill.js';
import { contactOf, wayOf } from './way.js';

interface AttemptsProps {
  /** What they were made for, in words. */
  readonly name: string;
  readonly attempts: readonly Attempt[];
  /** How many there are, also where not all are at hand. */
  readonly made: number;
  readonly receipts: readonly Receipt[];
}

export function Attempts({ name, attempts, made, receipts }: AttemptsProps) {
  const { application } = useWords();
  const untold = made - attempts.length;
  if (made === 0) return <p className="faint">{application.noAttempts}</p>;
  return (
    <>
      {untold > 0 && <p className="faint">{application.untoldAttempts(made, untold)}</p>}
      {attempts.length > 0 && <AttemptTable name={name} attempts={attempts} receipts={receipts} />}
    </>
  );
}

function AttemptTable({ name, attempts, receipts }: Omit<AttemptsProps, 'made'>) {
  const { application } = useWords();
  return (
    <table className="attempts">
      <caption className="unseen">
        {application.attempts}: {name}
      </caption>
      <ColumnHeads
        columns={[application.at, application.by, application.to, application.result, application.code]}
      />
      <tbody>
        {attempts.map((attempt) => (
          <AttemptRow
            key={attempt.attemptId}
            attempt={attempt}
            receipts={receipts.filter(({ attemptId }) => attemptId === attempt.attemptId)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface AttemptRowProps {
  readonly attempt: Attempt;
  readonly receipts: readonly Receipt[];
}

function AttemptRow({ attempt, receipts }: AttemptRowProps) {
  const words = useWords();
  const { moment } = useMoments();
  const { application } = words;
  const { settlement, receiptDeadline, providerCode, failure } = attempt;
  const isAwaited = attempt.outcome === 'accepted' && settlement === undefined;
  return (
    <tr>
      <td data-label={application.at}>
        <Moment at={attempt.intendedAt} />
      </td>
      <td data-label={application.by}>
        {wayOf(attempt.route, words)}
        <span className="second faint">{words.purposes[attempt.purpose]}</span>
      </td>
      <td data-label={application.to}>{contactOf(attempt.contact, words)}</td>
      <td data-label={application.result}>
        <Pill tone={toneOf(attempt)}>
          {settlement === undefined ? words.outcomes[attempt.outcome] : words.settlements[settlement]}
        </Pill>
        {failure !== undefined && <span className="second">{words.failures[failure]}</span>}
        {isAwaited && receiptDeadline !== undefined && (
          <span className="second faint">{application.waitsUntil(moment(receiptDeadline))}</span>
        )}
        {attempt.evidence === 'acceptance' && <span className="second faint">{application.weak}</span>}
        {receipts.map((receipt, nth) => (
          <span className="second faint" key={nth}>
            {application.receiptAt(moment(receipt.receivedAt))}
            {receipt.settlement !== undefined && `: ${words.settlements[receipt.settlement]}`}
            {receipt.polled && words.aside(application.polled)}
          </span>
        ))}
      </td>
      <td data-label={application.code}>
        {[...new Set([providerCode, ...receipts.map((receipt) => receipt.providerCode)])].map(
          (code) =>
            code !== undefined && (
              <code className="code" key={code}>
                {code}
              </code>
            ),
        )}
      </td>
    </tr>
  );
}

function toneOf({ settlement, outcome }: Attempt): Tone {
  if (settlement === 'delivered') return 'good';
  if (settlement !== undefined || outcome === 'rejected') return 'ask';
  return outcome === 'unknown' ? 'ask' : 'wait';
}

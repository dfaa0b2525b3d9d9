/** Why applicants asked, counted by cause: the last thirty days of the bank. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../door/api.js';
import { hasRole, useWho } from '../door/session.js';
import type { Explanation } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import '../application/application.css';
import './inquiry.css';

type Cause = Explanation['cause'];

const inquiryCountsQuestion = queryOptions({
  queryKey: ['lists', 'inquiry-counts'],
  queryFn: () => answerOf(api.GET('/v1/inquiries/counts')),
});

/** Shown to supervisors and auditors, whom the API tells. */
export function InquiryCounts() {
  return hasRole(useWho(), 'supervisor', 'auditor') ? <Counts /> : null;
}

function Counts() {
  const { inquiry: words } = useWords();
  const { data, error, refetch } = useQuery(inquiryCountsQuestion);
  if (data === undefined)
    return error === null ? null : <ProblemNotice failure={error} again={() => void refetch()} />;
  const causes = byCause(data.counts);
  const most = causes[0]?.count ?? 0;
  const total = causes.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="sheet inquiry-counts" aria-labelledby="inquiry-counts-heading">
      <header className="sheet-head">
        <h2 id="inquiry-counts-heading">{words.counts}</h2>
        <span className="faint">
          {words.span(data.from, data.to)}
          {total > 0 && ` · ${words.total(total)}`}
        </span>
      </header>
      {causes.length === 0 ? (
        <p className="faint">{words.none}</p>
      ) : (
        <table>
          <thead className="unseen">
            <tr>
              <th scope="col">{words.cause}</th>
              <th scope="col">{words.count}</th>
            </tr>
          </thead>
          <tbody>
            {causes.map(({ cause, count }) => (
              <tr key={cause}>
                <td>{words.causes[cause]}</td>
                <td>
                  <meter min={0} max={most} value={count} aria-hidden="true" />
                  {count}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface Counted {
  readonly cause: Cause;
  readonly count: number;
}

/** All days together, the most frequent first. */
function byCause(counts: readonly Counted[]): Counted[] {
  const sums = new Map<Cause, number>();
  for (const { cause, count } of counts) sums.set(cause, (sums.get(cause) ?? 0) + count);
  return [...sums].map(([cause, count]) => ({ cause, count })).sort((one, other) => other.count - one.count);
}

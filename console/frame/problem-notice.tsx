/** What went wrong, in words, with what engineers need to find it. */
import { Alert, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../door/api.js';
import { Refused, Unanswered } from '../door/problem.js';
import type { Problem } from '../door/shapes.js';
import type { Words } from '../words/words.js';
import { useSpeech } from './language.js';

/** A refusal was said in the language of its day; the catalogue has both. */
function useTitleOf(problem: Problem | undefined): string | undefined {
  const { language } = useSpeech();
  const { data } = useQuery({
    queryKey: ['problems', problem?.code],
    queryFn: () => answerOf(api.GET('/problems/{code}', { params: { path: { code: problem?.code ?? '' } } })),
    enabled: problem !== undefined && problem.code !== 'unauthenticated',
    staleTime: Infinity,
    retry: false,
  });
  return data?.[language] ?? problem?.title;
}

/** What is said where the API said nothing itself. */
function ownWords(failure: unknown, { problem }: Words): string {
  if (!(failure instanceof Unanswered)) return problem.unexpected;
  return failure.status === undefined ? problem.unanswered : problem.broken(failure.status);
}

interface ProblemNoticeProps {
  readonly failure: unknown;
  readonly again?: () => void;
}

export function ProblemNotice({ failure, again }: ProblemNoticeProps) {
  const { words } = useSpeech();
  const problem = failure instanceof Refused ? failure.problem : undefined;
  const title = useTitleOf(problem) ?? ownWords(failure, words);
  // The window says so, over everything else; signed in again, nobody needs to be told any more.
  if (problem?.code === 'unauthenticated') return null;
  return (
    <Alert
      type="error"
      role="alert"
      title={title}
      description={
        problem === undefined ? undefined : (
          <>
            {problem.faults?.map((fault) => (
              <div key={fault}>{fault}</div>
            ))}
            <div className="faint">
              {words.problem.code} <code>{problem.code}</code> · {words.problem.request}{' '}
              <code>{problem.requestId}</code>
            </div>
          </>
        )
      }
      {...(again === undefined ? {} : { action: <Button onClick={again}>{words.problem.again}</Button> })}
    />
  );
}

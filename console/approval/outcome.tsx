/** What became of an approval, and by whom; nothing while it waits. */
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../door/api.js';
import type { WholeApproval } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';

export const isWaiting = ({ state }: Pick<WholeApproval, 'state'>): boolean =>
  state === 'proposed' || state === 'acted-alone';

/** Who brought it to where it stands; nobody where it came about by itself. */
export const settledBy = ({ steps, state }: Pick<WholeApproval, 'steps' | 'state'>): string | undefined =>
  steps.findLast(({ step }) => step === state)?.by;

export function Outcome({ approval }: { readonly approval: WholeApproval }) {
  const { words } = useSpeech();
  const { outcome, verdicts } = words.approvals;
  const { moment } = useMoments();
  const { state, since, verdict, carriedOutAt, cameToNothing } = approval;
  const at = moment(since);
  const by = settledBy(approval) ?? '';
  const said: Readonly<Record<WholeApproval['state'], string>> = {
    proposed: '',
    'acted-alone': '',
    approved: outcome.approved(by, at),
    rejected: outcome.rejected(by, at),
    withdrawn: outcome.withdrawn(by, at),
    expired: outcome.expired(at),
    overtaken: outcome.overtaken(at),
    reviewed: outcome.reviewed(by, at, verdict === undefined ? '' : verdicts[verdict]),
  };
  const isDone = state === 'approved' || state === 'reviewed';
  return (
    <>
      <p>{said[state]}</p>
      {isDone && carriedOutAt !== undefined && <p>{outcome.carriedOut(moment(carriedOutAt))}</p>}
      {isDone && carriedOutAt === undefined && cameToNothing === undefined && <p>{outcome.underWay}</p>}
      {cameToNothing !== undefined && <CameToNothing code={cameToNothing} />}
    </>
  );
}

/** The catalogue's words for why it was not carried out. */
function CameToNothing({ code }: { readonly code: string }) {
  const { language, words } = useSpeech();
  const { data } = useQuery({
    queryKey: ['problems', code],
    queryFn: () => answerOf(api.GET('/problems/{code}', { params: { path: { code } } })),
    staleTime: Infinity,
    retry: false,
  });
  return <p>{words.approvals.outcome.cameToNothing(data?.[language] ?? '…')}</p>;
}

/** What a supervisor may do about an incident, or why not yet; and what came of what was done here. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { approvalQuestion } from '../door/approval-questions.js';
import type { Approval, WholeIncident } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { approvalPlace } from '../frame/places.js';
import { useAmounts } from '../live/amounts.js';
import { Done } from './done.js';
import type { DoneHere } from './done.js';
import { MarkDialog } from './mark-dialog.js';
import { ProposeDialog } from './propose-dialog.js';
import { RangeDialog } from './range-dialog.js';
import { ResendDialog } from './resend-dialog.js';

type Act = 'range' | 'mark' | 'resend' | 'closing' | 'compensation';

export function Acts({ incident }: { readonly incident: WholeIncident }) {
  const { incidents: words } = useWords();
  const { count } = useAmounts();
  const [act, setAct] = useState<Act>();
  const [done, setDone] = useState<DoneHere>();
  const { closedAt, until, progress, offersCompensation } = incident;
  const isOpen = closedAt === undefined;
  const withStaff = incident.counts['with-staff'] ?? 0;
  const closing = useWaiting(incident, 'close-proposed');
  const compensation = useWaiting(incident, 'compensation-proposed');
  if (!isOpen && !offersCompensation && done === undefined) return null;
  const begin = (next: Act) => (): void => {
    setDone(undefined);
    setAct(next);
  };
  const dialog = { incident, close: () => setAct(undefined), done: setDone };
  const whyNot =
    until === undefined
      ? words.closeNoEnd
      : progress.untold + progress.undecided > 0
        ? words.closeUntold(count(progress.untold), count(progress.undecided))
        : undefined;
  return (
    <section className="sheet incident-acts" aria-labelledby="acts-heading">
      <header className="sheet-head">
        <h2 id="acts-heading">{words.acts}</h2>
      </header>
      {done !== undefined && <Done done={done} forget={() => setDone(undefined)} />}
      <ul>
        {isOpen && (
          <>
            <OneAct name={words.rangeAct} begin={begin('range')} text={words.rangeText} />
            <OneAct name={words.markAct} begin={begin('mark')} text={words.markText} />
            <OneAct
              name={words.resendAct}
              begin={begin('resend')}
              text={withStaff === 0 ? words.resendNone : words.resendText(count(withStaff))}
              isDisabled={withStaff === 0}
            />
            <OneAct
              name={words.closeAct}
              begin={begin('closing')}
              text={closing === undefined ? (whyNot ?? words.closeText) : undefined}
              isDisabled={whyNot !== undefined || closing !== undefined}
            >
              {closing !== undefined && <Waiting approval={closing} says={words.closeWaits} />}
            </OneAct>
          </>
        )}
        {offersCompensation && (
          <OneAct
            name={words.compensateAct}
            begin={begin('compensation')}
            text={compensation === undefined ? words.compensateText : undefined}
            isDisabled={compensation !== undefined}
          >
            {compensation !== undefined && <Waiting approval={compensation} says={words.compensateWaits} />}
          </OneAct>
        )}
      </ul>
      {act === 'range' && <RangeDialog {...dialog} />}
      {act === 'mark' && <MarkDialog {...dialog} />}
      {act === 'resend' && <ResendDialog {...dialog} />}
      {(act === 'closing' || act === 'compensation') && <ProposeDialog {...dialog} what={act} />}
    </section>
  );
}

interface OneActProps {
  readonly name: string;
  readonly begin: () => void;
  /** What it is for, or why it cannot be done. */
  readonly text: string | undefined;
  readonly isDisabled?: boolean;
  readonly children?: ReactNode;
}

function OneAct({ name, begin, text, isDisabled = false, children }: OneActProps) {
  return (
    <li>
      <Button onClick={begin} disabled={isDisabled}>
        {name}
      </Button>
      {text !== undefined && <p className="faint">{text}</p>}
      {children}
    </li>
  );
}

/** The last proposal of a kind, while it waits for somebody else. */
function useWaiting(
  { steps }: WholeIncident,
  kind: 'close-proposed' | 'compensation-proposed',
): Approval | undefined {
  const approvalId = steps.findLast(({ step }) => step === kind)?.detail['approvalId'];
  const isOne = typeof approvalId === 'string';
  const { data } = useQuery({ ...approvalQuestion(isOne ? approvalId : ''), enabled: isOne });
  const isOver = data?.expiresAt !== undefined && Date.parse(data.expiresAt) <= Date.now();
  return data?.state === 'proposed' && !isOver ? data : undefined;
}

interface WaitingProps {
  readonly approval: Approval;
  readonly says: (by: string, until: string) => string;
}

function Waiting({ approval: { approvalId, proposedBy, expiresAt }, says }: WaitingProps) {
  const { incidents: words } = useWords();
  const { moment } = useMoments();
  return (
    <p className="waiting">
      {says(proposedBy, expiresAt === undefined ? '' : moment(expiresAt))}{' '}
      <Link href={approvalPlace(approvalId)}>{words.toApproval}</Link>
    </p>
  );
}

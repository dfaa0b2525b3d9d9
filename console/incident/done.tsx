/** What came of the last act: done, or waiting for a second person. */
import { Button } from 'antd';
import { Link } from 'wouter';
import type { Resent } from '../door/incident-questions.js';
import type { Approval } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { approvalPlace } from '../frame/places.js';
import { useAmounts } from '../live/amounts.js';

export type DoneHere =
  | { readonly kind: 'range' | 'mark' }
  | { readonly kind: 'resend'; readonly resent: Resent }
  | { readonly kind: 'closing' | 'compensation'; readonly approval: Approval };

interface DoneProps {
  readonly done: DoneHere;
  readonly forget: () => void;
}

export function Done({ done, forget }: DoneProps) {
  const { incidents: words, frame } = useWords();
  const { moment } = useMoments();
  const { count } = useAmounts();
  const said = (() => {
    switch (done.kind) {
      case 'range':
        return words.doneRange;
      case 'mark':
        return words.doneMark;
      case 'resend':
        return words.resendDone(count(done.resent.ordered), count(done.resent.refused));
      case 'closing':
      case 'compensation': {
        const { expiresAt } = done.approval;
        const until = expiresAt === undefined ? '' : moment(expiresAt);
        return done.kind === 'closing' ? words.doneClose(until) : words.doneCompensate(until);
      }
    }
  })();
  return (
    <div className={`done tone-${'approval' in done ? 'ask' : 'good'}`} role="status">
      <div>
        <p className="done-title">{said}</p>
        {'approval' in done && (
          <p>
            <Link href={approvalPlace(done.approval.approvalId)}>{words.toApproval}</Link>
          </p>
        )}
      </div>
      <Button type="text" size="small" onClick={forget}>
        {frame.close}
      </Button>
    </div>
  );
}

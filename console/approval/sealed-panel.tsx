/** What is sealed of an approval: shown for a while to whoever says why, and kept nowhere. */
import { Button } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../door/api.js';
import type { RevealedApproval, WholeApproval } from '../door/shapes.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { RevealDialog } from '../frame/reveal-dialog.js';
import { useSecondsUntil } from '../frame/seconds-until.js';
import { RevealedChange } from './revealed-change.js';

/** Long enough to compare a decision with the one before. */
const shownMs = 180_000;

interface Revealed {
  readonly found: RevealedApproval;
  readonly until: number;
}

interface SealedPanelProps {
  readonly approval: WholeApproval;
  readonly seen: () => void;
}

export function SealedPanel({ approval, seen }: SealedPanelProps) {
  const { change, decide } = useWords().approvals;
  // Here and nowhere else: in no cache, and gone with this very component.
  const [revealed, setRevealed] = useState<Revealed>();
  const [isAsking, setIsAsking] = useState(false);
  const hide = (): void => setRevealed(undefined);
  const mayReveal = approval.may.includes('reveal');
  return (
    <section className="sheet" aria-labelledby="change-heading">
      <header className="sheet-head">
        <h2 id="change-heading">{change.title}</h2>
      </header>
      {revealed === undefined ? (
        <p className="faint">{mayReveal ? change.sealed : change.sealedForbidden}</p>
      ) : (
        <Shown revealed={revealed} hide={hide} />
      )}
      {mayReveal && (
        <Button
          className="reveal-button"
          icon={<Icon name="eye" size={16} />}
          onClick={() => (revealed === undefined ? setIsAsking(true) : hide())}
        >
          {revealed === undefined ? change.reveal : change.hide}
        </Button>
      )}
      <RevealDialog
        isOpen={isAsking}
        says={{
          title: change.reveal,
          text: change.sealedText,
          ok: change.show,
          reason: change.revealReason,
          hint: change.revealHint,
          missing: decide.reasonMissing,
        }}
        ask={(reason) =>
          answerOf(
            api.POST('/v1/approvals/{approvalId}/reveal', {
              params: { path: { approvalId: approval.approvalId } },
              body: { reason },
            }),
          )
        }
        close={() => setIsAsking(false)}
        show={(found) => {
          setIsAsking(false);
          setRevealed({ found, until: Date.now() + shownMs });
          seen();
        }}
      />
    </section>
  );
}

function Shown({ revealed, hide }: { readonly revealed: Revealed; readonly hide: () => void }) {
  const { change } = useWords().approvals;
  const seconds = useSecondsUntil(revealed.until, hide);
  return (
    <div className="revealed" role="group" aria-label={change.title}>
      <RevealedChange revealed={revealed.found} />
      <p className="faint">{change.shown(seconds)}</p>
    </div>
  );
}

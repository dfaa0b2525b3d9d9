import { useState } from 'react';
import { propose } from '../door/incident-questions.js';
import { useWords } from '../frame/language.js';
import { ReasonField } from '../frame/reason-field.js';
import { Consequences, SetDialog } from '../route/set-dialog.js';
import type { ActDialogProps } from './range-dialog.js';

interface ProposeDialogProps extends ActDialogProps {
  readonly what: 'closing' | 'compensation';
}

/** Proposes to close the incident, or to offer something for it, to another supervisor. */
export function ProposeDialog({ incident, what, close, done }: ProposeDialogProps) {
  const { incidents: words } = useWords();
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const act = async (): Promise<boolean> => {
    const given = reason.trim();
    setIsMissing(given === '');
    if (given === '') return false;
    done({ kind: what, approval: await propose(what, incident.incidentId, given) });
    return true;
  };
  const said = {
    closing: {
      title: words.closeTitle,
      button: words.closeAct,
      follows: [words.closeAgain, words.closeSecond, words.closeFinal],
    },
    compensation: {
      title: words.compensateTitle,
      button: words.compensateAct,
      follows: [words.compensateWho, words.compensateSecond, words.compensateTells],
    },
  }[what];
  return (
    <SetDialog title={said.title} button={said.button} act={act} close={close}>
      <ReasonField
        label={words.reason}
        note={words.proposeNote}
        value={reason}
        change={(value) => {
          setReason(value);
          setIsMissing(false);
        }}
        fault={isMissing ? words.reasonMissing : undefined}
        hasFocus
        most={200}
        rows={2}
      />
      <Consequences>
        {said.follows.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </Consequences>
    </SetDialog>
  );
}

import { useState } from 'react';
import { resendAll } from '../door/incident-questions.js';
import type { Resent } from '../door/incident-questions.js';
import { useWords } from '../frame/language.js';
import { useAmounts } from '../live/amounts.js';
import { Consequences, SetDialog } from '../route/set-dialog.js';
import { targetName } from './about.js';
import type { ActDialogProps } from './range-dialog.js';

/** Has everybody with staff sent to once more, by another way. */
export function ResendDialog({ incident, close, done }: ActDialogProps) {
  const words = useWords();
  const { incidents: said } = words;
  const { count } = useAmounts();
  const [soFar, setSoFar] = useState<Resent>();
  const act = async (): Promise<boolean> => {
    done({ kind: 'resend', resent: await resendAll(incident.incidentId, setSoFar) });
    return true;
  };
  return (
    <SetDialog title={said.resendTitle} button={said.resendAct} act={act} close={close}>
      <p>{said.resendMany(count(incident.counts['with-staff'] ?? 0))}</p>
      <Consequences>
        <li>{said.resendRoute(targetName(incident.target, words))}</li>
        <li>{said.resendTask}</li>
        <li className="grave">{said.resendTwice}</li>
      </Consequences>
      <p className="faint" role="status">
        {soFar !== undefined && said.resendSoFar(count(soFar.ordered))}
      </p>
    </SetDialog>
  );
}

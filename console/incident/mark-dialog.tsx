import { Radio } from 'antd';
import { useId, useState } from 'react';
import { markProvider } from '../door/incident-questions.js';
import type { ProviderMark } from '../door/shapes.js';
import { InstantField } from '../frame/instant-field.js';
import { useWords } from '../frame/language.js';
import { timeZone } from '../frame/moment.js';
import { wallOf } from '../frame/wall-clock.js';
import { Consequences, SetDialog } from '../route/set-dialog.js';
import { fromFault, instantOf } from './instants.js';
import type { ActDialogProps } from './range-dialog.js';

/** Puts down when something was heard of the provider, or said to it. */
export function MarkDialog({ incident, close, done }: ActDialogProps) {
  const { incidents: words } = useWords();
  const marks = Object.keys(words.markChoices) as ProviderMark[];
  // What comes next, as far as it is on record.
  const [mark, setMark] = useState(marks.find((one) => incident.provider[one] === undefined) ?? 'notified');
  const [at, setAt] = useState(() => wallOf(Date.now(), timeZone));
  const [isAsked, setIsAsked] = useState(false);
  const whatId = useId();
  const isBefore = Date.parse(instantOf(at)) < Date.parse(incident.from);
  const fault = fromFault(at, words) ?? (isBefore ? words.markBefore : undefined);
  const act = async (): Promise<boolean> => {
    setIsAsked(true);
    if (fault !== undefined) return false;
    await markProvider(incident.incidentId, { mark, at: instantOf(at) });
    done({ kind: 'mark' });
    return true;
  };
  return (
    <SetDialog title={words.markTitle} button={words.markAct} act={act} close={close}>
      <p className="field" id={whatId}>
        {words.markWhat}
      </p>
      <Radio.Group
        className="choices"
        aria-labelledby={whatId}
        value={mark}
        onChange={({ target }) => setMark(target.value as ProviderMark)}
        options={marks.map((value) => ({ value, label: words.markChoices[value] }))}
      />
      <InstantField
        label={words.markAt}
        value={at}
        change={setAt}
        fault={isAsked ? fault : undefined}
        now={words.now}
      />
      <Consequences>
        <li>{words.markKeeps}</li>
        {mark === 'restored' && incident.until === undefined && <li>{words.markNoEnd}</li>}
      </Consequences>
    </SetDialog>
  );
}

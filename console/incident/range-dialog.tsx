import { useState } from 'react';
import { setRange } from '../door/incident-questions.js';
import type { WholeIncident } from '../door/shapes.js';
import { InstantField } from '../frame/instant-field.js';
import { useWords } from '../frame/language.js';
import { timeZone } from '../frame/moment.js';
import { wallOf } from '../frame/wall-clock.js';
import { Consequences, SetDialog } from '../route/set-dialog.js';
import type { DoneHere } from './done.js';
import { fromFault, instantOf, untilFault } from './instants.js';

export interface ActDialogProps {
  readonly incident: WholeIncident;
  readonly close: () => void;
  readonly done: (done: DoneHere) => void;
}

const wallAt = (instant: string | undefined): string =>
  instant === undefined ? '' : wallOf(Date.parse(instant), timeZone);

/** Has the incident begin earlier, or end. */
export function RangeDialog({ incident, close, done }: ActDialogProps) {
  const { incidents: words } = useWords();
  const before = { from: wallAt(incident.from), until: wallAt(incident.until) };
  const [from, setFrom] = useState(before.from);
  const [until, setUntil] = useState(before.until);
  const [isAsked, setIsAsked] = useState(false);
  const isMoved = from !== before.from;
  // To the second on the wall, where what stands may be finer.
  const isLater = isMoved && instantOf(from) > incident.from;
  const faults = {
    from: isMoved ? (fromFault(from, words) ?? (isLater ? words.fromLater : undefined)) : undefined,
    until:
      until === ''
        ? isMoved
          ? undefined
          : words.rangeSame
        : until === before.until
          ? isMoved
            ? undefined
            : words.rangeSame
          : untilFault(until, from, words),
  };
  const shown: Partial<typeof faults> = isAsked ? faults : {};
  const act = async (): Promise<boolean> => {
    setIsAsked(true);
    if (faults.from !== undefined || faults.until !== undefined) return false;
    await setRange(incident.incidentId, {
      ...(isMoved ? { from: instantOf(from) } : {}),
      ...(until === '' || until === before.until ? {} : { until: instantOf(until) }),
    });
    done({ kind: 'range' });
    return true;
  };
  return (
    <SetDialog title={words.rangeTitle} button={words.rangeAct} act={act} close={close}>
      <InstantField label={words.fromField} value={from} change={setFrom} fault={shown.from} />
      <InstantField
        label={words.rangeUntil}
        value={until}
        change={setUntil}
        fault={shown.until}
        isRequired={false}
        now={words.now}
      />
      <Consequences>
        <li>{words.rangeLists}</li>
        <li>{words.rangeEnds}</li>
      </Consequences>
    </SetDialog>
  );
}

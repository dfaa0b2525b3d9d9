/** Opens an incident: about what an alarm tells of, or what somebody has heard of. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { knownIncident, openIncident } from '../door/incident-questions.js';
import type { Opened } from '../door/incident-questions.js';
import { routesQuestion } from '../door/route-questions.js';
import type { Alarm } from '../door/shapes.js';
import { InstantField } from '../frame/instant-field.js';
import { useWords } from '../frame/language.js';
import { timeZone } from '../frame/moment.js';
import { incidentPlace } from '../frame/places.js';
import { ReasonField } from '../frame/reason-field.js';
import { wallOf } from '../frame/wall-clock.js';
import { AlarmSubject } from '../alarm/alarm-subject.js';
import '../route/route.css';
import { Consequences, SetDialog } from '../route/set-dialog.js';
import { providerOf } from '../route/target.js';
import type { Words } from '../words/words.js';
import { targetName } from './about.js';
import { Choice } from './choice.js';
import { fromFault, instantOf, untilFault } from './instants.js';
import { carriers, provinces } from './place.js';
import type { Place } from './place.js';

interface OpenDialogProps {
  /** What it is about; without one that is said here. */
  readonly alarm?: Alarm;
  readonly close: () => void;
  readonly opened: (opened: Opened) => void;
}

const hourMs = 3_600_000;

export function OpenDialog({ alarm, close, opened }: OpenDialogProps) {
  const words = useWords();
  const { incidents: said } = words;
  // What an alarm tells of has begun before it was seen.
  const [from, setFrom] = useState(() =>
    wallOf((alarm === undefined ? Date.now() : Date.parse(alarm.openedAt)) - hourMs, timeZone),
  );
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [place, setPlace] = useState<Place>({ target: '' });
  const [isAsked, setIsAsked] = useState(false);
  const [known, setKnown] = useState<number>();
  const faults = {
    target: alarm === undefined && place.target === '' ? said.targetMissing : undefined,
    from: fromFault(from, said),
    until: until === '' ? undefined : untilFault(until, from, said),
    reason: reason.trim() === '' ? said.reasonMissing : undefined,
  };
  const shown: Partial<typeof faults> = isAsked ? faults : {};
  const act = async (): Promise<boolean> => {
    setIsAsked(true);
    setKnown(undefined);
    if (Object.values(faults).some((fault) => fault !== undefined)) return false;
    const range = {
      reason: reason.trim(),
      from: instantOf(from),
      ...(until === '' ? {} : { until: instantOf(until) }),
    };
    try {
      opened(
        await openIncident(
          alarm === undefined ? { ...place, ...range } : { alarmId: alarm.alarmId, ...range },
        ),
      );
    } catch (failure) {
      setKnown(knownIncident(failure));
      throw failure;
    }
    return true;
  };
  return (
    <SetDialog title={said.openTitle} button={said.openAct} act={act} close={close}>
      {alarm === undefined ? (
        <PlaceFields place={place} change={setPlace} fault={shown.target} />
      ) : (
        <p>
          {words.live.alarmKinds[alarm.kind].what} <AlarmSubject {...alarm} />
        </p>
      )}
      <div className="instant-pair">
        <div>
          <InstantField
            label={said.fromField}
            note={said.fromNote}
            value={from}
            change={setFrom}
            fault={shown.from}
          />
        </div>
        <div>
          <InstantField
            label={said.untilField}
            note={said.untilNote}
            value={until}
            change={setUntil}
            fault={shown.until}
            isRequired={false}
          />
        </div>
      </div>
      <ReasonField
        label={said.reason}
        hint={said.reasonHint}
        note={said.reasonNote}
        value={reason}
        change={setReason}
        fault={shown.reason}
        most={200}
        rows={2}
      />
      <Consequences>
        <li>{said.openLists}</li>
        <li>{said.openTasks}</li>
        <li>{said.openClock}</li>
        <li>{said.openCloses}</li>
      </Consequences>
      {known !== undefined && (
        <p className="waiting">
          <Link href={incidentPlace(known)}>{said.toKnown(known)}</Link>
        </p>
      )}
    </SetDialog>
  );
}

interface PlaceFieldsProps {
  readonly place: Place;
  readonly change: (place: Place) => void;
  readonly fault: string | undefined;
}

function PlaceFields({ place, change, fault }: PlaceFieldsProps) {
  const words = useWords();
  const { incidents: said } = words;
  const { data: routes = [] } = useQuery(routesQuestion);
  const { target, province, carrier } = place;
  return (
    <>
      <Choice
        label={said.target}
        value={target}
        choose={(value) => change({ ...place, target: value })}
        fault={fault}
        options={[
          { value: '', name: said.choose },
          ...targetsOf(
            routes.map(({ route }) => route),
            words,
          ),
        ]}
      />
      <div className="instant-pair">
        <Choice
          label={said.province}
          value={province ?? ''}
          choose={(value) => {
            const chosen = provinces.find((one) => one === value);
            change(chosen === undefined ? { target } : { ...place, province: chosen });
          }}
          options={[
            { value: '', name: said.anyProvince },
            ...provinces.map((one) => ({ value: one, name: one, lang: 'zh-CN' })),
          ]}
        />
        <Choice
          label={said.carrier}
          value={carrier ?? ''}
          isDisabled={province === undefined}
          choose={(value) => {
            const chosen = carriers.find((one) => one === value);
            const where = { target, ...(province === undefined ? {} : { province }) };
            change(chosen === undefined ? where : { ...where, carrier: chosen });
          }}
          options={[
            { value: '', name: said.anyCarrier },
            ...carriers.map((one) => ({ value: one, name: words.carriers[one] })),
          ]}
        />
      </div>
      <p className="faint">{said.carrierNote}</p>
    </>
  );
}

/** Every route, and before them each provider that has several. */
function targetsOf(routes: readonly string[], words: Words): { value: string; name: string }[] {
  const providers = [...new Set(routes.map(providerOf))].filter(
    (provider) => routes.filter((route) => providerOf(route) === provider).length > 1,
  );
  return [...routes, ...providers].map((value) => ({ value, name: targetName(value, words) }));
}

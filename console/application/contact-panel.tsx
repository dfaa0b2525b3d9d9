/** How the applicant is reached: masked, and in full for a minute to whoever says why. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Application, RevealedContacts } from '../door/shapes.js';
import { hasRole, useWho } from '../door/session.js';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { useSecondsUntil } from '../frame/seconds-until.js';
import { ContactReveal } from './contact-reveal.js';
import { Pill } from './state-pill.js';
import { contactOf } from './way.js';

const shownMs = 60_000;

interface Revealed {
  readonly contacts: RevealedContacts;
  readonly until: number;
}

export function ContactPanel({ application }: { readonly application: Application }) {
  const words = useWords();
  const panel = words.contactPanel;
  const who = useWho();
  // Here and nowhere else: in no cache, and gone with this very component.
  const [revealed, setRevealed] = useState<Revealed>();
  const [isAsking, setIsAsking] = useState(false);
  const hide = (): void => setRevealed(undefined);
  const mayReveal = hasRole(who, 'staff', 'supervisor') && application.erasure === undefined;
  return (
    <section className="sheet" aria-labelledby="contacts-heading">
      <header className="sheet-head">
        <h2 id="contacts-heading">{panel.title}</h2>
        <span className="faint">{panel.version(application.contactVersion)}</span>
      </header>
      {revealed === undefined ? (
        <MaskedContacts application={application} />
      ) : (
        <RevealedValues revealed={revealed} states={application.contacts} hide={hide} />
      )}
      {mayReveal && (
        // One and the same button, so that whoever uses a keyboard finds themselves on it again.
        <Button
          block
          icon={<Icon name="eye" size={16} />}
          onClick={() => (revealed === undefined ? setIsAsking(true) : hide())}
        >
          {revealed === undefined ? panel.reveal : panel.hide}
        </Button>
      )}
      <ContactReveal
        applicationId={application.applicationId}
        isOpen={isAsking}
        close={() => setIsAsking(false)}
        show={(contacts) => {
          setIsAsking(false);
          setRevealed({ contacts, until: Date.now() + shownMs });
        }}
      />
    </section>
  );
}

/** By name, with what the checks say; the values as far as one may know somebody again by them. */
function MaskedContacts({ application: { contacts, masked } }: { readonly application: Application }) {
  const words = useWords();
  const names = Object.keys(contacts);
  const values: Readonly<Record<string, string | undefined>> = {
    mobile: masked?.mobile,
    email: masked?.email,
    landline: masked?.landline,
  };
  if (names.length === 0 && masked === undefined) return <p className="faint">{words.contactPanel.none}</p>;
  return (
    <dl className="contacts">
      {masked !== undefined && <Value name={words.contactPanel.name} value={masked.name} />}
      {masked?.idNumber !== undefined && <Value name={words.contactPanel.idNumber} value={masked.idNumber} />}
      {names.map((name) => (
        <Value key={name} name={contactOf(name, words)} value={values[name]} state={contacts[name]} />
      ))}
    </dl>
  );
}

interface ValueProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly state?: Application['contacts'][string] | undefined;
}

function Value({ name, value, state }: ValueProps) {
  const { contactStates } = useWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value !== undefined && <bdi className="value">{value}</bdi>}
        {state !== undefined && (
          <Pill tone={state === 'good' || state === 'missing' ? 'over' : 'act'}>{contactStates[state]}</Pill>
        )}
      </dd>
    </div>
  );
}

interface RevealedValuesProps {
  readonly revealed: Revealed;
  readonly states: Application['contacts'];
  readonly hide: () => void;
}

function RevealedValues({ revealed: { contacts: found, until }, states, hide }: RevealedValuesProps) {
  const words = useWords();
  const panel = words.contactPanel;
  const seconds = useSecondsUntil(until, hide);
  const { applicant, contacts } = found;
  const tokens = contacts.pushTokens?.length ?? 0;
  return (
    <div className="revealed" role="group" aria-label={panel.title}>
      <dl className="contacts">
        {applicant !== undefined && <Value name={panel.name} value={applicant.name} />}
        {applicant?.idNumber !== undefined && <Value name={panel.idNumber} value={applicant.idNumber} />}
        {(['mobile', 'landline', 'email'] as const).map(
          (name) =>
            typeof contacts[name] === 'string' && (
              <Value key={name} name={words.contacts[name]} value={contacts[name]} state={states[name]} />
            ),
        )}
        {tokens > 0 && <Value name={words.contacts.push} value={panel.pushTokens(tokens)} />}
      </dl>
      <p className="faint">{panel.shown(seconds)}</p>
    </div>
  );
}

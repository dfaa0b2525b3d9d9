/** Incidents: what is open, with how far each is and how long there is; and what is closed. */
import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import { hasRole, useWho } from '../door/session.js';
import { useTitle, useWords } from '../frame/language.js';
import '../live/live.css';
import './incident.css';
import { IncidentList } from './incident-list.js';
import { OpenDialog } from './open-dialog.js';
import { openedPlace } from './opened.js';

export default function IncidentsPage() {
  const { incidents: words } = useWords();
  const [isOpening, setIsOpening] = useState(false);
  const [, go] = useLocation();
  const maySet = hasRole(useWho(), 'supervisor');
  useTitle(words.title);
  return (
    <div className="incidents-page">
      <header className="page-head">
        <h1>{words.title}</h1>
        {maySet && (
          <Button type="primary" onClick={() => setIsOpening(true)}>
            {words.openAct}
          </Button>
        )}
      </header>
      <p className="lead">{words.lead}</p>
      <IncidentList title={words.openOnes} state="open" none={words.noneOpen} />
      <IncidentList title={words.closedOnes} state="closed" none={words.noneClosed} />
      {isOpening && (
        <OpenDialog close={() => setIsOpening(false)} opened={(opened) => go(openedPlace(opened))} />
      )}
    </div>
  );
}

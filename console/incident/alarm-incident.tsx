/** From a route's alarm to the incident that was opened by it, or how to open one. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { openIncidentsQuestion } from '../door/incident-questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { incidentPlace } from '../frame/places.js';
import './incident.css';
import { OpenDialog } from './open-dialog.js';
import { openedPlace } from './opened.js';

const aboutRoutes: readonly Alarm['kind'][] = ['receipts-missing', 'route-failing', 'route-slow'];

export const mayHaveIncident = ({ kind }: Pick<Alarm, 'kind'>): boolean => aboutRoutes.includes(kind);

export function AlarmIncident({ alarm }: { readonly alarm: Alarm }) {
  const { incidents: words } = useWords();
  const [isOpening, setIsOpening] = useState(false);
  const [, go] = useLocation();
  const maySet = hasRole(useWho(), 'supervisor');
  const { data } = useQuery(openIncidentsQuestion);
  const incident = data?.find((one) => one.alarm?.alarmId === alarm.alarmId);
  if (incident !== undefined)
    return (
      <p>
        <Link href={incidentPlace(incident.incidentId)}>{words.alarmIncident(incident.incidentId)}</Link>
      </p>
    );
  // Of one that is over somebody opens an incident by its route and time.
  if (data === undefined || !maySet || alarm.resolvedAt !== undefined) return null;
  return (
    <>
      <div className="buttons">
        <Button onClick={() => setIsOpening(true)}>{words.openByAlarm}</Button>
      </div>
      {isOpening && (
        <OpenDialog
          alarm={alarm}
          close={() => setIsOpening(false)}
          opened={(opened) => go(openedPlace(opened))}
        />
      )}
    </>
  );
}

/** Alarms: what stands, by how pressing it is, who has it in hand and who was told; and what is over. */
import '../application/application.css';
import '../frame/parts.css';
import '../live/live.css';
import { useTitle, useWords } from '../frame/language.js';
import { AlarmSection } from './alarm-section.js';
import './alarm.css';

const severities = ['critical', 'warning', 'minor'] as const;

export default function AlarmsPage() {
  const { alarms } = useWords();
  useTitle(alarms.title);
  return (
    <div className="alarms-page">
      <h1>{alarms.title}</h1>
      <p className="lead">{alarms.lead}</p>
      {severities.map((severity) => (
        <AlarmSection
          key={severity}
          title={alarms.sections[severity]}
          hint={alarms.hints[severity]}
          none={alarms.noneOpen}
          asked={{ state: 'open', severity }}
        />
      ))}
      <AlarmSection title={alarms.past} none={alarms.nonePast} asked={{ state: 'resolved' }} />
    </div>
  );
}

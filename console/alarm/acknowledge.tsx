/** Taking an alarm in hand, with a word of what is done about it. */
import { Button } from 'antd';
import { useState } from 'react';
import { acknowledge, alarmsChanged } from '../door/alarm-questions.js';
import { isRefusedAs } from '../door/problem.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { ReasonField } from '../frame/reason-field.js';
import { useSending } from '../frame/sending.js';

export function Acknowledge({ alarm }: { readonly alarm: Alarm }) {
  const { alarms, frame } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const [note, setNote] = useState('');
  const { isSending, failure, send } = useSending();
  const take = (): void =>
    void send(async () => {
      try {
        await acknowledge(alarm.alarmId, note.trim());
      } catch (caught) {
        // Somebody was faster, or it is over by itself: the card says so.
        if (!isRefusedAs(caught, 'alarm-acknowledged', 'alarm-over')) throw caught;
      }
      await alarmsChanged();
    });
  if (!isAsking)
    return (
      <div className="buttons">
        <Button type="primary" onClick={() => setIsAsking(true)}>
          {alarms.acknowledge}
        </Button>
      </div>
    );
  return (
    <div className="alarm-acknowledge">
      <p>{alarm.endedBy === 'acknowledgement' ? alarms.endsIt : alarms.silencesIt}</p>
      <ReasonField
        label={alarms.note}
        hint={alarms.noteHint}
        value={note}
        change={setNote}
        isRequired={false}
        hasFocus
        most={200}
        rows={2}
      />
      <div className="buttons">
        <Button type="primary" onClick={take} loading={isSending}>
          {alarms.acknowledgeNow}
        </Button>
        <Button onClick={() => setIsAsking(false)} disabled={isSending}>
          {frame.cancel}
        </Button>
      </div>
      {failure !== undefined && <ProblemNotice failure={failure} />}
    </div>
  );
}

-- Somebody has an alarm in hand: who, since when, and what they say of it (nobody's number may be in it). It holds for as
-- long as the alarm gets no worse, so it is told with how much the alarm was about by then. Append-only.
ALTER TABLE alarm
  -- How much it is about now, where that is counted: decisions that are missing, notices that are held.
  ADD COLUMN extent integer CHECK (extent >= 0);
GRANT UPDATE (extent) ON alarm TO bida_app;

CREATE TABLE alarm_acknowledgement (
  acknowledgement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alarm_id           bigint NOT NULL REFERENCES alarm,
  acknowledged_by    text NOT NULL,
  acknowledged_at    timestamptz NOT NULL,
  note               text CHECK (char_length(note) BETWEEN 1 AND 200),
  extent             integer CHECK (extent >= 0)
);
CREATE INDEX alarm_acknowledgement_alarm ON alarm_acknowledgement (alarm_id, acknowledgement_id);
CREATE TRIGGER alarm_acknowledgement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alarm_acknowledgement
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON alarm_acknowledgement TO bida_api;

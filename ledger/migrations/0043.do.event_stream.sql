-- Numbers of events are not given out in the order of commits: whoever follows the trail goes by the transaction that
-- wrote an event, below the oldest still running, and then by number.
ALTER TABLE event ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX event_stream ON event (xact, event_id);

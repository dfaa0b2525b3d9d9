-- What was told to whom about alarms. What a message says, to whom and when, is only added to; how far each copy of it has
-- come is changed by whoever has claimed it. The addresses themselves stand in the configuration: here are their digests.
ALTER TABLE alarm
  -- The first alarm of the spell it belongs to: one that keeps coming back is told of like one that stands.
  ADD COLUMN spell_id bigint REFERENCES alarm,
  ADD COLUMN recurs boolean NOT NULL DEFAULT false,
  -- Nothing more is told of it.
  ADD COLUMN settled_at timestamptz;
CREATE INDEX alarm_unsettled ON alarm (alarm_id) WHERE settled_at IS NULL;
CREATE INDEX alarm_spell ON alarm (spell_id);
GRANT UPDATE (spell_id, recurs, settled_at) ON alarm TO bida_api;

CREATE TABLE alarm_message (
  message_id uuid PRIMARY KEY,
  responder  text NOT NULL,
  decided_at timestamptz NOT NULL,
  UNIQUE (message_id, responder)
);
CREATE INDEX alarm_message_responder ON alarm_message (responder, decided_at);
CREATE TRIGGER alarm_message_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alarm_message
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON alarm_message TO bida_api;

-- One alarm in a message: that it stands, by which step of which escalation, or that it is over.
CREATE TABLE alarm_told (
  message_id uuid NOT NULL,
  alarm_id   bigint NOT NULL REFERENCES alarm,
  spell_id   bigint NOT NULL REFERENCES alarm,
  responder  text NOT NULL,
  what       text NOT NULL CHECK (what IN ('open', 'over')),
  escalation integer NOT NULL,
  step       integer NOT NULL,
  PRIMARY KEY (message_id, alarm_id),
  FOREIGN KEY (message_id, responder) REFERENCES alarm_message (message_id, responder),
  CHECK (CASE what WHEN 'open' THEN escalation > 0 AND step > 0 ELSE escalation = 0 AND step = 0 END)
);
-- Underneath: whatever goes wrong above, nobody is told the same twice.
CREATE UNIQUE INDEX alarm_told_once ON alarm_told (spell_id, responder, what, escalation, step);
CREATE TRIGGER alarm_told_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alarm_told
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON alarm_told TO bida_api;

-- Where messages go: when the next may, and since when none was taken.
CREATE TABLE alarm_address (
  address_digest bytea PRIMARY KEY,
  free_at        timestamptz NOT NULL,
  failures       integer NOT NULL DEFAULT 0 CHECK (failures >= 0)
);
GRANT SELECT, INSERT, UPDATE (free_at, failures) ON alarm_address TO bida_api;

-- A copy of a message for one address. A claim ends by itself, so that a process which dies leaves nothing untold.
CREATE TABLE alarm_delivery (
  message_id     uuid NOT NULL REFERENCES alarm_message,
  address_digest bytea NOT NULL REFERENCES alarm_address,
  channel        text NOT NULL CHECK (channel IN ('email', 'webhook')),
  state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'taken', 'given-up')),
  attempts       integer NOT NULL DEFAULT 0,
  claimed_until  timestamptz,
  settled_at     timestamptz,
  -- Why it was not taken: a word of ours or a code of theirs, never their text.
  trouble        text,
  PRIMARY KEY (message_id, address_digest),
  CHECK ((state = 'pending') = (settled_at IS NULL)),
  CHECK (state = 'pending' OR claimed_until IS NULL)
);
CREATE INDEX alarm_delivery_pending ON alarm_delivery (address_digest) WHERE state = 'pending';
GRANT SELECT, INSERT, UPDATE (state, attempts, claimed_until, settled_at, trouble) ON alarm_delivery TO bida_api;

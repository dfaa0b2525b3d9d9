-- What applicants answered by SMS. The text is sealed under the key of the application it answers; of a number that is
-- nobody's here nothing is kept but that it came, by which route and what kind of answer it was.
CREATE TABLE reply (
  reply_id uuid PRIMARY KEY,
  application_id text REFERENCES application,
  route text NOT NULL,
  -- Keyed digest of the provider's own id of it, or of number, time and text where it has none.
  reply_key bytea NOT NULL,
  unsubscribes boolean NOT NULL,
  complains boolean NOT NULL,
  sealed bytea,
  replied_at timestamptz,
  received_at timestamptz NOT NULL,
  CHECK ((application_id IS NULL) = (sealed IS NULL))
);
CREATE UNIQUE INDEX reply_once ON reply (route, reply_key);
CREATE INDEX reply_application ON reply (application_id) WHERE application_id IS NOT NULL;

-- A number whose owner asked for no more SMS, by its keyed hash; the newest row of a number counts.
CREATE TABLE sms_suppression (
  reply_id uuid PRIMARY KEY REFERENCES reply,
  mobile_index bytea NOT NULL,
  since timestamptz NOT NULL
);
CREATE INDEX sms_suppression_number ON sms_suppression (mobile_index, since);

GRANT SELECT, INSERT ON reply, sms_suppression TO bida_app;

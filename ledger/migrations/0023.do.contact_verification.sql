-- What providers say of a contact value, known by its keyed hash alone: one row an answer, and nothing is overwritten.
CREATE TABLE contact_verification (
  verification_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application_id  text NOT NULL,
  version         integer NOT NULL,
  name            text NOT NULL,
  value_index     bytea NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('number-status', 'real-name')),
  answer          text NOT NULL CHECK (answer IN ('good', 'not-in-service', 'off', 'mismatch', 'unchecked')),
  because         text,
  provider        text,
  code            text,
  checked_at      timestamptz NOT NULL,
  FOREIGN KEY (application_id, version, name) REFERENCES contact_value,
  CHECK ((answer = 'unchecked') = (because IS NOT NULL)),
  CHECK (answer = 'unchecked' OR provider IS NOT NULL)
);
CREATE INDEX contact_verification_value
  ON contact_verification (application_id, value_index, kind, verification_id);
CREATE TRIGGER contact_verification_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contact_verification
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON contact_verification TO bida_app;

-- What the loan system is to be told. Numbers rise in the order of the commits: whoever inserts holds a lock.
CREATE TABLE announcement (
  announcement_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind            text NOT NULL CHECK (kind IN ('contact-invalid')),
  application_id  text NOT NULL REFERENCES application,
  contact         text NOT NULL,
  state           text NOT NULL,
  occurred_at     timestamptz NOT NULL
);
CREATE INDEX announcement_application ON announcement (application_id);
CREATE TRIGGER announcement_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON announcement
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON announcement TO bida_app;

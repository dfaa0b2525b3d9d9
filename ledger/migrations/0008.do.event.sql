-- The trail: facts in the order they were recorded. The application's role can add and read, nothing else;
-- the trigger holds the owner to it as well.
CREATE TABLE event (
  event_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at             timestamptz NOT NULL,
  application_id text,
  stage          text,
  round          integer,
  attempt_id     uuid,
  task_id        uuid,
  kind           text NOT NULL,
  detail         jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX event_application ON event (application_id, event_id);

CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event trail is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();

GRANT SELECT, INSERT ON event TO bida_app;

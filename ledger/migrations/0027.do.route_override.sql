-- What a supervisor sets against the configuration file for a while: a route or provider held, a weight changed. Nothing is
-- overwritten: one that is ended early has a row of its own for that.
CREATE TABLE route_override (
  override_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target      text NOT NULL CHECK (target ~ '^(?:(?:sms|push|email|voice)/)?[a-z][a-z0-9-]{0,30}$'),
  weight      double precision CHECK (weight > 0),
  staff_ref   text NOT NULL,
  reason      text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
  set_at      timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL CHECK (expires_at > set_at)
);
CREATE INDEX route_override_expiry ON route_override (expires_at);
CREATE TRIGGER route_override_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON route_override
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON route_override TO bida_app;

CREATE TABLE route_override_end (
  override_id bigint PRIMARY KEY REFERENCES route_override,
  staff_ref   text NOT NULL,
  ended_at    timestamptz NOT NULL
);
CREATE TRIGGER route_override_end_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON route_override_end
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON route_override_end TO bida_app;

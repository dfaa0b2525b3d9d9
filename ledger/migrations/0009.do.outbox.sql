-- What the workflow must still be told. A row goes when Temporal has taken the signal; the relay repeats the rest.
CREATE TABLE outbox (
  outbox_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application_id text NOT NULL REFERENCES application,
  kind           text NOT NULL CHECK (kind IN ('reported', 'receipt')),
  report_id      uuid REFERENCES report,
  attempt_id     uuid REFERENCES attempt,
  receipt_id     uuid REFERENCES receipt,
  written_at     timestamptz NOT NULL,
  next_at        timestamptz NOT NULL,
  tries          integer NOT NULL DEFAULT 0,
  CHECK ((kind = 'reported') = (report_id IS NOT NULL)),
  CHECK ((kind = 'receipt') = (attempt_id IS NOT NULL AND receipt_id IS NOT NULL))
);
CREATE INDEX outbox_next ON outbox (next_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO bida_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO bida_app;

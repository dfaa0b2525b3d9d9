-- What must come to somebody's attention: one open alarm a kind and subject, counted when it recurs.
CREATE TABLE alarm (
  alarm_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text NOT NULL,
  subject     text NOT NULL,
  opened_at   timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  times       integer NOT NULL DEFAULT 1,
  resolved_at timestamptz
);
CREATE UNIQUE INDEX alarm_one_open ON alarm (kind, subject) WHERE resolved_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON alarm TO bida_app;

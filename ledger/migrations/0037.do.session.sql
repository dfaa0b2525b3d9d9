-- Who is signed in to the console. The session's id stands here as its SHA-256 alone: whoever reads this cannot use it.
CREATE TABLE session (
  session_hash bytea PRIMARY KEY CHECK (octet_length(session_hash) = 32),
  account      text NOT NULL,
  roles        text[] NOT NULL CHECK (cardinality(roles) > 0),
  -- Every region where there is no list.
  regions      text[],
  created_at   timestamptz NOT NULL,
  idle_until   timestamptz NOT NULL,
  ends_at      timestamptz NOT NULL,
  ended_at     timestamptz
);

GRANT SELECT, INSERT ON session TO bida_app;
GRANT UPDATE (idle_until, ended_at) ON session TO bida_app;

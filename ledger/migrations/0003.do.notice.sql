-- The one message owed for a stage and round.
CREATE TABLE notice (
  application_id text NOT NULL REFERENCES application,
  stage          text NOT NULL CHECK (stage IN ('preliminary-approval', 'supplementary-documents', 'final-decision')),
  round          integer NOT NULL CHECK (round > 0),
  report_id      uuid NOT NULL UNIQUE REFERENCES report,
  state          text NOT NULL CHECK (state IN ('held', 'sending', 'awaiting-receipt', 'with-staff',
                   'delivered', 'completed-by-staff', 'superseded', 'withdrawn', 'unreachable')),
  state_since    timestamptz NOT NULL,
  waiting_for    text CHECK (waiting_for IN ('window', 'calendar', 'workflow', 'provider', 'receipt',
                   'reconciliation', 'back-off', 'staff')),
  waiting_until  timestamptz,
  owed_at        timestamptz NOT NULL,
  ever_held      boolean NOT NULL DEFAULT false,
  finished_at    timestamptz,
  PRIMARY KEY (application_id, stage, round),
  CHECK ((finished_at IS NULL) = (state IN ('held', 'sending', 'awaiting-receipt', 'with-staff'))),
  CHECK ((finished_at IS NULL) = (waiting_for IS NOT NULL AND waiting_until IS NOT NULL))
);
CREATE INDEX notice_unfinished ON notice (waiting_until) WHERE finished_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON notice TO bida_app;

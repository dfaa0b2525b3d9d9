-- What the loan system reported and was taken: one committed row decides 201, 200, 202 or 409.
CREATE TABLE report (
  report_id      uuid PRIMARY KEY,
  application_id text NOT NULL REFERENCES application,
  kind           text NOT NULL CHECK (kind IN ('application', 'stage', 'contacts', 'withdrawal')),
  stage          text CHECK (stage IN ('preliminary-approval', 'supplementary-documents', 'final-decision')),
  round          integer CHECK (round > 0),
  contact_version integer,
  digest         bytea NOT NULL,
  sealed         bytea NOT NULL,
  urgent         boolean NOT NULL DEFAULT false,
  useful_until   date,
  decided_at     timestamptz,
  received_at    timestamptz NOT NULL,
  CHECK ((kind = 'stage') = (stage IS NOT NULL AND round IS NOT NULL)),
  CHECK ((kind = 'contacts') = (contact_version IS NOT NULL))
);
CREATE UNIQUE INDEX report_once_per_stage_and_round ON report (application_id, stage, round) WHERE kind = 'stage';
CREATE UNIQUE INDEX report_once_per_application ON report (application_id, kind) WHERE kind IN ('application', 'withdrawal');
CREATE UNIQUE INDEX report_once_per_contact_version ON report (application_id, contact_version) WHERE kind = 'contacts';

-- What was refused, so that every report has a notice or a recorded refusal.
CREATE TABLE refused_report (
  refusal_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application_id text,
  kind           text NOT NULL,
  stage          text,
  round          integer,
  code           text NOT NULL,
  fields         text[] NOT NULL,
  received_at    timestamptz NOT NULL
);
CREATE INDEX refused_report_application ON refused_report (application_id, received_at);

GRANT SELECT, INSERT ON report, refused_report TO bida_app;

-- One use of one route to one contact value. The row is committed before the provider is called.
CREATE TABLE attempt (
  attempt_id          uuid PRIMARY KEY,
  application_id      text NOT NULL,
  stage               text NOT NULL,
  round               integer NOT NULL,
  route               text NOT NULL,
  contact             text NOT NULL,
  contact_index       bytea NOT NULL,
  purpose             text NOT NULL CHECK (purpose IN ('first', 'failover', 'copy', 'retry', 'resend')),
  words               text NOT NULL,
  outcome             text NOT NULL CHECK (outcome IN ('intended', 'accepted', 'rejected', 'unknown')),
  settlement          text CHECK (settlement IN ('delivered', 'undelivered', 'no-receipt')),
  failure             text,
  provider_code       text,
  provider_message_id text,
  never_received      boolean NOT NULL DEFAULT false,
  asked               integer NOT NULL DEFAULT 0,
  lingering           boolean NOT NULL DEFAULT false,
  intended_at         timestamptz NOT NULL,
  answered_at         timestamptz,
  settled_at          timestamptz,
  retry_at            timestamptz,
  receipt_deadline    timestamptz,
  receipt_horizon     timestamptz,
  FOREIGN KEY (application_id, stage, round) REFERENCES notice
);
CREATE INDEX attempt_notice ON attempt (application_id, stage, round, intended_at);
CREATE UNIQUE INDEX attempt_provider_message ON attempt (route, provider_message_id) WHERE provider_message_id IS NOT NULL;
-- Never a blind resend: a second attempt by a route that may have taken the first cannot even be written down.
CREATE UNIQUE INDEX attempt_one_possible_acceptance ON attempt (application_id, stage, round, route, contact_index)
  WHERE purpose <> 'resend' AND outcome <> 'rejected' AND NOT never_received;

GRANT SELECT, INSERT, UPDATE ON attempt TO bida_app;

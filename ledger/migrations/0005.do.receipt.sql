-- A provider's delivery report, durable before it is acknowledged. Kept as it came, whatever it says.
CREATE TABLE receipt (
  receipt_id          uuid PRIMARY KEY,
  route               text NOT NULL,
  attempt_id          uuid REFERENCES attempt,
  provider_message_id text NOT NULL,
  settlement          text CHECK (settlement IN ('delivered', 'undelivered')),
  failure             text,
  provider_code       text NOT NULL,
  listed              boolean NOT NULL,
  reported_at         timestamptz,
  received_at         timestamptz NOT NULL,
  verdict             text NOT NULL CHECK (verdict IN ('settles', 'repeats', 'contradicts', 'undecided', 'unmatched'))
);
CREATE UNIQUE INDEX receipt_once ON receipt (route, provider_message_id, provider_code) WHERE attempt_id IS NOT NULL;
CREATE INDEX receipt_attempt ON receipt (attempt_id);

GRANT SELECT, INSERT ON receipt TO bida_app;

-- Where the queue is pushed to, how far each endpoint has come, and what it was sent.
CREATE TABLE webhook_endpoint (
  name           text PRIMARY KEY,
  -- Of its address, which may hold a secret: tells whether it is another one by now.
  address_digest bytea NOT NULL,
  since          timestamptz NOT NULL,
  -- The last announcement that was looked at for it.
  place          bigint NOT NULL,
  failures       integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failing_since  timestamptz,
  paused_until   timestamptz,
  gone_at        timestamptz,
  CHECK ((failures = 0) = (failing_since IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON webhook_endpoint TO bida_app;

-- One row an endpoint and announcement; of an application's pending ones only the first is ever sent.
CREATE TABLE webhook_delivery (
  endpoint        text NOT NULL REFERENCES webhook_endpoint,
  announcement_id bigint NOT NULL REFERENCES announcement,
  application_id  text NOT NULL,
  place           bigint NOT NULL,
  state           text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'given-up')),
  queued_at       timestamptz NOT NULL,
  next_at         timestamptz NOT NULL,
  attempts        integer NOT NULL DEFAULT 0,
  claimed_until   timestamptz,
  tried_at        timestamptz,
  last_status     integer,
  last_trouble    text,
  delivered_at    timestamptz,
  given_up_at     timestamptz,
  replays         integer NOT NULL DEFAULT 0,
  PRIMARY KEY (endpoint, announcement_id),
  CHECK ((state = 'delivered') = (delivered_at IS NOT NULL)),
  CHECK ((state = 'given-up') = (given_up_at IS NOT NULL)),
  CHECK (state = 'pending' OR claimed_until IS NULL)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint, next_at, place) WHERE state = 'pending';
CREATE INDEX webhook_delivery_in_turn ON webhook_delivery (endpoint, application_id, place) WHERE state = 'pending';
CREATE INDEX webhook_delivery_undelivered ON webhook_delivery (place, endpoint) WHERE state <> 'delivered';
CREATE INDEX webhook_delivery_given_up ON webhook_delivery (endpoint) WHERE state = 'given-up';
GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO bida_app;

-- Each contact value of each version, by its keyed hash alone: whether it is good, and since when it is the same.
CREATE TABLE contact_value (
  application_id text NOT NULL,
  version        integer NOT NULL,
  name           text NOT NULL,
  channel        text NOT NULL CHECK (channel IN ('sms', 'push', 'email', 'voice')),
  value_index    bytea NOT NULL,
  state          text NOT NULL CHECK (state IN ('good', 'bad-format')),
  PRIMARY KEY (application_id, version, name),
  FOREIGN KEY (application_id, version) REFERENCES contact_version
);
INSERT INTO contact_value
  SELECT application_id, version, 'mobile', 'sms', mobile_index, mobile_state
    FROM contact_version WHERE mobile_index IS NOT NULL AND mobile_state <> 'missing';
GRANT SELECT, INSERT ON contact_value TO bida_app;

-- What a route can prove: a receipt, or no more than that the other side took it and did not bounce it.
ALTER TABLE attempt ADD COLUMN evidence text NOT NULL DEFAULT 'receipt' CHECK (evidence IN ('receipt', 'acceptance'));

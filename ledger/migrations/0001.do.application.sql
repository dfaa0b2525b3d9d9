-- One loan application. What names or reaches a person is sealed; only keyed indexes are searchable.
CREATE TABLE application (
  application_id text PRIMARY KEY,
  applicant_type text NOT NULL CHECK (applicant_type IN ('person', 'company')),
  product        text NOT NULL,
  region         text,
  key_id         text NOT NULL,
  wrapped_key    bytea NOT NULL,
  sealed         bytea NOT NULL,
  name_index     bytea NOT NULL,
  reported_at    timestamptz NOT NULL
);
CREATE INDEX application_name ON application (name_index);

-- Contacts as reported; a change is a new version, nothing is overwritten.
CREATE TABLE contact_version (
  application_id text NOT NULL REFERENCES application,
  version        integer NOT NULL CHECK (version > 0),
  sealed         bytea NOT NULL,
  digest         bytea NOT NULL,
  mobile_index   bytea,
  mobile_state   text NOT NULL CHECK (mobile_state IN ('good', 'missing', 'bad-format')),
  reported_at    timestamptz NOT NULL,
  PRIMARY KEY (application_id, version)
);
CREATE INDEX contact_version_mobile ON contact_version (mobile_index) WHERE mobile_index IS NOT NULL;

GRANT SELECT, INSERT ON application, contact_version TO bida_app;

-- Contact values shown to a member of staff: who saw which version and when. Why is sealed.
CREATE TABLE contact_reveal (
  reveal_id      uuid PRIMARY KEY,
  application_id text NOT NULL,
  version        integer NOT NULL,
  staff_ref      text NOT NULL,
  sealed         bytea NOT NULL,
  revealed_at    timestamptz NOT NULL,
  FOREIGN KEY (application_id, version) REFERENCES contact_version
);
CREATE INDEX contact_reveal_application ON contact_reveal (application_id);

GRANT SELECT, INSERT ON contact_reveal TO bida_app;

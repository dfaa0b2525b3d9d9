-- What an applicant may be told by and checked for, on which legal basis and since when: facts, without the applicant,
-- so that they can be told without opening a seal. Sealed beside the contacts it stays what a plan rests on.
CREATE TABLE consent (
  application_id text NOT NULL,
  -- Of the contacts with which it was reported.
  version integer NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('sms', 'push', 'email', 'voice', 'verification', 'number-status', 'real-name')),
  allowed boolean NOT NULL,
  basis text NOT NULL CHECK (basis IN ('consent', 'contract', 'legal-duty')),
  -- When it was given or taken back, as the loan system has it; with a report of ours alone, the report counts.
  given_at timestamptz,
  reported_at timestamptz NOT NULL,
  PRIMARY KEY (application_id, version, purpose),
  FOREIGN KEY (application_id, version) REFERENCES contact_version (application_id, version)
);
CREATE TRIGGER consent_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();

GRANT SELECT, INSERT ON consent TO bida_app;

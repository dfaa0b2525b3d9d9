-- A caller asked about an application, and what the answer was at that moment: what people ask about is counted by it.
-- Nothing of the caller or the applicant stands here. The application need not be one that was reported.
CREATE TABLE inquiry (
  inquiry_id     uuid PRIMARY KEY,
  application_id text NOT NULL,
  stage          text CHECK (stage IN ('preliminary-approval', 'supplementary-documents', 'final-decision')),
  round          integer CHECK (round > 0),
  channel        text NOT NULL CHECK (channel IN ('phone', 'branch', 'other')),
  cause          text NOT NULL,
  staff_ref      text NOT NULL,
  asked_at       timestamptz NOT NULL,
  CHECK (round IS NULL OR stage IS NOT NULL)
);
CREATE INDEX inquiry_application ON inquiry (application_id);
CREATE INDEX inquiry_asked ON inquiry (asked_at);
CREATE TRIGGER inquiry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inquiry
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON inquiry TO bida_api;

-- Words for applicants. A text never changes: a change is a further version, and at most one of a slot is live.
CREATE TABLE template (
  stage          text NOT NULL CHECK (stage IN ('preliminary-approval', 'supplementary-documents', 'final-decision')),
  decision       text CHECK (decision IN ('approved', 'declined', 'conditional')),
  channel        text NOT NULL CHECK (channel IN ('sms', 'push', 'email')),
  locale         text NOT NULL CHECK (locale IN ('zh-CN', 'en')),
  applicant_type text NOT NULL CHECK (applicant_type IN ('person', 'company')),
  template_id    text NOT NULL GENERATED ALWAYS AS (
    stage || coalesce('.' || decision, '') || '.' || channel || '.' || locale || '.' || applicant_type) STORED,
  version        integer NOT NULL CHECK (version > 0),
  subject        text,
  title          text,
  body           text NOT NULL,
  state          text NOT NULL CHECK (state IN ('draft', 'approved', 'provider-approved', 'live', 'retired')),
  drafted_by     text NOT NULL,
  drafted_at     timestamptz NOT NULL,
  approved_by    text,
  PRIMARY KEY (template_id, version),
  CHECK ((stage = 'final-decision') = (decision IS NOT NULL)),
  CHECK ((channel = 'email') = (subject IS NOT NULL)),
  CHECK ((channel = 'push') = (title IS NOT NULL)),
  CHECK (state IN ('draft', 'retired') OR approved_by IS NOT NULL),
  CHECK (lower(approved_by) <> lower(drafted_by))
);
CREATE UNIQUE INDEX template_one_live ON template (template_id) WHERE state = 'live';

GRANT SELECT, INSERT, UPDATE (state, approved_by) ON template TO bida_app;

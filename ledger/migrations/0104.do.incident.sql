-- A disturbance of a provider that people run together until everybody it left untold is accounted for. What became of a
-- notice on its list is asked of the notice, its attempts and its tasks whenever it is read, so it is never out of date.
CREATE TABLE incident (
  incident_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- `sms/aliyun`, or `aliyun` for every route of that provider, configured or not.
  target      text NOT NULL CHECK (char_length(target) BETWEEN 2 AND 100),
  province    text CHECK (char_length(province) BETWEEN 2 AND 3),
  carrier     text CHECK (carrier ~ '^[a-z-]{1,20}$'),
  -- Messages begun from the one on, and before the other; without an end it goes on.
  from_at     timestamptz NOT NULL,
  until_at    timestamptz CHECK (until_at > from_at),
  -- By which alarm it was opened; by hand without one.
  alarm_id    bigint REFERENCES alarm,
  opened_by   text NOT NULL,
  reason      text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
  opened_at   timestamptz NOT NULL,
  -- By then every applicant is to be accounted for.
  due_at      timestamptz NOT NULL CHECK (due_at > opened_at),
  -- How many of the reminders before that were given.
  reminders   integer NOT NULL DEFAULT 0 CHECK (reminders >= 0),
  overdue_at  timestamptz,
  looked_at   timestamptz,
  closed_at   timestamptz,
  closed_by   text,
  approval_id uuid REFERENCES approval,
  CHECK (carrier IS NULL OR province IS NOT NULL),
  CHECK (num_nonnulls(closed_at, closed_by, approval_id) IN (0, 3)),
  CHECK (closed_at IS NULL OR until_at IS NOT NULL)
);
CREATE INDEX incident_open ON incident (incident_id) WHERE closed_at IS NULL;
GRANT SELECT, INSERT, UPDATE (reminders, overdue_at, looked_at) ON incident TO bida_worker;
GRANT SELECT, INSERT, UPDATE (from_at, until_at, looked_at, closed_at, closed_by, approval_id) ON incident TO bida_api;

-- The list of those it touched: only added to. A notice stands on the list of one open incident at most.
CREATE TABLE incident_notice (
  incident_id      bigint NOT NULL REFERENCES incident,
  application_id   text NOT NULL,
  stage            text NOT NULL,
  round            integer NOT NULL,
  -- The message that was lost, the first where there were several.
  attempt_id       uuid NOT NULL REFERENCES attempt,
  listed_at        timestamptz NOT NULL,
  -- The last order to send it once more by another route.
  resend_report_id uuid REFERENCES report,
  PRIMARY KEY (incident_id, application_id, stage, round),
  FOREIGN KEY (application_id, stage, round) REFERENCES notice (application_id, stage, round)
);
CREATE INDEX incident_notice_notice ON incident_notice (application_id, stage, round);
CREATE INDEX incident_notice_resend ON incident_notice (resend_report_id) WHERE resend_report_id IS NOT NULL;
GRANT SELECT, INSERT ON incident_notice TO bida_app;
GRANT UPDATE (resend_report_id) ON incident_notice TO bida_api;

-- Who did what about it, and when.
CREATE TABLE incident_step (
  step_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  incident_id bigint NOT NULL REFERENCES incident,
  at          timestamptz NOT NULL,
  step        text NOT NULL CHECK (step ~ '^[a-z-]{1,40}$'),
  -- Nobody where time or a machine did.
  staff_ref   text,
  detail      jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX incident_step_incident ON incident_step (incident_id, step_id);
CREATE TRIGGER incident_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_step
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON incident_step TO bida_app;

ALTER TABLE approval
  DROP CONSTRAINT approval_kind_check,
  ADD CONSTRAINT approval_kind_check CHECK (kind IN ('unreachable', 'contact-change', 'route-hold', 'route-weight',
                                                     'words', 'corrected-decision', 'incident-close', 'compensation'));

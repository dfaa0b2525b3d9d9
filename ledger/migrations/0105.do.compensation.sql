-- What an applicant is offered for having been left untold (额外授信): proposed by a rule, agreed to by a second person,
-- granted or refused by the loan system, told by staff. None of it goes back, and none is forgotten.
CREATE TABLE compensation (
  compensation_id uuid PRIMARY KEY,
  incident_id     bigint NOT NULL REFERENCES incident,
  application_id  text NOT NULL REFERENCES application,
  -- What the loan system knows the offer by.
  offer           text NOT NULL CHECK (offer ~ '^[a-z][a-z0-9-]{0,39}$'),
  state           text NOT NULL CHECK (state IN ('proposed', 'approved', 'granted', 'refused')),
  proposed_at     timestamptz NOT NULL,
  -- The proposal it was last part of.
  approval_id     uuid NOT NULL REFERENCES approval,
  approved_at     timestamptz,
  answered_at     timestamptz,
  -- Of a granted one: who tells the applicant.
  task_id         uuid REFERENCES human_task,
  UNIQUE (incident_id, application_id),
  CHECK ((state = 'proposed') = (approved_at IS NULL)),
  CHECK ((state IN ('granted', 'refused')) = (answered_at IS NOT NULL)),
  CHECK ((state = 'granted') = (task_id IS NOT NULL))
);
CREATE INDEX compensation_application ON compensation (application_id);
CREATE INDEX compensation_waiting ON compensation (incident_id) WHERE state IN ('proposed', 'approved');
CREATE FUNCTION compensation_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT (
       OLD.state = 'proposed' AND NEW.state = 'approved'
    OR OLD.state = 'approved' AND NEW.state IN ('granted', 'refused')) THEN
    RAISE EXCEPTION 'a compensation does not go back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER compensation_goes_on BEFORE UPDATE ON compensation FOR EACH ROW EXECUTE FUNCTION compensation_goes_on();
GRANT SELECT ON compensation TO bida_app;
GRANT INSERT, UPDATE (state, approval_id, approved_at, answered_at, task_id) ON compensation TO bida_api;

ALTER TABLE human_task DROP CONSTRAINT human_task_kind_check;
ALTER TABLE human_task ADD CONSTRAINT human_task_kind_check
  CHECK (kind IN ('deliver-by-hand', 'correct-contact', 'complaint', 'tell-compensation'));

ALTER TABLE announcement
  ADD COLUMN compensation_id uuid REFERENCES compensation,
  DROP CONSTRAINT announcement_kind_check,
  DROP CONSTRAINT announcement_of_contact,
  ADD CONSTRAINT announcement_kind_check CHECK (kind IN ('notice.delivered', 'notice.with-staff', 'notice.overdue',
    'notice.reopened', 'notice.completed', 'notice.unreachable', 'notice.superseded', 'notice.withdrawn',
    'contact.invalid', 'contact-invalid', 'compensation.approved')),
  ADD CONSTRAINT announcement_of_contact CHECK
    (num_nonnulls(contact, state) = CASE WHEN kind IN ('contact.invalid', 'contact-invalid') THEN 2 ELSE 0 END),
  ADD CONSTRAINT announcement_of_compensation CHECK
    ((kind = 'compensation.approved') = (compensation_id IS NOT NULL));

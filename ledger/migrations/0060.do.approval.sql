-- One mechanism for every act that needs a second pair of eyes. What was proposed never changes; its state goes on and
-- never back, and each step has a row of its own. Values of an applicant, and what people write about one, are sealed.
CREATE TABLE approval (
  approval_id     uuid PRIMARY KEY,
  number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind            text NOT NULL CHECK (kind IN ('unreachable', 'contact-change', 'route-hold', 'route-weight', 'words')),
  -- The task, the application, the route or provider, the words.
  subject         text NOT NULL,
  application_id  text REFERENCES application,
  task_id         uuid REFERENCES human_task,
  act             jsonb NOT NULL,
  sealed          bytea,
  -- Keyed, of what is sealed: the same again is known by it.
  digest          bytea,
  -- Why, where it is about no application; nobody's number may be in it.
  reason          text CHECK (char_length(reason) BETWEEN 1 AND 200),
  proposed_by     text NOT NULL,
  proposed_at     timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL CHECK (expires_at > proposed_at),
  state           text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'expired', 'withdrawn', 'overtaken',
                                                 'acted-alone', 'reviewed')),
  state_since     timestamptz NOT NULL,
  decided_by      text,
  -- Of an act that was done alone.
  review_by       timestamptz,
  reviewed_by     text,
  verdict         text CHECK (verdict IN ('endorsed', 'objected')),
  carried_out_at  timestamptz,
  -- Why an act that was agreed to could not be carried out any more: a code of the catalogue.
  came_to_nothing text,
  CHECK ((kind IN ('unreachable', 'contact-change')) = (application_id IS NOT NULL)),
  CHECK ((kind = 'unreachable') = (task_id IS NOT NULL)),
  CHECK ((kind = 'contact-change') = (sealed IS NOT NULL AND digest IS NOT NULL)),
  CHECK ((state IN ('approved', 'rejected')) = (decided_by IS NOT NULL)),
  CHECK ((state IN ('acted-alone', 'reviewed')) = (review_by IS NOT NULL)),
  CHECK ((state = 'reviewed') = (reviewed_by IS NOT NULL AND verdict IS NOT NULL)),
  CHECK (lower(decided_by) <> lower(proposed_by)),
  CHECK (lower(reviewed_by) <> lower(proposed_by)),
  CHECK (num_nonnulls(carried_out_at, came_to_nothing) <= 1)
);
CREATE UNIQUE INDEX approval_one_open ON approval (kind, subject) WHERE state = 'proposed';
CREATE INDEX approval_application ON approval (application_id, number) WHERE application_id IS NOT NULL;
CREATE INDEX approval_task ON approval (task_id, number) WHERE task_id IS NOT NULL;
CREATE INDEX approval_open_expiry ON approval (expires_at) WHERE state = 'proposed';
CREATE INDEX approval_review ON approval (review_by) WHERE state = 'acted-alone';
CREATE INDEX approval_to_carry_out ON approval (state_since)
  WHERE state IN ('approved', 'acted-alone', 'reviewed') AND carried_out_at IS NULL AND came_to_nothing IS NULL;

CREATE FUNCTION approval_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT (
       OLD.state = 'proposed' AND NEW.state IN ('approved', 'rejected', 'expired', 'withdrawn', 'overtaken')
    OR OLD.state = 'acted-alone' AND NEW.state = 'reviewed') THEN
    RAISE EXCEPTION 'an approval does not go back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approval_goes_on BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION approval_goes_on();
GRANT SELECT, INSERT,
      UPDATE (state, state_since, decided_by, reviewed_by, verdict, carried_out_at, came_to_nothing)
   ON approval TO bida_app;

-- Who did what about it, and when; what they wrote is sealed where it is about an application.
CREATE TABLE approval_step (
  step_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  approval_id uuid NOT NULL REFERENCES approval,
  at          timestamptz NOT NULL,
  step        text NOT NULL,
  -- Nobody where time or the matter itself decided.
  staff_ref   text,
  reason      text CHECK (char_length(reason) BETWEEN 1 AND 500),
  sealed      bytea
);
CREATE INDEX approval_step_approval ON approval_step (approval_id, step_id);
CREATE TRIGGER approval_step_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_step
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON approval_step TO bida_app;

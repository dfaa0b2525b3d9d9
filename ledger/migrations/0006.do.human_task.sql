-- What a person must do where machines are at their end.
CREATE TABLE human_task (
  task_id        uuid PRIMARY KEY,
  application_id text NOT NULL REFERENCES application,
  stage          text,
  round          integer,
  kind           text NOT NULL CHECK (kind IN ('deliver-by-hand', 'correct-contact')),
  because        text NOT NULL,
  state          text NOT NULL CHECK (state IN ('open', 'completed', 'closed')),
  opened_at      timestamptz NOT NULL,
  remind_at      timestamptz NOT NULL,
  due_at         timestamptz NOT NULL,
  reminded_at    timestamptz,
  overdue_at     timestamptz,
  finished_at    timestamptz,
  outcome        text,
  staff_ref      text,
  confirmed_by   text,
  identity       text CHECK (identity IN ('verified', 'not-verified')),
  closed_because text,
  FOREIGN KEY (application_id, stage, round) REFERENCES notice,
  CHECK ((kind = 'deliver-by-hand') = (stage IS NOT NULL AND round IS NOT NULL)),
  CHECK ((state = 'open') = (finished_at IS NULL)),
  CHECK ((state = 'completed') = (outcome IS NOT NULL AND staff_ref IS NOT NULL)),
  CHECK ((state = 'closed') = (closed_because IS NOT NULL))
);
CREATE UNIQUE INDEX human_task_one_open_per_notice ON human_task (application_id, stage, round)
  WHERE state = 'open' AND kind = 'deliver-by-hand';
CREATE UNIQUE INDEX human_task_one_open_correction ON human_task (application_id)
  WHERE state = 'open' AND kind = 'correct-contact';
CREATE INDEX human_task_open ON human_task (due_at) WHERE state = 'open';

GRANT SELECT, INSERT, UPDATE ON human_task TO bida_app;

-- An applicant who complains by SMS is a person's task; one open at a time for an application.
ALTER TABLE human_task DROP CONSTRAINT human_task_kind_check;
ALTER TABLE human_task ADD CONSTRAINT human_task_kind_check
  CHECK (kind IN ('deliver-by-hand', 'correct-contact', 'complaint'));
CREATE UNIQUE INDEX human_task_one_open_complaint ON human_task (application_id)
  WHERE state = 'open' AND kind = 'complaint';

-- Who has taken a task on, and until when nobody else may: a claim that has expired is none.
ALTER TABLE human_task
  ADD COLUMN claimed_by text,
  ADD COLUMN claimed_at timestamptz,
  ADD COLUMN claim_expires_at timestamptz,
  ADD CONSTRAINT human_task_claim_whole
    CHECK (num_nulls(claimed_by, claimed_at, claim_expires_at) IN (0, 3) AND claim_expires_at > claimed_at);

-- Lists of tasks go by due time, those that are finished too.
CREATE INDEX human_task_due ON human_task (due_at, task_id);
DROP INDEX human_task_open;
CREATE INDEX human_task_open ON human_task (due_at, task_id) WHERE state = 'open';
CREATE INDEX human_task_claimed ON human_task (lower(claimed_by), due_at, task_id)
  WHERE state = 'open' AND claimed_by IS NOT NULL;

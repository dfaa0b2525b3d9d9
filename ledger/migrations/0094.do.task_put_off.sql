-- Nobody answered, or whoever did asked to be called later: when to call again, and how often it was in vain.
ALTER TABLE human_task
  ADD COLUMN call_again_at timestamptz,
  ADD COLUMN calls_missed integer NOT NULL DEFAULT 0 CHECK (calls_missed >= 0);
GRANT UPDATE (call_again_at, calls_missed) ON human_task TO bida_api;

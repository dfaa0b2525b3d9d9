-- The bank's own lists of decisions, a list a day (and a version each time it is changed), to be held against what was
-- reported. A list of a loan system that is bound to branch regions stands beside those of others. Nothing is overwritten.
CREATE TABLE reconciliation (
  reconciliation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  day               date NOT NULL,
  -- In order; none means every region.
  regions           text[] NOT NULL DEFAULT '{}',
  version           integer NOT NULL CHECK (version > 0),
  -- Keyed, of the list in its order; the same list again is known by it.
  digest            bytea NOT NULL,
  decisions         integer NOT NULL CHECK (decisions >= 0),
  put_at            timestamptz NOT NULL,
  put_by            text NOT NULL,
  UNIQUE (day, regions, version)
);
CREATE TRIGGER reconciliation_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON reconciliation TO bida_app;

CREATE TABLE reconciled_decision (
  reconciliation_id bigint NOT NULL REFERENCES reconciliation,
  application_id    text NOT NULL,
  stage             text NOT NULL CHECK (stage IN ('preliminary-approval', 'supplementary-documents', 'final-decision')),
  round             integer NOT NULL CHECK (round > 0),
  decided_at        timestamptz,
  -- What was decided, keyed and bound to its place: for comparison alone, it tells nobody what it was.
  decision_digest   bytea,
  -- Since which version's time the day's lists have named it; the grace counts from here.
  listed_at         timestamptz NOT NULL,
  -- A report of it was on record when the list came.
  known             boolean NOT NULL,
  PRIMARY KEY (reconciliation_id, application_id, stage, round)
);
CREATE INDEX reconciled_decision_unknown ON reconciled_decision (application_id, stage, round) WHERE NOT known;
CREATE INDEX reconciled_decision_unknown_of_list ON reconciled_decision (reconciliation_id) WHERE NOT known;
CREATE TRIGGER reconciled_decision_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciled_decision
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON reconciled_decision TO bida_app;

-- Lists that were looked at once more after their grace, when what is still missing becomes an alarm.
CREATE TABLE reconciliation_judged (
  reconciliation_id bigint PRIMARY KEY REFERENCES reconciliation,
  judged_at         timestamptz NOT NULL
);
CREATE TRIGGER reconciliation_judged_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_judged
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON reconciliation_judged TO bida_app;

-- The same digest of what a report says was decided; none of earlier reports, which are not compared.
ALTER TABLE report ADD COLUMN decision_digest bytea;
CREATE INDEX report_decided ON report (decided_at) WHERE kind = 'stage' AND decided_at IS NOT NULL;

-- The loan system is told what becomes of each notice too, by the very transaction that makes it so. Whoever announces
-- waits for nobody any more: an announcement gets its place in the queue from whoever reads next (ledger/announcement/).
DROP TRIGGER announcement_is_append_only ON announcement;
ALTER TABLE announcement
  ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN place bigint,
  ADD COLUMN stage text,
  ADD COLUMN round integer,
  ALTER COLUMN contact DROP NOT NULL,
  ALTER COLUMN state DROP NOT NULL,
  DROP CONSTRAINT announcement_kind_check;
-- Numbers were given in the order of commits until now; readers go on behind the last they know.
UPDATE announcement SET kind = 'contact.invalid', place = announcement_id;
-- Processes of the release before still write `contact-invalid`, which is read as the other.
ALTER TABLE announcement
  ADD CONSTRAINT announcement_kind_check CHECK (kind IN ('notice.delivered', 'notice.with-staff', 'notice.overdue',
    'notice.reopened', 'notice.completed', 'notice.unreachable', 'notice.superseded', 'notice.withdrawn',
    'contact.invalid', 'contact-invalid')),
  ADD CONSTRAINT announcement_of_notice CHECK
    (num_nonnulls(stage, round) = CASE WHEN kind LIKE 'notice.%' THEN 2 ELSE 0 END),
  ADD CONSTRAINT announcement_of_contact CHECK
    (num_nonnulls(contact, state) = CASE WHEN kind LIKE 'notice.%' THEN 0 ELSE 2 END);
CREATE UNIQUE INDEX announcement_public_id ON announcement (public_id);
CREATE UNIQUE INDEX announcement_place ON announcement (place);
CREATE INDEX announcement_unplaced ON announcement (announcement_id) WHERE place IS NULL;
CREATE INDEX announcement_occurred ON announcement (occurred_at);

CREATE TRIGGER announcement_is_append_only
  BEFORE DELETE OR TRUNCATE OR UPDATE OF announcement_id, public_id, kind, application_id, stage, round, contact, state,
    occurred_at ON announcement FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
CREATE TRIGGER announcement_is_placed_once BEFORE UPDATE ON announcement
  FOR EACH ROW WHEN (OLD.place IS NOT NULL) EXECUTE FUNCTION event_is_append_only();
GRANT UPDATE (place) ON announcement TO bida_app;

CREATE FUNCTION announce_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO announcement (kind, application_id, stage, round, occurred_at) VALUES (
    CASE WHEN NEW.state = 'completed-by-staff' THEN 'notice.completed'
         WHEN NEW.state = 'with-staff' AND OLD.state = 'delivered' THEN 'notice.reopened'
         ELSE 'notice.' || NEW.state END,
    NEW.application_id, NEW.stage, NEW.round, NEW.state_since);
  RETURN NULL;
END
$$;
CREATE TRIGGER notice_is_announced AFTER UPDATE OF state ON notice FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state NOT IN ('held', 'sending', 'awaiting-receipt'))
  EXECUTE FUNCTION announce_notice();

CREATE FUNCTION announce_overdue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO announcement (kind, application_id, stage, round, occurred_at)
  VALUES ('notice.overdue', NEW.application_id, NEW.stage, NEW.round, NEW.overdue_at);
  RETURN NULL;
END
$$;
CREATE TRIGGER overdue_notice_is_announced AFTER UPDATE OF overdue_at ON human_task FOR EACH ROW
  WHEN (OLD.overdue_at IS NULL AND NEW.overdue_at IS NOT NULL AND NEW.stage IS NOT NULL)
  EXECUTE FUNCTION announce_overdue();

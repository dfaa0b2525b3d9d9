-- A receipt that came before its message's id was recorded. One that matches nothing because it names another attempt is
-- none: it must not be taken up by whichever attempt its message belongs to.
ALTER TABLE receipt
  ADD COLUMN early boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT receipt_early_is_nobodys CHECK (NOT early OR attempt_id IS NULL);

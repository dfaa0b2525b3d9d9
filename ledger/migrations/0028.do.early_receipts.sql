-- A receipt that came before its message's id was recorded: it matches nothing yet, and names no attempt of its own.
ALTER TABLE receipt
  ADD COLUMN early boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT receipt_early_is_nobodys CHECK (NOT early OR attempt_id IS NULL);

CREATE INDEX receipt_early ON receipt (route, provider_message_id) WHERE early;

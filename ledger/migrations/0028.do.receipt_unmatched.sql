-- Receipts that came before their message was known, to be found when it is.
CREATE INDEX receipt_unmatched ON receipt (route, provider_message_id) WHERE attempt_id IS NULL;

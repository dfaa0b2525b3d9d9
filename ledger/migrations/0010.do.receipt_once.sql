-- Two reports of one message with one code can still say different things, since codes that could not be
-- read are kept as one word: the later one is a report of its own, not a repetition.
DROP INDEX receipt_once;
CREATE UNIQUE INDEX receipt_once ON receipt (route, provider_message_id, provider_code, coalesce(settlement, ''))
  WHERE attempt_id IS NOT NULL;

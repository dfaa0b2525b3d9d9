-- When the provider is to be asked for a report that was never pushed, and how often it was; who told a receipt.
ALTER TABLE attempt
  ADD COLUMN poll_at timestamptz,
  ADD COLUMN polls integer NOT NULL DEFAULT 0;

ALTER TABLE receipt ADD COLUMN polled boolean NOT NULL DEFAULT false;

CREATE INDEX attempt_poll ON attempt (route, poll_at)
  WHERE poll_at IS NOT NULL AND (settlement IS NULL OR settlement = 'no-receipt');

-- Nothing is looked for by it any more.
DROP INDEX attempt_unreported;

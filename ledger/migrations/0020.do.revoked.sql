-- A bounce takes back a delivery that rested on mere acceptance: when, so that the story can tell it from a failure.
ALTER TABLE attempt ADD COLUMN revoked_at timestamptz;

ALTER TABLE receipt DROP CONSTRAINT receipt_verdict_check;
ALTER TABLE receipt ADD CONSTRAINT receipt_verdict_check
  CHECK (verdict IN ('settles', 'repeats', 'contradicts', 'revokes', 'undecided', 'unmatched'));

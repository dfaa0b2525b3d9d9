-- What rests on an approval names it. Weights always do from now on; a hold without one was set by one person alone.
ALTER TABLE route_override ADD COLUMN approval_id uuid REFERENCES approval;
ALTER TABLE route_override ADD CONSTRAINT route_override_weight_approved
  CHECK (weight IS NULL OR approval_id IS NOT NULL) NOT VALID;

-- A story is told of an act that was agreed to.
ALTER TABLE outbox ADD COLUMN approval_id uuid REFERENCES approval;
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('reported', 'receipt', 'approved'));
ALTER TABLE outbox ADD CONSTRAINT outbox_approved CHECK ((kind = 'approved') = (approval_id IS NOT NULL));

-- A provider said that it had never received a message, and a receipt shows that it had: the few there are, by when that
-- came out, since such a notice may have been taken twice.
CREATE INDEX attempt_received_after_all ON attempt (settled_at) WHERE never_received AND outcome = 'accepted';

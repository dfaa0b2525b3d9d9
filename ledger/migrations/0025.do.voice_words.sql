-- What a call says is approved like an SMS, and has no words of its own for a decision: nobody knows who picks up.
ALTER TABLE template
  DROP CONSTRAINT template_channel_check,
  DROP CONSTRAINT template_check,
  ADD CONSTRAINT template_channel_check CHECK (channel IN ('sms', 'push', 'email', 'voice')),
  ADD CONSTRAINT template_decision_where_spoken
    CHECK ((stage = 'final-decision' AND channel <> 'voice') = (decision IS NOT NULL));

-- Staff have a notice sent once more: a report of their own kind, with the stage and round it is about.
-- Its reason is sealed with the rest of the body; its one attempt bears the report's id.
ALTER TABLE report
  DROP CONSTRAINT report_kind_check,
  DROP CONSTRAINT report_check,
  ADD CONSTRAINT report_kind_check
    CHECK (kind IN ('application', 'stage', 'contacts', 'withdrawal', 'resend')),
  ADD CONSTRAINT report_check
    CHECK ((kind IN ('stage', 'resend')) = (stage IS NOT NULL AND round IS NOT NULL));

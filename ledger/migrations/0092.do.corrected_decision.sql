-- A corrected decision waits for a second pair of eyes where the applicant may have heard what it corrects: its body is
-- sealed like a contact change's.
ALTER TABLE approval
  DROP CONSTRAINT approval_kind_check,
  DROP CONSTRAINT approval_check1,
  DROP CONSTRAINT approval_check3,
  ADD CONSTRAINT approval_kind_check CHECK (kind IN ('unreachable', 'contact-change', 'route-hold', 'route-weight',
                                                     'words', 'corrected-decision')),
  ADD CONSTRAINT approval_of_application
    CHECK ((kind IN ('unreachable', 'contact-change', 'corrected-decision')) = (application_id IS NOT NULL)),
  ADD CONSTRAINT approval_sealed
    CHECK ((kind IN ('contact-change', 'corrected-decision')) = (sealed IS NOT NULL AND digest IS NOT NULL));

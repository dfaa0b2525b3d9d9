-- What an applicant replied is shown to a member of staff as contact values are: on record first, why it was sealed.
ALTER TABLE contact_reveal ALTER COLUMN version DROP NOT NULL;
ALTER TABLE contact_reveal ADD COLUMN replies boolean NOT NULL DEFAULT false,
  ADD CHECK (replies = (version IS NULL));

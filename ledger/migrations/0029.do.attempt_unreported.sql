-- What a provider took and has not reported on: few at any time, and looked for at every sweep.
CREATE INDEX attempt_unreported ON attempt (receipt_deadline)
  WHERE outcome = 'accepted' AND settlement IS NULL AND evidence = 'receipt' AND asked = 0;

-- What the beginning of the number an attempt went to tells of carrier and province: shared by millions, and a guess.
ALTER TABLE attempt
  ADD COLUMN carrier_guess text CHECK (carrier_guess ~ '^[a-z-]{1,20}$'),
  ADD COLUMN province_guess text CHECK (char_length(province_guess) BETWEEN 2 AND 3);

-- A caller may name the landline they gave: it is looked for by its keyed hash, like a mobile number.
CREATE INDEX contact_value_landline ON contact_value (value_index) WHERE channel = 'voice';

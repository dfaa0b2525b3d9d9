-- Which key was the current one of which key file, and when some process last worked with it: a key that is written
-- with must not be retired. The proof tells two keys of one name apart and shows nothing of either; `index` is the key
-- by which values are found, of which there is one.
CREATE TABLE key_use (
  keyring  text NOT NULL CHECK (keyring IN ('ledger', 'codec', 'index')),
  key_id   text NOT NULL,
  proof    bytea NOT NULL CHECK (octet_length(proof) = 32),
  first_at timestamptz NOT NULL DEFAULT now(),
  last_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (keyring, key_id)
);
CREATE UNIQUE INDEX key_use_one_index ON key_use (keyring) WHERE keyring = 'index';
GRANT SELECT, INSERT, UPDATE (last_at) ON key_use TO bida_app;

-- Who did what with keys; never a key.
CREATE TABLE key_act (
  act_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  keyring   text NOT NULL CHECK (keyring IN ('ledger', 'codec')),
  key_id    text NOT NULL,
  act       text NOT NULL CHECK (act IN ('rotated', 'rewrapped', 'retired')),
  -- Data keys wrapped anew.
  rows      integer CHECK (rows >= 0),
  staff_ref text NOT NULL,
  acted_at  timestamptz NOT NULL,
  CHECK ((act = 'rewrapped') = (rows IS NOT NULL))
);
CREATE TRIGGER key_act_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON key_act
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT, INSERT ON key_act TO bida_app;

-- The data key stays; what changes is the key it is wrapped under.
GRANT UPDATE (key_id, wrapped_key) ON application TO bida_app;

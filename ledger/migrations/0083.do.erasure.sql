-- An applicant's data is erased by destroying its key, and with it whatever else leads from the record to the person.
-- The record itself stays. docs/ARCHITECTURE.md says of each column what becomes of it.
ALTER TABLE application
  ALTER COLUMN wrapped_key DROP NOT NULL,
  ALTER COLUMN key_id DROP NOT NULL,
  ALTER COLUMN name_index DROP NOT NULL,
  ADD CONSTRAINT application_key_whole CHECK ((wrapped_key IS NULL) = (key_id IS NULL));
CREATE INDEX application_unerased ON application (reported_at, application_id) WHERE wrapped_key IS NOT NULL;

CREATE TABLE erasure (
  application_id text PRIMARY KEY REFERENCES application,
  erased_at timestamptz NOT NULL,
  because text NOT NULL CHECK (because IN ('retention', 'request')),
  reason text,
  -- Of the bank's own file on the request; nobody's number.
  reference text,
  staff_ref text,
  CHECK (because = 'request' OR num_nonnulls(reason, reference, staff_ref) = 0),
  CHECK (because = 'retention' OR (reason IS NOT NULL AND staff_ref IS NOT NULL))
);
CREATE TRIGGER erasure_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
GRANT SELECT ON erasure TO bida_app;

-- What checks have said stays as it is, but the hash of the number they were about may go with the applicant's data.
CREATE FUNCTION verification_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM public.erasure WHERE application_id = OLD.application_id)
     AND to_jsonb(OLD) - 'value_index' = to_jsonb(NEW) - 'value_index' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the event trail is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER contact_verification_is_append_only ON contact_verification;
CREATE TRIGGER contact_verification_is_append_only BEFORE DELETE OR TRUNCATE ON contact_verification
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
CREATE TRIGGER contact_verification_stays BEFORE UPDATE ON contact_verification
  FOR EACH ROW EXECUTE FUNCTION verification_is_append_only();

-- The one way to erase, and all that the rooms' role may do about it: it has no UPDATE on these tables. False where it
-- was done before. Hashes are replaced by others under a salt that nobody keeps: what was equal within the application
-- stays so, and nobody can compare it with anything outside.
CREATE FUNCTION erase_application(
  erased_id text, at timestamptz, why text, ground text, file_reference text, by_account text
) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  numbers bytea[];
BEGIN
  PERFORM FROM public.application WHERE application_id = erased_id FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM public.erasure WHERE application_id = erased_id) THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM public.notice WHERE application_id = erased_id AND finished_at IS NULL)
     OR EXISTS (SELECT FROM public.human_task WHERE application_id = erased_id AND state = 'open')
     OR EXISTS (SELECT FROM public.outbox WHERE application_id = erased_id) THEN
    RAISE EXCEPTION 'an application that is not over is not erased' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  INSERT INTO public.erasure (application_id, erased_at, because, reason, reference, staff_ref)
    VALUES (erased_id, at, why, ground, file_reference, by_account);
  UPDATE public.application SET wrapped_key = NULL, key_id = NULL, name_index = NULL, sealed = ''
    WHERE application_id = erased_id;
  numbers := ARRAY(SELECT DISTINCT mobile_index FROM public.contact_version
                    WHERE application_id = erased_id AND mobile_index IS NOT NULL);
  UPDATE public.contact_version SET mobile_index = NULL, digest = sha256(salt || digest), sealed = ''
    WHERE application_id = erased_id;
  UPDATE public.contact_value SET value_index = sha256(salt || value_index) WHERE application_id = erased_id;
  UPDATE public.contact_verification SET value_index = sha256(salt || value_index) WHERE application_id = erased_id;
  UPDATE public.attempt SET contact_index = sha256(salt || contact_index) WHERE application_id = erased_id;
  UPDATE public.report SET digest = sha256(salt || digest), sealed = '' WHERE application_id = erased_id;
  UPDATE public.contact_reveal SET sealed = '' WHERE application_id = erased_id;
  UPDATE public.reply SET reply_key = sha256(salt || reply_key), sealed = '' WHERE application_id = erased_id;
  -- What people wrote at the steps of an approval stays as it is: it is append-only, and nothing opens it any more.
  UPDATE public.approval SET digest = sha256(salt || digest), sealed = ''
    WHERE application_id = erased_id AND sealed IS NOT NULL;
  DELETE FROM public.sms_suppression s WHERE s.mobile_index = ANY(numbers)
    AND NOT EXISTS (SELECT FROM public.contact_version v WHERE v.mobile_index = s.mobile_index);
  RETURN true;
END
$$;
-- The rooms' role may put a data key wrapped anew in the place of another, not take one away or bring one back.
CREATE FUNCTION data_key_goes_by_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.wrapped_key IS NULL) <> (NEW.wrapped_key IS NULL)
     AND NOT (NEW.wrapped_key IS NULL AND EXISTS (SELECT FROM public.erasure WHERE application_id = OLD.application_id)) THEN
    RAISE EXCEPTION 'permission denied: a data key goes by erasure alone, and for good'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER data_key_goes_by_erasure BEFORE UPDATE OF wrapped_key ON application
  FOR EACH ROW EXECUTE FUNCTION data_key_goes_by_erasure();

REVOKE ALL ON FUNCTION erase_application(text, timestamptz, text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_application(text, timestamptz, text, text, text, text) TO bida_app;

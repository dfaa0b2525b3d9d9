-- Generated from the migrations by `npm run schema`: what they add up to, read back from PostgreSQL's
-- catalogue. Not run by anybody, and not edited by hand: write a migration.

table alarm
  column alarm_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column extent integer
  column kind text NOT NULL
  column last_at timestamp with time zone NOT NULL
  column opened_at timestamp with time zone NOT NULL
  column recurs boolean NOT NULL DEFAULT false
  column resolved_at timestamp with time zone
  column settled_at timestamp with time zone
  column spell_id bigint
  column subject text NOT NULL
  column times integer NOT NULL DEFAULT 1
  constraint alarm_extent_check CHECK ((extent >= 0))
  constraint alarm_pkey PRIMARY KEY (alarm_id)
  constraint alarm_spell_id_fkey FOREIGN KEY (spell_id) REFERENCES alarm(alarm_id)
  index CREATE UNIQUE INDEX alarm_one_open ON public.alarm USING btree (kind, subject) WHERE (resolved_at IS NULL)
  index CREATE INDEX alarm_open ON public.alarm USING btree (alarm_id) WHERE (resolved_at IS NULL)
  index CREATE UNIQUE INDEX alarm_pkey ON public.alarm USING btree (alarm_id)
  index CREATE INDEX alarm_spell ON public.alarm USING btree (spell_id)
  index CREATE INDEX alarm_unsettled ON public.alarm USING btree (alarm_id) WHERE (settled_at IS NULL)
  grant bida_api on column recurs: UPDATE
  grant bida_api on column settled_at: UPDATE
  grant bida_api on column spell_id: UPDATE
  grant bida_app on column extent: UPDATE
  grant bida_app on column last_at: UPDATE
  grant bida_app on column resolved_at: UPDATE
  grant bida_app on column times: UPDATE
  grant bida_app: INSERT, SELECT

table alarm_acknowledgement
  column acknowledged_at timestamp with time zone NOT NULL
  column acknowledged_by text NOT NULL
  column acknowledgement_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column alarm_id bigint NOT NULL
  column extent integer
  column note text
  constraint alarm_acknowledgement_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarm(alarm_id)
  constraint alarm_acknowledgement_extent_check CHECK ((extent >= 0))
  constraint alarm_acknowledgement_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 200)))
  constraint alarm_acknowledgement_pkey PRIMARY KEY (acknowledgement_id)
  index CREATE INDEX alarm_acknowledgement_alarm ON public.alarm_acknowledgement USING btree (alarm_id, acknowledgement_id)
  index CREATE UNIQUE INDEX alarm_acknowledgement_pkey ON public.alarm_acknowledgement USING btree (acknowledgement_id)
  trigger CREATE TRIGGER alarm_acknowledgement_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT, SELECT

table alarm_address
  column address_digest bytea NOT NULL
  column failures integer NOT NULL DEFAULT 0
  column free_at timestamp with time zone NOT NULL
  constraint alarm_address_failures_check CHECK ((failures >= 0))
  constraint alarm_address_pkey PRIMARY KEY (address_digest)
  index CREATE UNIQUE INDEX alarm_address_pkey ON public.alarm_address USING btree (address_digest)
  grant bida_api on column failures: UPDATE
  grant bida_api on column free_at: UPDATE
  grant bida_api: INSERT, SELECT

table alarm_delivery
  column address_digest bytea NOT NULL
  column attempts integer NOT NULL DEFAULT 0
  column channel text NOT NULL
  column claimed_until timestamp with time zone
  column message_id uuid NOT NULL
  column settled_at timestamp with time zone
  column state text NOT NULL DEFAULT 'pending'::text
  column trouble text
  constraint alarm_delivery_address_digest_fkey FOREIGN KEY (address_digest) REFERENCES alarm_address(address_digest)
  constraint alarm_delivery_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'webhook'::text])))
  constraint alarm_delivery_check CHECK (((state = 'pending'::text) = (settled_at IS NULL)))
  constraint alarm_delivery_check1 CHECK (((state = 'pending'::text) OR (claimed_until IS NULL)))
  constraint alarm_delivery_message_id_fkey FOREIGN KEY (message_id) REFERENCES alarm_message(message_id)
  constraint alarm_delivery_pkey PRIMARY KEY (message_id, address_digest)
  constraint alarm_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'taken'::text, 'given-up'::text])))
  index CREATE INDEX alarm_delivery_pending ON public.alarm_delivery USING btree (address_digest) WHERE (state = 'pending'::text)
  index CREATE UNIQUE INDEX alarm_delivery_pkey ON public.alarm_delivery USING btree (message_id, address_digest)
  grant bida_api on column attempts: UPDATE
  grant bida_api on column claimed_until: UPDATE
  grant bida_api on column settled_at: UPDATE
  grant bida_api on column state: UPDATE
  grant bida_api on column trouble: UPDATE
  grant bida_api: INSERT, SELECT

table alarm_message
  column decided_at timestamp with time zone NOT NULL
  column message_id uuid NOT NULL
  column responder text NOT NULL
  constraint alarm_message_message_id_responder_key UNIQUE (message_id, responder)
  constraint alarm_message_pkey PRIMARY KEY (message_id)
  index CREATE UNIQUE INDEX alarm_message_message_id_responder_key ON public.alarm_message USING btree (message_id, responder)
  index CREATE UNIQUE INDEX alarm_message_pkey ON public.alarm_message USING btree (message_id)
  index CREATE INDEX alarm_message_responder ON public.alarm_message USING btree (responder, decided_at)
  trigger CREATE TRIGGER alarm_message_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm_message FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT, SELECT

table alarm_told
  column alarm_id bigint NOT NULL
  column escalation integer NOT NULL
  column message_id uuid NOT NULL
  column responder text NOT NULL
  column spell_id bigint NOT NULL
  column step integer NOT NULL
  column what text NOT NULL
  constraint alarm_told_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarm(alarm_id)
  constraint alarm_told_check CHECK (
CASE what
    WHEN 'open'::text THEN ((escalation > 0) AND (step > 0))
    ELSE ((escalation = 0) AND (step = 0))
END)
  constraint alarm_told_message_id_responder_fkey FOREIGN KEY (message_id, responder) REFERENCES alarm_message(message_id, responder)
  constraint alarm_told_pkey PRIMARY KEY (message_id, alarm_id)
  constraint alarm_told_spell_id_fkey FOREIGN KEY (spell_id) REFERENCES alarm(alarm_id)
  constraint alarm_told_what_check CHECK ((what = ANY (ARRAY['open'::text, 'over'::text])))
  index CREATE UNIQUE INDEX alarm_told_once ON public.alarm_told USING btree (spell_id, responder, what, escalation, step)
  index CREATE UNIQUE INDEX alarm_told_pkey ON public.alarm_told USING btree (message_id, alarm_id)
  trigger CREATE TRIGGER alarm_told_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm_told FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT, SELECT

table announcement
  column announcement_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column application_id text NOT NULL
  column compensation_id uuid
  column contact text
  column kind text NOT NULL
  column occurred_at timestamp with time zone NOT NULL
  column place bigint
  column public_id uuid NOT NULL DEFAULT gen_random_uuid()
  column round integer
  column stage text
  column state text
  constraint announcement_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint announcement_compensation_id_fkey FOREIGN KEY (compensation_id) REFERENCES compensation(compensation_id)
  constraint announcement_kind_check CHECK ((kind = ANY (ARRAY['notice.delivered'::text, 'notice.with-staff'::text, 'notice.overdue'::text, 'notice.reopened'::text, 'notice.completed'::text, 'notice.unreachable'::text, 'notice.superseded'::text, 'notice.withdrawn'::text, 'contact.invalid'::text, 'contact-invalid'::text, 'compensation.approved'::text])))
  constraint announcement_of_compensation CHECK (((kind = 'compensation.approved'::text) = (compensation_id IS NOT NULL)))
  constraint announcement_of_contact CHECK ((num_nonnulls(contact, state) =
CASE
    WHEN (kind = ANY (ARRAY['contact.invalid'::text, 'contact-invalid'::text])) THEN 2
    ELSE 0
END))
  constraint announcement_of_notice CHECK ((num_nonnulls(stage, round) =
CASE
    WHEN (kind ~~ 'notice.%'::text) THEN 2
    ELSE 0
END))
  constraint announcement_pkey PRIMARY KEY (announcement_id)
  index CREATE INDEX announcement_application ON public.announcement USING btree (application_id)
  index CREATE INDEX announcement_occurred ON public.announcement USING btree (occurred_at)
  index CREATE UNIQUE INDEX announcement_pkey ON public.announcement USING btree (announcement_id)
  index CREATE UNIQUE INDEX announcement_place ON public.announcement USING btree (place)
  index CREATE UNIQUE INDEX announcement_public_id ON public.announcement USING btree (public_id)
  index CREATE INDEX announcement_unplaced ON public.announcement USING btree (announcement_id) WHERE (place IS NULL)
  trigger CREATE TRIGGER announcement_is_append_only BEFORE DELETE OR UPDATE OF announcement_id, public_id, kind, application_id, stage, round, contact, state, occurred_at OR TRUNCATE ON public.announcement FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  trigger CREATE TRIGGER announcement_is_placed_once BEFORE UPDATE ON public.announcement FOR EACH ROW WHEN ((old.place IS NOT NULL)) EXECUTE FUNCTION event_is_append_only()
  grant bida_api on column place: UPDATE
  grant bida_app: INSERT, SELECT

table application
  column applicant_type text NOT NULL
  column application_id text NOT NULL
  column key_id text
  column name_index bytea
  column product text NOT NULL
  column region text
  column reported_at timestamp with time zone NOT NULL
  column sealed bytea NOT NULL
  column wrapped_key bytea
  constraint application_applicant_type_check CHECK ((applicant_type = ANY (ARRAY['person'::text, 'company'::text])))
  constraint application_key_whole CHECK (((wrapped_key IS NULL) = (key_id IS NULL)))
  constraint application_pkey PRIMARY KEY (application_id)
  index CREATE INDEX application_name ON public.application USING btree (name_index)
  index CREATE UNIQUE INDEX application_pkey ON public.application USING btree (application_id)
  index CREATE INDEX application_region ON public.application USING btree (region)
  index CREATE INDEX application_unerased ON public.application USING btree (reported_at, application_id) WHERE (wrapped_key IS NOT NULL)
  trigger CREATE TRIGGER data_key_goes_by_erasure BEFORE UPDATE OF wrapped_key ON public.application FOR EACH ROW EXECUTE FUNCTION data_key_goes_by_erasure()
  grant bida_api on column key_id: UPDATE
  grant bida_api on column wrapped_key: UPDATE
  grant bida_api: INSERT
  grant bida_app: SELECT

table approval
  column act jsonb NOT NULL
  column application_id text
  column approval_id uuid NOT NULL
  column came_to_nothing text
  column carried_out_at timestamp with time zone
  column decided_by text
  column digest bytea
  column expires_at timestamp with time zone NOT NULL
  column kind text NOT NULL
  column number bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column proposed_at timestamp with time zone NOT NULL
  column proposed_by text NOT NULL
  column reason text
  column review_by timestamp with time zone
  column reviewed_by text
  column sealed bytea
  column state text NOT NULL
  column state_since timestamp with time zone NOT NULL
  column subject text NOT NULL
  column task_id uuid
  column verdict text
  constraint approval_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint approval_check CHECK ((expires_at > proposed_at))
  constraint approval_check2 CHECK (((kind = 'unreachable'::text) = (task_id IS NOT NULL)))
  constraint approval_check4 CHECK (((state = ANY (ARRAY['approved'::text, 'rejected'::text])) = (decided_by IS NOT NULL)))
  constraint approval_check5 CHECK (((state = ANY (ARRAY['acted-alone'::text, 'reviewed'::text])) = (review_by IS NOT NULL)))
  constraint approval_check6 CHECK (((state = 'reviewed'::text) = ((reviewed_by IS NOT NULL) AND (verdict IS NOT NULL))))
  constraint approval_check7 CHECK ((lower(decided_by) <> lower(proposed_by)))
  constraint approval_check8 CHECK ((lower(reviewed_by) <> lower(proposed_by)))
  constraint approval_check9 CHECK ((num_nonnulls(carried_out_at, came_to_nothing) <= 1))
  constraint approval_kind_check CHECK ((kind = ANY (ARRAY['unreachable'::text, 'contact-change'::text, 'route-hold'::text, 'route-weight'::text, 'words'::text, 'corrected-decision'::text, 'incident-close'::text, 'compensation'::text])))
  constraint approval_number_key UNIQUE (number)
  constraint approval_of_application CHECK (((kind = ANY (ARRAY['unreachable'::text, 'contact-change'::text, 'corrected-decision'::text])) = (application_id IS NOT NULL)))
  constraint approval_pkey PRIMARY KEY (approval_id)
  constraint approval_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 200)))
  constraint approval_sealed CHECK (((kind = ANY (ARRAY['contact-change'::text, 'corrected-decision'::text])) = ((sealed IS NOT NULL) AND (digest IS NOT NULL))))
  constraint approval_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text, 'overtaken'::text, 'acted-alone'::text, 'reviewed'::text])))
  constraint approval_task_id_fkey FOREIGN KEY (task_id) REFERENCES human_task(task_id)
  constraint approval_verdict_check CHECK ((verdict = ANY (ARRAY['endorsed'::text, 'objected'::text])))
  index CREATE INDEX approval_application ON public.approval USING btree (application_id, number) WHERE (application_id IS NOT NULL)
  index CREATE UNIQUE INDEX approval_number_key ON public.approval USING btree (number)
  index CREATE UNIQUE INDEX approval_one_open ON public.approval USING btree (kind, subject) WHERE (state = 'proposed'::text)
  index CREATE INDEX approval_open_expiry ON public.approval USING btree (expires_at) WHERE (state = 'proposed'::text)
  index CREATE UNIQUE INDEX approval_pkey ON public.approval USING btree (approval_id)
  index CREATE INDEX approval_review ON public.approval USING btree (review_by) WHERE (state = 'acted-alone'::text)
  index CREATE INDEX approval_task ON public.approval USING btree (task_id, number) WHERE (task_id IS NOT NULL)
  index CREATE INDEX approval_to_carry_out ON public.approval USING btree (state_since) WHERE ((state = ANY (ARRAY['approved'::text, 'acted-alone'::text, 'reviewed'::text])) AND (carried_out_at IS NULL) AND (came_to_nothing IS NULL))
  trigger CREATE TRIGGER approval_goes_on BEFORE UPDATE ON public.approval FOR EACH ROW EXECUTE FUNCTION approval_goes_on()
  grant bida_api on column decided_by: UPDATE
  grant bida_api on column reviewed_by: UPDATE
  grant bida_api on column verdict: UPDATE
  grant bida_api: INSERT
  grant bida_app on column came_to_nothing: UPDATE
  grant bida_app on column carried_out_at: UPDATE
  grant bida_app on column state: UPDATE
  grant bida_app on column state_since: UPDATE
  grant bida_app: SELECT

table approval_step
  column approval_id uuid NOT NULL
  column at timestamp with time zone NOT NULL
  column reason text
  column sealed bytea
  column staff_ref text
  column step text NOT NULL
  column step_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  constraint approval_step_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approval(approval_id)
  constraint approval_step_pkey PRIMARY KEY (step_id)
  constraint approval_step_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500)))
  index CREATE INDEX approval_step_approval ON public.approval_step USING btree (approval_id, step_id)
  index CREATE UNIQUE INDEX approval_step_pkey ON public.approval_step USING btree (step_id)
  trigger CREATE TRIGGER approval_step_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.approval_step FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: SELECT
  grant bida_app: INSERT

table attempt
  column answered_at timestamp with time zone
  column application_id text NOT NULL
  column asked integer NOT NULL DEFAULT 0
  column attempt_id uuid NOT NULL
  column carrier_guess text
  column contact text NOT NULL
  column contact_index bytea NOT NULL
  column evidence text NOT NULL DEFAULT 'receipt'::text
  column failure text
  column intended_at timestamp with time zone NOT NULL
  column lingering boolean NOT NULL DEFAULT false
  column never_received boolean NOT NULL DEFAULT false
  column outcome text NOT NULL
  column poll_at timestamp with time zone
  column polls integer NOT NULL DEFAULT 0
  column provider_code text
  column provider_message_id text
  column province_guess text
  column purpose text NOT NULL
  column receipt_deadline timestamp with time zone
  column receipt_horizon timestamp with time zone
  column retry_at timestamp with time zone
  column revoked_at timestamp with time zone
  column round integer NOT NULL
  column route text NOT NULL
  column settled_at timestamp with time zone
  column settlement text
  column stage text NOT NULL
  column words text NOT NULL
  constraint attempt_application_id_stage_round_fkey FOREIGN KEY (application_id, stage, round) REFERENCES notice(application_id, stage, round)
  constraint attempt_carrier_guess_check CHECK ((carrier_guess ~ '^[a-z-]{1,20}$'::text))
  constraint attempt_evidence_check CHECK ((evidence = ANY (ARRAY['receipt'::text, 'acceptance'::text])))
  constraint attempt_outcome_check CHECK ((outcome = ANY (ARRAY['intended'::text, 'accepted'::text, 'rejected'::text, 'unknown'::text])))
  constraint attempt_pkey PRIMARY KEY (attempt_id)
  constraint attempt_province_guess_check CHECK (((char_length(province_guess) >= 2) AND (char_length(province_guess) <= 3)))
  constraint attempt_purpose_check CHECK ((purpose = ANY (ARRAY['first'::text, 'failover'::text, 'copy'::text, 'retry'::text, 'resend'::text])))
  constraint attempt_settlement_check CHECK ((settlement = ANY (ARRAY['delivered'::text, 'undelivered'::text, 'no-receipt'::text])))
  index CREATE INDEX attempt_failure ON public.attempt USING btree (failure, route) WHERE (failure IS NOT NULL)
  index CREATE INDEX attempt_intended ON public.attempt USING btree (intended_at)
  index CREATE INDEX attempt_notice ON public.attempt USING btree (application_id, stage, round, intended_at)
  index CREATE UNIQUE INDEX attempt_one_possible_acceptance ON public.attempt USING btree (application_id, stage, round, route, contact_index) WHERE ((purpose <> 'resend'::text) AND (outcome <> 'rejected'::text) AND (NOT never_received))
  index CREATE UNIQUE INDEX attempt_pkey ON public.attempt USING btree (attempt_id)
  index CREATE INDEX attempt_poll ON public.attempt USING btree (route, poll_at) WHERE ((poll_at IS NOT NULL) AND ((settlement IS NULL) OR (settlement = 'no-receipt'::text)))
  index CREATE UNIQUE INDEX attempt_provider_message ON public.attempt USING btree (route, provider_message_id) WHERE (provider_message_id IS NOT NULL)
  index CREATE INDEX attempt_received_after_all ON public.attempt USING btree (settled_at) WHERE (never_received AND (outcome = 'accepted'::text))
  index CREATE INDEX attempt_route ON public.attempt USING btree (route)
  grant bida_app on column failure: UPDATE
  grant bida_app on column lingering: UPDATE
  grant bida_app on column never_received: UPDATE
  grant bida_app on column outcome: UPDATE
  grant bida_app on column provider_code: UPDATE
  grant bida_app on column provider_message_id: UPDATE
  grant bida_app on column revoked_at: UPDATE
  grant bida_app on column settled_at: UPDATE
  grant bida_app on column settlement: UPDATE
  grant bida_app: SELECT
  grant bida_worker on column answered_at: UPDATE
  grant bida_worker on column asked: UPDATE
  grant bida_worker on column lingering: UPDATE
  grant bida_worker on column poll_at: UPDATE
  grant bida_worker on column polls: UPDATE
  grant bida_worker on column receipt_deadline: UPDATE
  grant bida_worker on column receipt_horizon: UPDATE
  grant bida_worker on column retry_at: UPDATE
  grant bida_worker: INSERT

table compensation
  column answered_at timestamp with time zone
  column application_id text NOT NULL
  column approval_id uuid NOT NULL
  column approved_at timestamp with time zone
  column compensation_id uuid NOT NULL
  column incident_id bigint NOT NULL
  column offer text NOT NULL
  column proposed_at timestamp with time zone NOT NULL
  column state text NOT NULL
  column task_id uuid
  constraint compensation_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint compensation_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approval(approval_id)
  constraint compensation_check CHECK (((state = 'proposed'::text) = (approved_at IS NULL)))
  constraint compensation_check1 CHECK (((state = ANY (ARRAY['granted'::text, 'refused'::text])) = (answered_at IS NOT NULL)))
  constraint compensation_check2 CHECK (((state = 'granted'::text) = (task_id IS NOT NULL)))
  constraint compensation_incident_id_application_id_key UNIQUE (incident_id, application_id)
  constraint compensation_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(incident_id)
  constraint compensation_offer_check CHECK ((offer ~ '^[a-z][a-z0-9-]{0,39}$'::text))
  constraint compensation_pkey PRIMARY KEY (compensation_id)
  constraint compensation_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'granted'::text, 'refused'::text])))
  constraint compensation_task_id_fkey FOREIGN KEY (task_id) REFERENCES human_task(task_id)
  index CREATE INDEX compensation_application ON public.compensation USING btree (application_id)
  index CREATE UNIQUE INDEX compensation_incident_id_application_id_key ON public.compensation USING btree (incident_id, application_id)
  index CREATE UNIQUE INDEX compensation_pkey ON public.compensation USING btree (compensation_id)
  index CREATE INDEX compensation_waiting ON public.compensation USING btree (incident_id) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]))
  trigger CREATE TRIGGER compensation_goes_on BEFORE UPDATE ON public.compensation FOR EACH ROW EXECUTE FUNCTION compensation_goes_on()
  grant bida_api on column answered_at: UPDATE
  grant bida_api on column approval_id: UPDATE
  grant bida_api on column approved_at: UPDATE
  grant bida_api on column state: UPDATE
  grant bida_api on column task_id: UPDATE
  grant bida_api: INSERT
  grant bida_app: SELECT

table consent
  column allowed boolean NOT NULL
  column application_id text NOT NULL
  column basis text NOT NULL
  column given_at timestamp with time zone
  column purpose text NOT NULL
  column reported_at timestamp with time zone NOT NULL
  column version integer NOT NULL
  constraint consent_application_id_version_fkey FOREIGN KEY (application_id, version) REFERENCES contact_version(application_id, version)
  constraint consent_basis_check CHECK ((basis = ANY (ARRAY['consent'::text, 'contract'::text, 'legal-duty'::text])))
  constraint consent_pkey PRIMARY KEY (application_id, version, purpose)
  constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['sms'::text, 'push'::text, 'email'::text, 'voice'::text, 'verification'::text, 'number-status'::text, 'real-name'::text])))
  index CREATE UNIQUE INDEX consent_pkey ON public.consent USING btree (application_id, version, purpose)
  trigger CREATE TRIGGER consent_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.consent FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT
  grant bida_app: SELECT

table contact_reveal
  column application_id text NOT NULL
  column replies boolean NOT NULL DEFAULT false
  column reveal_id uuid NOT NULL
  column revealed_at timestamp with time zone NOT NULL
  column sealed bytea NOT NULL
  column staff_ref text NOT NULL
  column version integer
  constraint contact_reveal_application_id_version_fkey FOREIGN KEY (application_id, version) REFERENCES contact_version(application_id, version)
  constraint contact_reveal_check CHECK ((replies = (version IS NULL)))
  constraint contact_reveal_pkey PRIMARY KEY (reveal_id)
  index CREATE INDEX contact_reveal_application ON public.contact_reveal USING btree (application_id)
  index CREATE UNIQUE INDEX contact_reveal_pkey ON public.contact_reveal USING btree (reveal_id)
  grant bida_api: INSERT, SELECT

table contact_value
  column application_id text NOT NULL
  column channel text NOT NULL
  column name text NOT NULL
  column state text NOT NULL
  column value_index bytea NOT NULL
  column version integer NOT NULL
  constraint contact_value_application_id_version_fkey FOREIGN KEY (application_id, version) REFERENCES contact_version(application_id, version)
  constraint contact_value_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'push'::text, 'email'::text, 'voice'::text])))
  constraint contact_value_pkey PRIMARY KEY (application_id, version, name)
  constraint contact_value_state_check CHECK ((state = ANY (ARRAY['good'::text, 'bad-format'::text])))
  index CREATE INDEX contact_value_landline ON public.contact_value USING btree (value_index) WHERE (channel = 'voice'::text)
  index CREATE UNIQUE INDEX contact_value_pkey ON public.contact_value USING btree (application_id, version, name)
  grant bida_api: INSERT
  grant bida_app: SELECT

table contact_verification
  column answer text NOT NULL
  column application_id text NOT NULL
  column because text
  column checked_at timestamp with time zone NOT NULL
  column code text
  column kind text NOT NULL
  column name text NOT NULL
  column provider text
  column value_index bytea NOT NULL
  column verification_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column version integer NOT NULL
  constraint contact_verification_answer_check CHECK ((answer = ANY (ARRAY['good'::text, 'not-in-service'::text, 'off'::text, 'mismatch'::text, 'unchecked'::text])))
  constraint contact_verification_application_id_version_name_fkey FOREIGN KEY (application_id, version, name) REFERENCES contact_value(application_id, version, name)
  constraint contact_verification_check CHECK (((answer = 'unchecked'::text) = (because IS NOT NULL)))
  constraint contact_verification_check1 CHECK (((answer = 'unchecked'::text) OR (provider IS NOT NULL)))
  constraint contact_verification_kind_check CHECK ((kind = ANY (ARRAY['number-status'::text, 'real-name'::text])))
  constraint contact_verification_pkey PRIMARY KEY (verification_id)
  index CREATE UNIQUE INDEX contact_verification_pkey ON public.contact_verification USING btree (verification_id)
  index CREATE INDEX contact_verification_value ON public.contact_verification USING btree (application_id, value_index, kind, verification_id)
  trigger CREATE TRIGGER contact_verification_is_append_only BEFORE DELETE OR TRUNCATE ON public.contact_verification FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  trigger CREATE TRIGGER contact_verification_stays BEFORE UPDATE ON public.contact_verification FOR EACH ROW EXECUTE FUNCTION verification_is_append_only()
  grant bida_api: INSERT
  grant bida_app: SELECT
  grant bida_worker: INSERT

table contact_version
  column application_id text NOT NULL
  column digest bytea NOT NULL
  column mobile_index bytea
  column mobile_state text NOT NULL
  column reported_at timestamp with time zone NOT NULL
  column sealed bytea NOT NULL
  column version integer NOT NULL
  constraint contact_version_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint contact_version_mobile_state_check CHECK ((mobile_state = ANY (ARRAY['good'::text, 'missing'::text, 'bad-format'::text])))
  constraint contact_version_pkey PRIMARY KEY (application_id, version)
  constraint contact_version_version_check CHECK ((version > 0))
  index CREATE INDEX contact_version_mobile ON public.contact_version USING btree (mobile_index) WHERE (mobile_index IS NOT NULL)
  index CREATE UNIQUE INDEX contact_version_pkey ON public.contact_version USING btree (application_id, version)
  grant bida_api: INSERT
  grant bida_app: SELECT

table erasure
  column application_id text NOT NULL
  column because text NOT NULL
  column erased_at timestamp with time zone NOT NULL
  column reason text
  column reference text
  column staff_ref text
  constraint erasure_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint erasure_because_check CHECK ((because = ANY (ARRAY['retention'::text, 'request'::text])))
  constraint erasure_check CHECK (((because = 'request'::text) OR (num_nonnulls(reason, reference, staff_ref) = 0)))
  constraint erasure_check1 CHECK (((because = 'retention'::text) OR ((reason IS NOT NULL) AND (staff_ref IS NOT NULL))))
  constraint erasure_pkey PRIMARY KEY (application_id)
  index CREATE UNIQUE INDEX erasure_pkey ON public.erasure USING btree (application_id)
  trigger CREATE TRIGGER erasure_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.erasure FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_app: SELECT

table event
  column application_id text
  column at timestamp with time zone NOT NULL
  column attempt_id uuid
  column detail jsonb NOT NULL DEFAULT '{}'::jsonb
  column event_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column kind text NOT NULL
  column round integer
  column stage text
  column task_id uuid
  column xact xid8 NOT NULL DEFAULT pg_current_xact_id()
  constraint event_pkey PRIMARY KEY (event_id)
  index CREATE INDEX event_application ON public.event USING btree (application_id, event_id)
  index CREATE UNIQUE INDEX event_pkey ON public.event USING btree (event_id)
  index CREATE INDEX event_stream ON public.event USING btree (xact, event_id)
  trigger CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_app: INSERT, SELECT

table human_task
  column application_id text NOT NULL
  column because text NOT NULL
  column call_again_at timestamp with time zone
  column calls_missed integer NOT NULL DEFAULT 0
  column claim_expires_at timestamp with time zone
  column claimed_at timestamp with time zone
  column claimed_by text
  column closed_because text
  column confirmed_by text
  column due_at timestamp with time zone NOT NULL
  column finished_at timestamp with time zone
  column identity text
  column kind text NOT NULL
  column opened_at timestamp with time zone NOT NULL
  column outcome text
  column overdue_at timestamp with time zone
  column remind_at timestamp with time zone NOT NULL
  column reminded_at timestamp with time zone
  column round integer
  column staff_ref text
  column stage text
  column state text NOT NULL
  column task_id uuid NOT NULL
  constraint human_task_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint human_task_application_id_stage_round_fkey FOREIGN KEY (application_id, stage, round) REFERENCES notice(application_id, stage, round)
  constraint human_task_calls_missed_check CHECK ((calls_missed >= 0))
  constraint human_task_check CHECK (((kind = 'deliver-by-hand'::text) = ((stage IS NOT NULL) AND (round IS NOT NULL))))
  constraint human_task_check1 CHECK (((state = 'open'::text) = (finished_at IS NULL)))
  constraint human_task_check2 CHECK (((state = 'completed'::text) = ((outcome IS NOT NULL) AND (staff_ref IS NOT NULL))))
  constraint human_task_check3 CHECK (((state = 'closed'::text) = (closed_because IS NOT NULL)))
  constraint human_task_claim_whole CHECK (((num_nulls(claimed_by, claimed_at, claim_expires_at) = ANY (ARRAY[0, 3])) AND (claim_expires_at > claimed_at)))
  constraint human_task_identity_check CHECK ((identity = ANY (ARRAY['verified'::text, 'not-verified'::text])))
  constraint human_task_kind_check CHECK ((kind = ANY (ARRAY['deliver-by-hand'::text, 'correct-contact'::text, 'complaint'::text, 'tell-compensation'::text])))
  constraint human_task_pkey PRIMARY KEY (task_id)
  constraint human_task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'completed'::text, 'closed'::text])))
  index CREATE INDEX human_task_application ON public.human_task USING btree (application_id)
  index CREATE INDEX human_task_claimed ON public.human_task USING btree (lower(claimed_by), due_at, task_id) WHERE ((state = 'open'::text) AND (claimed_by IS NOT NULL))
  index CREATE INDEX human_task_due ON public.human_task USING btree (due_at, task_id)
  index CREATE UNIQUE INDEX human_task_one_open_complaint ON public.human_task USING btree (application_id) WHERE ((state = 'open'::text) AND (kind = 'complaint'::text))
  index CREATE UNIQUE INDEX human_task_one_open_correction ON public.human_task USING btree (application_id) WHERE ((state = 'open'::text) AND (kind = 'correct-contact'::text))
  index CREATE UNIQUE INDEX human_task_one_open_per_notice ON public.human_task USING btree (application_id, stage, round) WHERE ((state = 'open'::text) AND (kind = 'deliver-by-hand'::text))
  index CREATE INDEX human_task_open ON public.human_task USING btree (due_at, task_id) WHERE (state = 'open'::text)
  index CREATE UNIQUE INDEX human_task_pkey ON public.human_task USING btree (task_id)
  trigger CREATE TRIGGER overdue_notice_is_announced AFTER UPDATE OF overdue_at ON public.human_task FOR EACH ROW WHEN (((old.overdue_at IS NULL) AND (new.overdue_at IS NOT NULL) AND (new.stage IS NOT NULL))) EXECUTE FUNCTION announce_overdue()
  grant bida_api on column call_again_at: UPDATE
  grant bida_api on column calls_missed: UPDATE
  grant bida_api on column claim_expires_at: UPDATE
  grant bida_api on column claimed_at: UPDATE
  grant bida_api on column claimed_by: UPDATE
  grant bida_app on column closed_because: UPDATE
  grant bida_app on column confirmed_by: UPDATE
  grant bida_app on column finished_at: UPDATE
  grant bida_app on column identity: UPDATE
  grant bida_app on column outcome: UPDATE
  grant bida_app on column staff_ref: UPDATE
  grant bida_app on column state: UPDATE
  grant bida_app: INSERT, SELECT
  grant bida_worker on column overdue_at: UPDATE
  grant bida_worker on column reminded_at: UPDATE

table incident
  column alarm_id bigint
  column approval_id uuid
  column carrier text
  column closed_at timestamp with time zone
  column closed_by text
  column due_at timestamp with time zone NOT NULL
  column from_at timestamp with time zone NOT NULL
  column incident_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column looked_at timestamp with time zone
  column opened_at timestamp with time zone NOT NULL
  column opened_by text NOT NULL
  column overdue_at timestamp with time zone
  column province text
  column reason text NOT NULL
  column reminders integer NOT NULL DEFAULT 0
  column target text NOT NULL
  column until_at timestamp with time zone
  constraint incident_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarm(alarm_id)
  constraint incident_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approval(approval_id)
  constraint incident_carrier_check CHECK ((carrier ~ '^[a-z-]{1,20}$'::text))
  constraint incident_check CHECK ((until_at > from_at))
  constraint incident_check1 CHECK ((due_at > opened_at))
  constraint incident_check2 CHECK (((carrier IS NULL) OR (province IS NOT NULL)))
  constraint incident_check3 CHECK ((num_nonnulls(closed_at, closed_by, approval_id) = ANY (ARRAY[0, 3])))
  constraint incident_check4 CHECK (((closed_at IS NULL) OR (until_at IS NOT NULL)))
  constraint incident_pkey PRIMARY KEY (incident_id)
  constraint incident_province_check CHECK (((char_length(province) >= 2) AND (char_length(province) <= 3)))
  constraint incident_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 200)))
  constraint incident_reminders_check CHECK ((reminders >= 0))
  constraint incident_target_check CHECK (((char_length(target) >= 2) AND (char_length(target) <= 100)))
  index CREATE INDEX incident_open ON public.incident USING btree (incident_id) WHERE (closed_at IS NULL)
  index CREATE UNIQUE INDEX incident_pkey ON public.incident USING btree (incident_id)
  grant bida_api on column approval_id: UPDATE
  grant bida_api on column closed_at: UPDATE
  grant bida_api on column closed_by: UPDATE
  grant bida_api on column from_at: UPDATE
  grant bida_api on column looked_at: UPDATE
  grant bida_api on column until_at: UPDATE
  grant bida_api: INSERT, SELECT
  grant bida_worker on column looked_at: UPDATE
  grant bida_worker on column overdue_at: UPDATE
  grant bida_worker on column reminders: UPDATE
  grant bida_worker: INSERT, SELECT

table incident_notice
  column application_id text NOT NULL
  column attempt_id uuid NOT NULL
  column incident_id bigint NOT NULL
  column listed_at timestamp with time zone NOT NULL
  column resend_report_id uuid
  column round integer NOT NULL
  column stage text NOT NULL
  constraint incident_notice_application_id_stage_round_fkey FOREIGN KEY (application_id, stage, round) REFERENCES notice(application_id, stage, round)
  constraint incident_notice_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES attempt(attempt_id)
  constraint incident_notice_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(incident_id)
  constraint incident_notice_pkey PRIMARY KEY (incident_id, application_id, stage, round)
  constraint incident_notice_resend_report_id_fkey FOREIGN KEY (resend_report_id) REFERENCES report(report_id)
  index CREATE INDEX incident_notice_notice ON public.incident_notice USING btree (application_id, stage, round)
  index CREATE UNIQUE INDEX incident_notice_pkey ON public.incident_notice USING btree (incident_id, application_id, stage, round)
  index CREATE INDEX incident_notice_resend ON public.incident_notice USING btree (resend_report_id) WHERE (resend_report_id IS NOT NULL)
  grant bida_api on column resend_report_id: UPDATE
  grant bida_app: INSERT, SELECT

table incident_step
  column at timestamp with time zone NOT NULL
  column detail jsonb NOT NULL DEFAULT '{}'::jsonb
  column incident_id bigint NOT NULL
  column staff_ref text
  column step text NOT NULL
  column step_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  constraint incident_step_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(incident_id)
  constraint incident_step_pkey PRIMARY KEY (step_id)
  constraint incident_step_step_check CHECK ((step ~ '^[a-z-]{1,40}$'::text))
  index CREATE INDEX incident_step_incident ON public.incident_step USING btree (incident_id, step_id)
  index CREATE UNIQUE INDEX incident_step_pkey ON public.incident_step USING btree (step_id)
  trigger CREATE TRIGGER incident_step_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.incident_step FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_app: INSERT, SELECT

table inquiry
  column application_id text NOT NULL
  column asked_at timestamp with time zone NOT NULL
  column cause text NOT NULL
  column channel text NOT NULL
  column inquiry_id uuid NOT NULL
  column round integer
  column staff_ref text NOT NULL
  column stage text
  constraint inquiry_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'branch'::text, 'other'::text])))
  constraint inquiry_check CHECK (((round IS NULL) OR (stage IS NOT NULL)))
  constraint inquiry_pkey PRIMARY KEY (inquiry_id)
  constraint inquiry_round_check CHECK ((round > 0))
  constraint inquiry_stage_check CHECK ((stage = ANY (ARRAY['preliminary-approval'::text, 'supplementary-documents'::text, 'final-decision'::text])))
  index CREATE INDEX inquiry_application ON public.inquiry USING btree (application_id)
  index CREATE INDEX inquiry_asked ON public.inquiry USING btree (asked_at)
  index CREATE UNIQUE INDEX inquiry_pkey ON public.inquiry USING btree (inquiry_id)
  trigger CREATE TRIGGER inquiry_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inquiry FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT, SELECT

table key_act
  column act text NOT NULL
  column act_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column acted_at timestamp with time zone NOT NULL
  column key_id text NOT NULL
  column keyring text NOT NULL
  column rows integer
  column staff_ref text NOT NULL
  constraint key_act_act_check CHECK ((act = ANY (ARRAY['rotated'::text, 'rewrapped'::text, 'retired'::text])))
  constraint key_act_check CHECK (((act = 'rewrapped'::text) = (rows IS NOT NULL)))
  constraint key_act_keyring_check CHECK ((keyring = ANY (ARRAY['ledger'::text, 'codec'::text])))
  constraint key_act_pkey PRIMARY KEY (act_id)
  constraint key_act_rows_check CHECK ((rows >= 0))
  index CREATE UNIQUE INDEX key_act_pkey ON public.key_act USING btree (act_id)
  trigger CREATE TRIGGER key_act_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.key_act FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT, SELECT

table key_use
  column first_at timestamp with time zone NOT NULL DEFAULT now()
  column key_id text NOT NULL
  column keyring text NOT NULL
  column last_at timestamp with time zone NOT NULL DEFAULT now()
  column proof bytea NOT NULL
  constraint key_use_keyring_check CHECK ((keyring = ANY (ARRAY['ledger'::text, 'codec'::text, 'index'::text])))
  constraint key_use_pkey PRIMARY KEY (keyring, key_id)
  constraint key_use_proof_check CHECK ((octet_length(proof) = 32))
  index CREATE UNIQUE INDEX key_use_one_index ON public.key_use USING btree (keyring) WHERE (keyring = 'index'::text)
  index CREATE UNIQUE INDEX key_use_pkey ON public.key_use USING btree (keyring, key_id)
  grant bida_app on column last_at: UPDATE
  grant bida_app: INSERT, SELECT

table notice
  column application_id text NOT NULL
  column ever_held boolean NOT NULL DEFAULT false
  column finished_at timestamp with time zone
  column owed_at timestamp with time zone NOT NULL
  column report_id uuid NOT NULL
  column round integer NOT NULL
  column stage text NOT NULL
  column state text NOT NULL
  column state_since timestamp with time zone NOT NULL
  column waiting_for text
  column waiting_until timestamp with time zone
  constraint notice_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint notice_check CHECK (((finished_at IS NULL) = (state = ANY (ARRAY['held'::text, 'sending'::text, 'awaiting-receipt'::text, 'with-staff'::text]))))
  constraint notice_check1 CHECK (((finished_at IS NULL) = ((waiting_for IS NOT NULL) AND (waiting_until IS NOT NULL))))
  constraint notice_pkey PRIMARY KEY (application_id, stage, round)
  constraint notice_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(report_id)
  constraint notice_report_id_key UNIQUE (report_id)
  constraint notice_round_check CHECK ((round > 0))
  constraint notice_stage_check CHECK ((stage = ANY (ARRAY['preliminary-approval'::text, 'supplementary-documents'::text, 'final-decision'::text])))
  constraint notice_state_check CHECK ((state = ANY (ARRAY['held'::text, 'sending'::text, 'awaiting-receipt'::text, 'with-staff'::text, 'delivered'::text, 'completed-by-staff'::text, 'superseded'::text, 'withdrawn'::text, 'unreachable'::text])))
  constraint notice_waiting_for_check CHECK ((waiting_for = ANY (ARRAY['window'::text, 'calendar'::text, 'workflow'::text, 'provider'::text, 'receipt'::text, 'reconciliation'::text, 'back-off'::text, 'staff'::text])))
  index CREATE INDEX notice_exceptional ON public.notice USING btree (state, owed_at) WHERE (state = ANY (ARRAY['with-staff'::text, 'completed-by-staff'::text, 'superseded'::text, 'withdrawn'::text, 'unreachable'::text]))
  index CREATE INDEX notice_finished ON public.notice USING btree (finished_at) WHERE (finished_at IS NOT NULL)
  index CREATE INDEX notice_owed ON public.notice USING btree (owed_at, application_id, stage, round)
  index CREATE UNIQUE INDEX notice_pkey ON public.notice USING btree (application_id, stage, round)
  index CREATE UNIQUE INDEX notice_report_id_key ON public.notice USING btree (report_id)
  index CREATE INDEX notice_unfinished ON public.notice USING btree (waiting_until) WHERE (finished_at IS NULL)
  trigger CREATE TRIGGER notice_is_announced AFTER UPDATE OF state ON public.notice FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) AND (new.state <> ALL (ARRAY['held'::text, 'sending'::text, 'awaiting-receipt'::text])))) EXECUTE FUNCTION announce_notice()
  grant bida_api: INSERT
  grant bida_app on column finished_at: UPDATE
  grant bida_app on column state: UPDATE
  grant bida_app on column state_since: UPDATE
  grant bida_app on column waiting_for: UPDATE
  grant bida_app on column waiting_until: UPDATE
  grant bida_app: SELECT
  grant bida_worker on column ever_held: UPDATE

table opening_line
  column final_decisions integer NOT NULL
  column opens_at timestamp with time zone NOT NULL
  column others integer NOT NULL
  column route text NOT NULL
  constraint opening_line_final_decisions_check CHECK ((final_decisions >= 0))
  constraint opening_line_others_check CHECK ((others >= 0))
  constraint opening_line_pkey PRIMARY KEY (opens_at, route)
  constraint opening_line_route_check CHECK (((char_length(route) >= 5) AND (char_length(route) <= 100)))
  index CREATE UNIQUE INDEX opening_line_pkey ON public.opening_line USING btree (opens_at, route)
  grant bida_worker: DELETE, INSERT, SELECT, UPDATE

table outbox
  column application_id text NOT NULL
  column approval_id uuid
  column attempt_id uuid
  column kind text NOT NULL
  column next_at timestamp with time zone NOT NULL
  column outbox_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column receipt_id uuid
  column report_id uuid
  column tries integer NOT NULL DEFAULT 0
  column written_at timestamp with time zone NOT NULL
  constraint outbox_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint outbox_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approval(approval_id)
  constraint outbox_approved CHECK (((kind = 'approved'::text) = (approval_id IS NOT NULL)))
  constraint outbox_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES attempt(attempt_id)
  constraint outbox_check CHECK (((kind = 'reported'::text) = (report_id IS NOT NULL)))
  constraint outbox_check1 CHECK (((kind = 'receipt'::text) = ((attempt_id IS NOT NULL) AND (receipt_id IS NOT NULL))))
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['reported'::text, 'receipt'::text, 'approved'::text])))
  constraint outbox_pkey PRIMARY KEY (outbox_id)
  constraint outbox_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipt(receipt_id)
  constraint outbox_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(report_id)
  index CREATE INDEX outbox_application ON public.outbox USING btree (application_id)
  index CREATE INDEX outbox_next ON public.outbox USING btree (next_at)
  index CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (outbox_id)
  grant bida_api on column next_at: UPDATE
  grant bida_api on column tries: UPDATE
  grant bida_api: DELETE
  grant bida_app: INSERT, SELECT

table receipt
  column attempt_id uuid
  column early boolean NOT NULL DEFAULT false
  column failure text
  column listed boolean NOT NULL
  column polled boolean NOT NULL DEFAULT false
  column provider_code text NOT NULL
  column provider_message_id text NOT NULL
  column receipt_id uuid NOT NULL
  column received_at timestamp with time zone NOT NULL
  column reported_at timestamp with time zone
  column route text NOT NULL
  column settlement text
  column verdict text NOT NULL
  constraint receipt_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES attempt(attempt_id)
  constraint receipt_early_is_nobodys CHECK (((NOT early) OR (attempt_id IS NULL)))
  constraint receipt_pkey PRIMARY KEY (receipt_id)
  constraint receipt_settlement_check CHECK ((settlement = ANY (ARRAY['delivered'::text, 'undelivered'::text])))
  constraint receipt_verdict_check CHECK ((verdict = ANY (ARRAY['settles'::text, 'repeats'::text, 'contradicts'::text, 'revokes'::text, 'undecided'::text, 'unmatched'::text])))
  index CREATE INDEX receipt_attempt ON public.receipt USING btree (attempt_id)
  index CREATE UNIQUE INDEX receipt_once ON public.receipt USING btree (route, provider_message_id, provider_code, COALESCE(settlement, ''::text)) WHERE (attempt_id IS NOT NULL)
  index CREATE UNIQUE INDEX receipt_pkey ON public.receipt USING btree (receipt_id)
  index CREATE INDEX receipt_unmatched ON public.receipt USING btree (route, provider_message_id) WHERE (attempt_id IS NULL)
  grant bida_app: INSERT, SELECT

table reconciled_decision
  column application_id text NOT NULL
  column decided_at timestamp with time zone
  column decision_digest bytea
  column known boolean NOT NULL
  column listed_at timestamp with time zone NOT NULL
  column reconciliation_id bigint NOT NULL
  column round integer NOT NULL
  column stage text NOT NULL
  constraint reconciled_decision_pkey PRIMARY KEY (reconciliation_id, application_id, stage, round)
  constraint reconciled_decision_reconciliation_id_fkey FOREIGN KEY (reconciliation_id) REFERENCES reconciliation(reconciliation_id)
  constraint reconciled_decision_round_check CHECK ((round > 0))
  constraint reconciled_decision_stage_check CHECK ((stage = ANY (ARRAY['preliminary-approval'::text, 'supplementary-documents'::text, 'final-decision'::text])))
  index CREATE UNIQUE INDEX reconciled_decision_pkey ON public.reconciled_decision USING btree (reconciliation_id, application_id, stage, round)
  index CREATE INDEX reconciled_decision_unknown ON public.reconciled_decision USING btree (application_id, stage, round) WHERE (NOT known)
  index CREATE INDEX reconciled_decision_unknown_of_list ON public.reconciled_decision USING btree (reconciliation_id) WHERE (NOT known)
  trigger CREATE TRIGGER reconciled_decision_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reconciled_decision FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT
  grant bida_app: SELECT

table reconciliation
  column day date NOT NULL
  column decisions integer NOT NULL
  column digest bytea NOT NULL
  column put_at timestamp with time zone NOT NULL
  column put_by text NOT NULL
  column reconciliation_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column regions text[] NOT NULL DEFAULT '{}'::text[]
  column version integer NOT NULL
  constraint reconciliation_day_regions_version_key UNIQUE (day, regions, version)
  constraint reconciliation_decisions_check CHECK ((decisions >= 0))
  constraint reconciliation_pkey PRIMARY KEY (reconciliation_id)
  constraint reconciliation_version_check CHECK ((version > 0))
  index CREATE UNIQUE INDEX reconciliation_day_regions_version_key ON public.reconciliation USING btree (day, regions, version)
  index CREATE UNIQUE INDEX reconciliation_pkey ON public.reconciliation USING btree (reconciliation_id)
  trigger CREATE TRIGGER reconciliation_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reconciliation FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT
  grant bida_app: SELECT

table reconciliation_judged
  column judged_at timestamp with time zone NOT NULL
  column reconciliation_id bigint NOT NULL
  constraint reconciliation_judged_pkey PRIMARY KEY (reconciliation_id)
  constraint reconciliation_judged_reconciliation_id_fkey FOREIGN KEY (reconciliation_id) REFERENCES reconciliation(reconciliation_id)
  index CREATE UNIQUE INDEX reconciliation_judged_pkey ON public.reconciliation_judged USING btree (reconciliation_id)
  trigger CREATE TRIGGER reconciliation_judged_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reconciliation_judged FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_worker: INSERT, SELECT

table refused_report
  column application_id text
  column code text NOT NULL
  column fields text[] NOT NULL
  column kind text NOT NULL
  column received_at timestamp with time zone NOT NULL
  column refusal_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column round integer
  column stage text
  constraint refused_report_pkey PRIMARY KEY (refusal_id)
  index CREATE INDEX refused_report_application ON public.refused_report USING btree (application_id, received_at)
  index CREATE UNIQUE INDEX refused_report_pkey ON public.refused_report USING btree (refusal_id)
  grant bida_app: INSERT, SELECT

table reply
  column application_id text
  column complains boolean NOT NULL
  column received_at timestamp with time zone NOT NULL
  column replied_at timestamp with time zone
  column reply_id uuid NOT NULL
  column reply_key bytea NOT NULL
  column route text NOT NULL
  column sealed bytea
  column unsubscribes boolean NOT NULL
  constraint reply_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint reply_check CHECK (((application_id IS NULL) = (sealed IS NULL)))
  constraint reply_pkey PRIMARY KEY (reply_id)
  index CREATE INDEX reply_application ON public.reply USING btree (application_id) WHERE (application_id IS NOT NULL)
  index CREATE UNIQUE INDEX reply_once ON public.reply USING btree (route, reply_key)
  index CREATE UNIQUE INDEX reply_pkey ON public.reply USING btree (reply_id)
  grant bida_api: INSERT, SELECT

table report
  column application_id text NOT NULL
  column contact_version integer
  column decided_at timestamp with time zone
  column decision_digest bytea
  column digest bytea NOT NULL
  column kind text NOT NULL
  column received_at timestamp with time zone NOT NULL
  column report_id uuid NOT NULL
  column round integer
  column sealed bytea NOT NULL
  column stage text
  column urgent boolean NOT NULL DEFAULT false
  column useful_until date
  constraint report_application_id_fkey FOREIGN KEY (application_id) REFERENCES application(application_id)
  constraint report_check CHECK (((kind = ANY (ARRAY['stage'::text, 'resend'::text])) = ((stage IS NOT NULL) AND (round IS NOT NULL))))
  constraint report_check1 CHECK (((kind = 'contacts'::text) = (contact_version IS NOT NULL)))
  constraint report_kind_check CHECK ((kind = ANY (ARRAY['application'::text, 'stage'::text, 'contacts'::text, 'withdrawal'::text, 'resend'::text])))
  constraint report_pkey PRIMARY KEY (report_id)
  constraint report_round_check CHECK ((round > 0))
  constraint report_stage_check CHECK ((stage = ANY (ARRAY['preliminary-approval'::text, 'supplementary-documents'::text, 'final-decision'::text])))
  index CREATE INDEX report_application ON public.report USING btree (application_id)
  index CREATE INDEX report_decided ON public.report USING btree (decided_at) WHERE ((kind = 'stage'::text) AND (decided_at IS NOT NULL))
  index CREATE UNIQUE INDEX report_once_per_application ON public.report USING btree (application_id, kind) WHERE (kind = ANY (ARRAY['application'::text, 'withdrawal'::text]))
  index CREATE UNIQUE INDEX report_once_per_contact_version ON public.report USING btree (application_id, contact_version) WHERE (kind = 'contacts'::text)
  index CREATE UNIQUE INDEX report_once_per_stage_and_round ON public.report USING btree (application_id, stage, round) WHERE (kind = 'stage'::text)
  index CREATE UNIQUE INDEX report_pkey ON public.report USING btree (report_id)
  grant bida_api: INSERT
  grant bida_app: SELECT

table route_health
  column evidence jsonb NOT NULL
  column falls integer NOT NULL
  column is_rising boolean NOT NULL
  column judged_at timestamp with time zone NOT NULL
  column measures text[] NOT NULL
  column moved_at timestamp with time zone NOT NULL
  column over_at timestamp with time zone
  column scope text NOT NULL
  column sick_at timestamp with time zone NOT NULL
  column since timestamp with time zone NOT NULL
  column step integer NOT NULL
  constraint route_health_falls_check CHECK ((falls > 0))
  constraint route_health_measures_check CHECK ((measures <@ ARRAY['failure'::text, 'silence'::text, 'slowness'::text]))
  constraint route_health_pkey PRIMARY KEY (scope)
  constraint route_health_scope_check CHECK (((char_length(scope) >= 5) AND (char_length(scope) <= 100)))
  constraint route_health_step_check CHECK (((step >= 0) AND (step <= 9)))
  index CREATE UNIQUE INDEX route_health_pkey ON public.route_health USING btree (scope)
  grant bida_app: SELECT
  grant bida_worker: INSERT, UPDATE

table route_override
  column approval_id uuid
  column carrier text
  column expires_at timestamp with time zone NOT NULL
  column freezes boolean NOT NULL DEFAULT false
  column override_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column province text
  column reason text NOT NULL
  column set_at timestamp with time zone NOT NULL
  column share double precision
  column sort text NOT NULL DEFAULT 
CASE
    WHEN freezes THEN 'freeze'::text
    WHEN (share IS NOT NULL) THEN 'share'::text
    WHEN (weight IS NOT NULL) THEN 'weight'::text
    ELSE 'hold'::text
END
  column staff_ref text NOT NULL
  column target text NOT NULL
  column weight double precision
  constraint route_override_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approval(approval_id)
  constraint route_override_carrier_check CHECK ((carrier ~ '^[a-z-]{1,20}$'::text))
  constraint route_override_check CHECK ((expires_at > set_at))
  constraint route_override_one_sort CHECK (((num_nonnulls(weight, share) + (freezes)::integer) <= 1))
  constraint route_override_pkey PRIMARY KEY (override_id)
  constraint route_override_place CHECK ((((province IS NULL) AND (carrier IS NULL)) OR ((share IS NOT NULL) AND (province IS NOT NULL) AND (target ~~ '%/%'::text))))
  constraint route_override_province_check CHECK (((char_length(province) >= 2) AND (char_length(province) <= 3)))
  constraint route_override_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 200)))
  constraint route_override_share_check CHECK (((share > (0)::double precision) AND (share < (1)::double precision)))
  constraint route_override_target_check CHECK ((target ~ '^(?:(?:sms|push|email|voice)/)?[a-z][a-z0-9-]{0,30}$'::text))
  constraint route_override_weight_approved CHECK (((weight IS NULL) OR (approval_id IS NOT NULL))) NOT VALID
  constraint route_override_weight_check CHECK ((weight > (0)::double precision))
  index CREATE INDEX route_override_expiry ON public.route_override USING btree (expires_at)
  index CREATE UNIQUE INDEX route_override_pkey ON public.route_override USING btree (override_id)
  trigger CREATE TRIGGER route_override_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.route_override FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT
  grant bida_app: SELECT
  grant bida_worker: INSERT

table route_override_end
  column ended_at timestamp with time zone NOT NULL
  column override_id bigint NOT NULL
  column staff_ref text NOT NULL
  constraint route_override_end_override_id_fkey FOREIGN KEY (override_id) REFERENCES route_override(override_id)
  constraint route_override_end_pkey PRIMARY KEY (override_id)
  index CREATE UNIQUE INDEX route_override_end_pkey ON public.route_override_end USING btree (override_id)
  trigger CREATE TRIGGER route_override_end_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.route_override_end FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT
  grant bida_app: SELECT
  grant bida_worker: INSERT

table schema_version
  column md5 text
  column name text
  column run_at timestamp with time zone
  column version bigint NOT NULL
  constraint schema_version_pkey PRIMARY KEY (version)
  index CREATE UNIQUE INDEX schema_version_pkey ON public.schema_version USING btree (version)

table session
  column account text NOT NULL
  column created_at timestamp with time zone NOT NULL
  column ended_at timestamp with time zone
  column ends_at timestamp with time zone NOT NULL
  column idle_until timestamp with time zone NOT NULL
  column regions text[]
  column roles text[] NOT NULL
  column session_hash bytea NOT NULL
  constraint session_pkey PRIMARY KEY (session_hash)
  constraint session_roles_check CHECK ((cardinality(roles) > 0))
  constraint session_session_hash_check CHECK ((octet_length(session_hash) = 32))
  index CREATE UNIQUE INDEX session_pkey ON public.session USING btree (session_hash)
  grant bida_api on column ended_at: UPDATE
  grant bida_api on column idle_until: UPDATE
  grant bida_api: INSERT, SELECT

table sms_suppression
  column mobile_index bytea NOT NULL
  column reply_id uuid NOT NULL
  column since timestamp with time zone NOT NULL
  constraint sms_suppression_pkey PRIMARY KEY (reply_id)
  constraint sms_suppression_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES reply(reply_id)
  index CREATE INDEX sms_suppression_number ON public.sms_suppression USING btree (mobile_index, since)
  index CREATE UNIQUE INDEX sms_suppression_pkey ON public.sms_suppression USING btree (reply_id)
  grant bida_api: INSERT
  grant bida_app: SELECT

table template
  column applicant_type text NOT NULL
  column approved_by text
  column body text NOT NULL
  column channel text NOT NULL
  column decision text
  column drafted_at timestamp with time zone NOT NULL
  column drafted_by text NOT NULL
  column locale text NOT NULL
  column stage text NOT NULL
  column state text NOT NULL
  column subject text
  column template_id text NOT NULL DEFAULT (((((((stage || COALESCE(('.'::text || decision), ''::text)) || '.'::text) || channel) || '.'::text) || locale) || '.'::text) || applicant_type)
  column title text
  column version integer NOT NULL
  constraint template_applicant_type_check CHECK ((applicant_type = ANY (ARRAY['person'::text, 'company'::text])))
  constraint template_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'push'::text, 'email'::text, 'voice'::text])))
  constraint template_check1 CHECK (((channel = 'email'::text) = (subject IS NOT NULL)))
  constraint template_check2 CHECK (((channel = 'push'::text) = (title IS NOT NULL)))
  constraint template_check3 CHECK (((state = ANY (ARRAY['draft'::text, 'retired'::text])) OR (approved_by IS NOT NULL)))
  constraint template_check4 CHECK ((lower(approved_by) <> lower(drafted_by)))
  constraint template_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text, 'conditional'::text])))
  constraint template_decision_where_spoken CHECK ((((stage = 'final-decision'::text) AND (channel <> 'voice'::text)) = (decision IS NOT NULL)))
  constraint template_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text])))
  constraint template_pkey PRIMARY KEY (template_id, version)
  constraint template_stage_check CHECK ((stage = ANY (ARRAY['preliminary-approval'::text, 'supplementary-documents'::text, 'final-decision'::text])))
  constraint template_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'provider-approved'::text, 'live'::text, 'retired'::text])))
  constraint template_version_check CHECK ((version > 0))
  index CREATE UNIQUE INDEX template_one_live ON public.template USING btree (template_id) WHERE (state = 'live'::text)
  index CREATE UNIQUE INDEX template_pkey ON public.template USING btree (template_id, version)
  grant bida_api on column approved_by: UPDATE
  grant bida_api on column state: UPDATE
  grant bida_api: INSERT
  grant bida_app: SELECT

table template_event
  column at timestamp with time zone NOT NULL
  column code text
  column event_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  column route text
  column staff_ref text NOT NULL
  column step text NOT NULL
  column template_id text NOT NULL
  column version integer NOT NULL
  constraint template_event_pkey PRIMARY KEY (event_id)
  constraint template_event_step_check CHECK ((step = ANY (ARRAY['drafted'::text, 'approved'::text, 'provider-approved'::text, 'went-live'::text, 'retired'::text])))
  constraint template_event_template_id_version_fkey FOREIGN KEY (template_id, version) REFERENCES template(template_id, version)
  index CREATE UNIQUE INDEX template_event_pkey ON public.template_event USING btree (event_id)
  index CREATE INDEX template_event_template ON public.template_event USING btree (template_id, version, event_id)
  trigger CREATE TRIGGER template_event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.template_event FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()
  grant bida_api: INSERT, SELECT

table template_provider_code
  column code text NOT NULL
  column route text NOT NULL
  column template_id text NOT NULL
  column version integer NOT NULL
  constraint template_provider_code_pkey PRIMARY KEY (template_id, version, route)
  constraint template_provider_code_template_id_version_fkey FOREIGN KEY (template_id, version) REFERENCES template(template_id, version)
  index CREATE UNIQUE INDEX template_provider_code_pkey ON public.template_provider_code USING btree (template_id, version, route)
  grant bida_api: INSERT
  grant bida_app: SELECT

table webhook_delivery
  column announcement_id bigint NOT NULL
  column application_id text NOT NULL
  column attempts integer NOT NULL DEFAULT 0
  column claimed_until timestamp with time zone
  column delivered_at timestamp with time zone
  column endpoint text NOT NULL
  column given_up_at timestamp with time zone
  column last_status integer
  column last_trouble text
  column next_at timestamp with time zone NOT NULL
  column place bigint NOT NULL
  column queued_at timestamp with time zone NOT NULL
  column replays integer NOT NULL DEFAULT 0
  column state text NOT NULL DEFAULT 'pending'::text
  column tried_at timestamp with time zone
  constraint webhook_delivery_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcement(announcement_id)
  constraint webhook_delivery_check CHECK (((state = 'delivered'::text) = (delivered_at IS NOT NULL)))
  constraint webhook_delivery_check1 CHECK (((state = 'given-up'::text) = (given_up_at IS NOT NULL)))
  constraint webhook_delivery_check2 CHECK (((state = 'pending'::text) OR (claimed_until IS NULL)))
  constraint webhook_delivery_endpoint_fkey FOREIGN KEY (endpoint) REFERENCES webhook_endpoint(name)
  constraint webhook_delivery_pkey PRIMARY KEY (endpoint, announcement_id)
  constraint webhook_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'given-up'::text])))
  index CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (endpoint, next_at, place) WHERE (state = 'pending'::text)
  index CREATE INDEX webhook_delivery_given_up ON public.webhook_delivery USING btree (endpoint) WHERE (state = 'given-up'::text)
  index CREATE INDEX webhook_delivery_in_turn ON public.webhook_delivery USING btree (endpoint, application_id, place) WHERE (state = 'pending'::text)
  index CREATE UNIQUE INDEX webhook_delivery_pkey ON public.webhook_delivery USING btree (endpoint, announcement_id)
  index CREATE INDEX webhook_delivery_undelivered ON public.webhook_delivery USING btree (place, endpoint) WHERE (state <> 'delivered'::text)
  grant bida_api on column attempts: UPDATE
  grant bida_api on column claimed_until: UPDATE
  grant bida_api on column delivered_at: UPDATE
  grant bida_api on column given_up_at: UPDATE
  grant bida_api on column last_status: UPDATE
  grant bida_api on column last_trouble: UPDATE
  grant bida_api on column next_at: UPDATE
  grant bida_api on column queued_at: UPDATE
  grant bida_api on column replays: UPDATE
  grant bida_api on column state: UPDATE
  grant bida_api on column tried_at: UPDATE
  grant bida_api: INSERT, SELECT

table webhook_endpoint
  column address_digest bytea NOT NULL
  column failing_since timestamp with time zone
  column failures integer NOT NULL DEFAULT 0
  column gone_at timestamp with time zone
  column name text NOT NULL
  column paused_until timestamp with time zone
  column place bigint NOT NULL
  column since timestamp with time zone NOT NULL
  constraint webhook_endpoint_check CHECK (((failures = 0) = (failing_since IS NULL)))
  constraint webhook_endpoint_failures_check CHECK ((failures >= 0))
  constraint webhook_endpoint_pkey PRIMARY KEY (name)
  index CREATE UNIQUE INDEX webhook_endpoint_pkey ON public.webhook_endpoint USING btree (name)
  grant bida_api on column address_digest: UPDATE
  grant bida_api on column failing_since: UPDATE
  grant bida_api on column failures: UPDATE
  grant bida_api on column gone_at: UPDATE
  grant bida_api on column paused_until: UPDATE
  grant bida_api on column place: UPDATE
  grant bida_api: INSERT, SELECT

function announce_notice()
  CREATE OR REPLACE FUNCTION public.announce_notice()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    INSERT INTO announcement (kind, application_id, stage, round, occurred_at) VALUES (
      CASE WHEN NEW.state = 'completed-by-staff' THEN 'notice.completed'
           WHEN NEW.state = 'with-staff' AND OLD.state = 'delivered' THEN 'notice.reopened'
           ELSE 'notice.' || NEW.state END,
      NEW.application_id, NEW.stage, NEW.round, NEW.state_since);
    RETURN NULL;
  END
  $function$

function announce_overdue()
  CREATE OR REPLACE FUNCTION public.announce_overdue()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    INSERT INTO announcement (kind, application_id, stage, round, occurred_at)
    VALUES ('notice.overdue', NEW.application_id, NEW.stage, NEW.round, NEW.overdue_at);
    RETURN NULL;
  END
  $function$

function approval_goes_on()
  CREATE OR REPLACE FUNCTION public.approval_goes_on()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    IF NEW.state <> OLD.state AND NOT (
         OLD.state = 'proposed' AND NEW.state IN ('approved', 'rejected', 'expired', 'withdrawn', 'overtaken')
      OR OLD.state = 'acted-alone' AND NEW.state = 'reviewed') THEN
      RAISE EXCEPTION 'an approval does not go back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END
  $function$

function compensation_goes_on()
  CREATE OR REPLACE FUNCTION public.compensation_goes_on()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    IF NEW.state <> OLD.state AND NOT (
         OLD.state = 'proposed' AND NEW.state = 'approved'
      OR OLD.state = 'approved' AND NEW.state IN ('granted', 'refused')) THEN
      RAISE EXCEPTION 'a compensation does not go back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END
  $function$

function data_key_goes_by_erasure()
  CREATE OR REPLACE FUNCTION public.data_key_goes_by_erasure()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    IF (OLD.wrapped_key IS NULL) <> (NEW.wrapped_key IS NULL)
       AND NOT (NEW.wrapped_key IS NULL AND EXISTS (SELECT FROM public.erasure WHERE application_id = OLD.application_id)) THEN
      RAISE EXCEPTION 'permission denied: a data key goes by erasure alone, and for good'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END
  $function$

function erase_application(text,timestamp with time zone,text,text,text,text)
  CREATE OR REPLACE FUNCTION public.erase_application(erased_id text, at timestamp with time zone, why text, ground text, file_reference text, by_account text)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  $function$

function event_is_append_only()
  CREATE OR REPLACE FUNCTION public.event_is_append_only()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    RAISE EXCEPTION 'the event trail is append-only' USING ERRCODE = 'insufficient_privilege';
  END
  $function$

function verification_is_append_only()
  CREATE OR REPLACE FUNCTION public.verification_is_append_only()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
  BEGIN
    IF EXISTS (SELECT FROM public.erasure WHERE application_id = OLD.application_id)
       AND to_jsonb(OLD) - 'value_index' = to_jsonb(NEW) - 'value_index' THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the event trail is append-only' USING ERRCODE = 'insufficient_privilege';
  END
  $function$

sequence alarm_acknowledgement_acknowledgement_id_seq

sequence alarm_alarm_id_seq

sequence announcement_announcement_id_seq

sequence approval_number_seq

sequence approval_step_step_id_seq

sequence contact_verification_verification_id_seq

sequence event_event_id_seq

sequence incident_incident_id_seq

sequence incident_step_step_id_seq

sequence key_act_act_id_seq

sequence outbox_outbox_id_seq

sequence reconciliation_reconciliation_id_seq

sequence refused_report_refusal_id_seq

sequence route_override_override_id_seq

sequence template_event_event_id_seq

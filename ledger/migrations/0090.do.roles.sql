-- Least privilege: API and worker each log in by a role of their own. `bida_app` is nobody's login any more; both are
-- members of it, and it carries what both need. What one room alone does, the other may not. A role is the cluster's, so
-- whoever runs the server makes them (docs/security.md); this says what is amiss before it takes anything away.
DO $$
DECLARE
  room text;
BEGIN
  FOREACH room IN ARRAY ARRAY['bida_api', 'bida_worker'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = room) THEN
      RAISE EXCEPTION 'role "%" does not exist: it must be made before the schema is brought up to date (docs/security.md)', room
        USING ERRCODE = 'undefined_object';
    END IF;
    IF NOT pg_has_role(room, 'bida_app', 'USAGE') THEN
      RAISE EXCEPTION 'role "%" has not the rights of "bida_app": GRANT bida_app TO % (docs/security.md)', room, room
        USING ERRCODE = 'invalid_grant_operation';
    END IF;
  END LOOP;
END
$$;

-- Rights on a table's columns go with those on the table.
REVOKE ALL ON alarm, announcement, application, approval, approval_step, attempt, consent, contact_reveal, contact_value,
  contact_verification, contact_version, erasure, event, human_task, key_act, key_use, notice, outbox, receipt,
  reconciled_decision, reconciliation, reconciliation_judged, refused_report, reply, report, route_override,
  route_override_end, session, sms_suppression, template, template_event, template_provider_code, webhook_delivery,
  webhook_endpoint FROM bida_app;
-- Numbers of identity columns need no right of their own.
REVOKE ALL ON SEQUENCE alarm_alarm_id_seq, event_event_id_seq, outbox_outbox_id_seq, refused_report_refusal_id_seq
  FROM bida_app;

-- Both: the record of facts is read and added to; what both may find out changes by both: a receipt (pushed to the door,
-- asked for by the worker), the end of a notice or task (by the story, or by the relay where the story has ended), a
-- report that is not taken (by the intake, or because nobody decided on it in time).
GRANT SELECT ON alarm, announcement, application, approval, attempt, consent, contact_value, contact_verification,
  contact_version, erasure, event, human_task, key_use, notice, outbox, receipt, reconciled_decision, reconciliation,
  refused_report, report, route_override, route_override_end, sms_suppression, template, template_provider_code
  TO bida_app;
GRANT INSERT ON alarm, announcement, approval_step, event, human_task, key_use, outbox, receipt, refused_report TO bida_app;
GRANT UPDATE (times, last_at, resolved_at) ON alarm TO bida_app;
GRANT UPDATE (last_at) ON key_use TO bida_app;
GRANT UPDATE (state, state_since, waiting_for, waiting_until, finished_at) ON notice TO bida_app;
GRANT UPDATE (state, finished_at, outcome, staff_ref, confirmed_by, identity, closed_because) ON human_task TO bida_app;
-- Without `decided_by` and `reviewed_by` nothing can be approved, rejected or reviewed: a CHECK asks for them.
GRANT UPDATE (state, state_since, carried_out_at, came_to_nothing) ON approval TO bida_app;
GRANT UPDATE (outcome, settlement, settled_at, revoked_at, failure, provider_code, provider_message_id, never_received)
  ON attempt TO bida_app;

-- The API, and the command line with it: what is reported and decided by the bank's people and systems, what they are
-- shown, who is signed in, what the loan system is told, and what stories were told.
GRANT SELECT ON approval_step, contact_reveal, key_act, reply, session, template_event, webhook_delivery,
  webhook_endpoint TO bida_api;
GRANT INSERT ON application, approval, consent, contact_reveal, contact_value, contact_version, key_act, notice,
  reconciled_decision, reconciliation, reply, report, route_override, route_override_end, session, sms_suppression,
  template, template_event, template_provider_code, webhook_delivery, webhook_endpoint TO bida_api;
GRANT UPDATE (place) ON announcement TO bida_api;
GRANT UPDATE (key_id, wrapped_key) ON application TO bida_api;
GRANT UPDATE (decided_by, reviewed_by, verdict) ON approval TO bida_api;
GRANT UPDATE (claimed_by, claimed_at, claim_expires_at) ON human_task TO bida_api;
GRANT UPDATE (tries, next_at), DELETE ON outbox TO bida_api;
GRANT UPDATE (idle_until, ended_at) ON session TO bida_api;
GRANT UPDATE (state, approved_by) ON template TO bida_api;
GRANT UPDATE (address_digest, place, failures, failing_since, paused_until, gone_at) ON webhook_endpoint TO bida_api;
GRANT UPDATE (state, queued_at, next_at, attempts, claimed_until, tried_at, last_status, last_trouble, delivered_at,
  given_up_at, replays) ON webhook_delivery TO bida_api;

-- The worker: what leaves by a route, what providers answer and say when they are asked, and what time makes of tasks and
-- lists.
GRANT SELECT ON reconciliation_judged TO bida_worker;
GRANT INSERT ON attempt, contact_verification, reconciliation_judged TO bida_worker;
GRANT UPDATE (answered_at, receipt_deadline, receipt_horizon, retry_at, asked, poll_at, polls, lingering)
  ON attempt TO bida_worker;
GRANT UPDATE (ever_held) ON notice TO bida_worker;
GRANT UPDATE (reminded_at, overdue_at) ON human_task TO bida_worker;

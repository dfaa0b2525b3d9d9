-- Whether a report known already has been told is asked by application, also after an outage has filled the outbox.
CREATE INDEX outbox_application ON outbox (application_id);

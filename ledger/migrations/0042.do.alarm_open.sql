-- Open alarms stand among all that ever were.
CREATE INDEX alarm_open ON alarm (alarm_id) WHERE resolved_at IS NULL;

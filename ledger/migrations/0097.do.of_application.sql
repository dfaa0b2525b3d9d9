-- Whoever looks at an application reads its reports and its tasks, and a report is judged by the others: the indexes
-- there are hold one kind of report, or open tasks, alone, so that each such look went through everybody's.
CREATE INDEX report_application ON report (application_id);
CREATE INDEX human_task_application ON human_task (application_id);

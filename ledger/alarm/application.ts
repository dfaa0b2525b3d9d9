import { alarmsAbout } from '../../domain/alarm/alarm.js';

/** The subject where it is an id of ours; of other kinds it is never read as one. */
const uuidIn = (kinds: string): string =>
  `CASE WHEN alarm.kind = ANY(${kinds}) AND alarm.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN alarm.subject::uuid END`;

/**
 * Joins `a`, the application each alarm is about, where it is about one on record; `given` takes a value and answers where
 * it stands.
 */
export function joinApplication(given: (value: unknown) => string): string {
  const [application, notice, task, attempt, approval] = (
    ['application', 'notice', 'task', 'attempt', 'approval'] as const
  ).map((subject) => given(alarmsAbout(subject))) as [string, string, string, string, string];
  return `LEFT JOIN application a ON a.application_id = CASE
              WHEN alarm.kind = ANY(${application}) THEN alarm.subject
              WHEN alarm.kind = ANY(${notice}) THEN split_part(alarm.subject, '/', 1)
              WHEN alarm.kind = ANY(${task}) THEN (SELECT application_id FROM human_task WHERE task_id = ${uuidIn(task)})
              WHEN alarm.kind = ANY(${attempt}) THEN (SELECT application_id FROM attempt WHERE attempt_id = ${uuidIn(attempt)})
              WHEN alarm.kind = ANY(${approval}) THEN (SELECT application_id FROM approval WHERE approval_id = ${uuidIn(approval)})
            END`;
}

import { permissionAt } from './permission.js';
import type { SendSubject } from './permission.js';
import type { SendRules } from './send-rules.js';

/**
 * From when a notice may be sent by its policy, epoch milliseconds: at once, or at the first opening after it was reported.
 * Undefined where the calendar does not know.
 */
export function permittedFrom(rules: SendRules, subject: SendSubject): number | undefined {
  const permission = permissionAt(rules, subject, subject.reportedAt);
  if (permission.allowed) return subject.reportedAt;
  return permission.because === 'calendar-unknown' ? undefined : permission.opensAt;
}

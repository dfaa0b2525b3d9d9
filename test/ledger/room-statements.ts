/** What the rooms may do in the ledger, told apart: statements that PostgreSQL is asked about, none of which is run. */
import type { LedgerRoom } from '../../ledger/room-role.js';

const inserts = (...tables: string[]) => tables.map((table) => `INSERT INTO ${table} DEFAULT VALUES`);
const reads = (...tables: string[]) => tables.map((table) => `SELECT * FROM ${table}`);
const updates = (table: string, ...columns: string[]) =>
  columns.map((column) => `UPDATE ${table} SET ${column} = ${column}`);

/** One room does these, and the other must not. */
export const onlyBy: Readonly<Record<LedgerRoom, readonly string[]>> = {
  api: [
    // Who is signed in, what people were shown and wrote, what the loan system is told.
    ...reads('session', 'contact_reveal', 'reply', 'approval_step', 'key_act', 'template_event'),
    ...reads('webhook_endpoint', 'webhook_delivery', 'inquiry'),
    ...inserts('session', 'contact_reveal', 'reply', 'sms_suppression', 'key_act', 'inquiry'),
    ...inserts('webhook_endpoint', 'webhook_delivery'),
    // Who has an alarm in hand, and who was told of it.
    ...reads('alarm_acknowledgement', 'alarm_message', 'alarm_told', 'alarm_address', 'alarm_delivery'),
    ...inserts('alarm_acknowledgement', 'alarm_message', 'alarm_told', 'alarm_address', 'alarm_delivery'),
    ...updates('alarm', 'spell_id', 'recurs', 'settled_at'),
    ...updates('alarm_address', 'free_at', 'failures'),
    ...updates('alarm_delivery', 'state', 'attempts', 'claimed_until', 'settled_at', 'trouble'),
    ...updates('session', 'idle_until', 'ended_at'),
    ...updates('webhook_endpoint', 'address_digest', 'place', 'failures', 'paused_until', 'gone_at'),
    ...updates('webhook_delivery', 'state', 'next_at', 'attempts', 'claimed_until', 'replays'),
    ...updates('announcement', 'place'),
    // Reports and lists, with what is owed because of them.
    ...inserts('application', 'contact_version', 'contact_value', 'consent', 'report', 'notice'),
    ...inserts('reconciliation', 'reconciled_decision'),
    // What people decide.
    ...inserts('approval'),
    ...inserts('template', 'template_provider_code', 'template_event'),
    ...updates('approval', 'decided_by', 'reviewed_by', 'verdict'),
    ...updates('human_task', 'claimed_by', 'claimed_at', 'claim_expires_at'),
    ...updates('human_task', 'call_again_at', 'calls_missed'),
    ...updates('template', 'state', 'approved_by'),
    ...updates('application', 'key_id', 'wrapped_key'),
    // What stories were told.
    ...updates('outbox', 'tries', 'next_at'),
    'DELETE FROM outbox',
  ],
  worker: [
    // What leaves by a route, and what is known of it.
    ...inserts('attempt'),
    ...updates('attempt', 'answered_at', 'receipt_deadline', 'receipt_horizon', 'retry_at', 'asked'),
    ...updates('attempt', 'poll_at', 'polls'),
    // What time makes of tasks, notices and lists.
    ...updates('human_task', 'reminded_at', 'overdue_at'),
    ...updates('notice', 'ever_held'),
    ...inserts('reconciliation_judged'),
    ...reads('reconciliation_judged'),
    // Who wakes when.
    ...inserts('opening_line'),
    ...updates('opening_line', 'final_decisions', 'others'),
    'DELETE FROM opening_line',
    // How routes do.
    ...inserts('route_health'),
    ...updates('route_health', 'step', 'measures', 'over_at'),
  ],
};

/** Neither does these. */
export const byNobody: readonly string[] = [
  ...updates('attempt', 'route', 'contact_index', 'words', 'purpose', 'intended_at'),
  ...updates('notice', 'report_id', 'owed_at'),
  ...updates('human_task', 'kind', 'opened_at', 'due_at'),
  ...updates('approval', 'act', 'proposed_by', 'expires_at'),
  ...updates('alarm', 'kind', 'subject', 'opened_at'),
  ...updates('outbox', 'application_id', 'report_id'),
  ...updates('session', 'account', 'roles', 'ends_at'),
  ...updates('template', 'body', 'drafted_by'),
  ...updates('key_use', 'proof'),
  ...updates('inquiry', 'cause', 'asked_at'),
  ...updates('alarm_acknowledgement', 'acknowledged_by', 'note'),
  ...updates('alarm_message', 'responder', 'decided_at'),
  ...updates('alarm_told', 'what', 'step'),
  ...updates('alarm_delivery', 'channel'),
  ...inserts('erasure'),
  'DELETE FROM sms_suppression',
  'DELETE FROM session',
  'DELETE FROM webhook_delivery',
  'DELETE FROM route_health',
  'DELETE FROM alarm_delivery',
  'SELECT * FROM schema_version',
  'CREATE TABLE mine (id int)',
  'CREATE TEMPORARY TABLE mine (id int)',
];

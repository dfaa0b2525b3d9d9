/** A day of a bank in its ledger: applications of one notice each, told once, and a part of them lost by the provider. */
import type { Client } from 'pg';
import { provinces } from '../../domain/contact/number-segment.js';

export interface Day {
  readonly attempts: number;
  /** Of a hundred. */
  readonly lost: number;
  readonly route: string;
}

/**
 * Only what an incident asks for is filled. Of those lost half are called by staff meanwhile, the rest are with them.
 *
 * @param last of these attempts, by number
 */
export async function fillDay(
  client: Client,
  { attempts, lost, route }: Day,
  from: number,
  last: number,
): Promise<void> {
  await client.query(applications, [from, last]);
  await client.query(notices, [from, last, attempts, lost]);
  await client.query(messages, [from, last, attempts, lost, route, [...provinces]]);
}

/** Spread over the day that ended an hour ago, so that every deadline is past. */
const began = `now() - interval '1 hour' - interval '24 hours' * (($3::bigint - n)::float / $3::bigint)`;
const isLost = `n % 100 < $4::int`;
const numbers = `generate_series($1::bigint, $2::bigint) AS n`;

const applications = `
  INSERT INTO application (application_id, applicant_type, product, region, key_id, wrapped_key, sealed, name_index, reported_at)
  SELECT 'BENCH-' || n, 'person', 'personal-loan', '310000', 'none', '', '', decode(md5(n::text), 'hex'), now()
    FROM ${numbers}`;

const notices = `
  INSERT INTO notice (application_id, stage, round, report_id, state, state_since, waiting_for, waiting_until, owed_at, finished_at)
  SELECT id, 'final-decision', 1, gen_random_uuid(), state, began, CASE WHEN state = 'with-staff' THEN 'staff' END,
         CASE WHEN state = 'with-staff' THEN began + interval '2 days' END, began,
         CASE WHEN state <> 'with-staff' THEN began + interval '30 minutes' END
    FROM (SELECT 'BENCH-' || n AS id, ${began} AS began,
                 CASE WHEN NOT ${isLost} THEN 'delivered' WHEN n % 2 = 0 THEN 'with-staff' ELSE 'completed-by-staff' END AS state
            FROM ${numbers}) AS one`;

const messages = `
  INSERT INTO attempt (attempt_id, application_id, stage, round, route, contact, contact_index, purpose, words, outcome,
                       lingering, intended_at, answered_at, settled_at, settlement, receipt_deadline, receipt_horizon,
                       provider_message_id, province_guess)
  SELECT gen_random_uuid(), 'BENCH-' || n, 'final-decision', 1, $5, 'mobile@1', decode(md5(n::text), 'hex'), 'first', 'SMS_1',
         'accepted', false, began, began + interval '80 ms', began + interval '3 minutes',
         CASE WHEN lost THEN 'no-receipt' ELSE 'delivered' END, began + interval '3 minutes', began + interval '72 hours',
         'M-' || n, ($6::text[])[1 + floor(random() * cardinality($6::text[]))::int]
    FROM (SELECT n, ${isLost} AS lost, ${began} AS began FROM ${numbers}) AS one`;

/**
 * Records the usual receipts of many messages by one statement: one round trip and one commit, whatever else goes on.
 * What is not usual is left to `recordReceipt`, whose judgement this repeats in SQL for the cases it takes.
 */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../domain/attempt/route.js';
import type { ProvinceGuess } from '../../domain/contact/number-segment.js';
import { holdsPersonalNumber, isUuid } from '../../domain/ids/ids.js';
import { instant } from '../ledger.js';
import type { Ledger } from '../ledger.js';
import { relayAfterMs } from '../outbox/outbox.js';
import { receiptChannel } from './channel.js';
import type { Verdict } from './insert.js';
import type { RecordedReceipt, ReportedReceipt } from './reported.js';

/** A receipt that came by a route. */
export interface ArrivedReceipt {
  readonly route: Route;
  readonly given: ReportedReceipt;
}

interface Recorded {
  readonly place: number;
  readonly verdict: Exclude<Verdict, 'contradicts' | 'revokes'>;
  readonly applicationId: string | null;
  readonly attemptId: string | null;
  readonly receiptId: string;
  readonly outboxId: number | null;
  readonly provinceGuess: ProvinceGuess | null;
  readonly answeredAt: number | null;
}

/**
 * Answers in the order given; undefined where a receipt was not taken, and is to be recorded by itself: it is unlisted,
 * contradicts, revokes or tells of a wrong number, names an attempt and another message, somebody else has its
 * attempt's row, or another of its message is in the same call. What is answered is committed when this resolves.
 *
 * No row is waited for (SKIP LOCKED), so that two of these can never wait for each other.
 */
export async function recordTogether(
  ledger: Ledger,
  arrived: readonly ArrivedReceipt[],
  at: number,
): Promise<(RecordedReceipt | undefined)[]> {
  const seen = new Set<string>();
  const rows = arrived.flatMap(({ route, given }, place) => {
    const name = messageOf(route, given);
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    return [
      {
        place,
        receiptId: randomUUID(),
        route,
        attemptId: isUuid(given.ourReference) ? given.ourReference : null,
        messageId: given.messageId ?? null,
        settlement: given.settlement ?? null,
        failure: given.failure ?? null,
        code: given.code,
        reportedAt: given.reportedAt === undefined ? null : new Date(given.reportedAt).toISOString(),
      },
    ];
  });
  const answers: (RecordedReceipt | undefined)[] = arrived.map(() => undefined);
  if (rows.length === 0) return answers;
  const recorded = await ledger.query<Recorded>(statement, [
    JSON.stringify(rows),
    instant(at),
    instant(at + relayAfterMs),
    receiptChannel,
  ]);
  for (const { place, verdict, applicationId, attemptId, receiptId, outboxId, ...attempt } of recorded) {
    const { provinceGuess, answeredAt } = attempt;
    answers[place] = {
      verdict,
      ...(verdict === 'settles' ? { settled: { provinceGuess, answeredAt } } : {}),
      ...(outboxId === null || applicationId === null || attemptId === null
        ? {}
        : { tell: { applicationId, outboxId, message: { kind: 'receipt', attemptId, receiptId } } }),
    };
  }
  return answers;
}

/** What tells its attempt from others, or undefined where it is not one of the usual. */
function messageOf(
  route: Route,
  { listed, failure, ourReference, messageId }: ReportedReceipt,
): string | undefined {
  if (!listed || failure === 'wrong-number') return undefined;
  if (messageId !== undefined && holdsPersonalNumber(messageId)) return undefined;
  // By the message where there is one: receipts of one message may name the attempt or not.
  if (messageId !== undefined) return `${route} ${messageId}`;
  return isUuid(ourReference) ? `${route} reference ${ourReference}` : undefined;
}

/*
 * `matched`: the attempt of our reference, of the message, or of both where both are given; a reference with a message
 *   the attempt has not yet, or not, is not usual (`attemptOf` in store.ts).
 * `strangers`: about no attempt at all, kept as nobody's.
 * `known`: kept before, by whichever connection, so it changes nothing.
 * `held`: the row as it stands once it is locked; `verdict` as judgeReceipt has it.
 * `finishing`: the notice of a message that is lingered for, and now delivered: it is finished with its receipt, and the
 *   lingering with it, so that whoever lingers has nothing left to write (send.ts). One that staff have, or somebody
 *   holds, is left to them.
 * The others are the rows that store.ts writes.
 */
const statement = `
  WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (place int, "receiptId" uuid, route text, "attemptId" uuid,
      "messageId" text, settlement text, failure text, code text, "reportedAt" timestamptz)
  ), matched AS MATERIALIZED (
    SELECT given.*, attempt.attempt_id, coalesce(given."messageId", 'reference/' || attempt.attempt_id) AS kept_id
      FROM given JOIN attempt ON attempt.attempt_id = given."attemptId" AND attempt.route = given.route
       AND (given."messageId" IS NULL OR attempt.provider_message_id = given."messageId")
     WHERE given."attemptId" IS NOT NULL
    UNION ALL
    SELECT given.*, attempt.attempt_id, given."messageId"
      FROM given JOIN attempt ON attempt.provider_message_id = given."messageId" AND attempt.route = given.route
     WHERE given."attemptId" IS NULL
  ), strangers AS (
    INSERT INTO receipt (receipt_id, route, provider_message_id, settlement, failure, provider_code, listed, reported_at,
                         received_at, verdict, early)
    SELECT "receiptId", route, coalesce("messageId", 'reference/' || "attemptId"), settlement, failure, code, true,
           "reportedAt", $2, 'unmatched', "attemptId" IS NULL
      FROM given
     WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.attempt_id = given."attemptId")
       AND NOT EXISTS (SELECT 1 FROM attempt
                        WHERE attempt.route = given.route AND attempt.provider_message_id = given."messageId")
    RETURNING receipt_id
  ), known AS MATERIALIZED (
    SELECT matched.place, matched.attempt_id, receipt.receipt_id FROM matched
      JOIN receipt ON receipt.route = matched.route AND receipt.provider_message_id = matched.kept_id
       AND receipt.provider_code = matched.code
       AND coalesce(receipt.settlement, '') = coalesce(matched.settlement, '')
       AND receipt.attempt_id IS NOT NULL AND receipt.attempt_id = matched.attempt_id
  ), held AS MATERIALIZED (
    SELECT matched.*, attempt.application_id, attempt.stage, attempt.round, attempt.lingering, attempt.province_guess,
           attempt.answered_at,
           CASE WHEN matched.settlement IS NULL THEN 'undecided'
                WHEN attempt.settlement = matched.settlement THEN 'repeats' ELSE 'settles' END AS verdict
      FROM matched JOIN attempt USING (attempt_id)
     WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.place = matched.place)
       AND (matched.settlement IS NULL OR attempt.settlement IS NULL OR attempt.settlement = 'no-receipt'
            OR attempt.settlement = matched.settlement
            OR (attempt.settlement = 'undelivered' AND matched.settlement = 'delivered'))
       FOR UPDATE OF attempt SKIP LOCKED
  ), kept AS (
    INSERT INTO receipt (receipt_id, route, attempt_id, provider_message_id, settlement, failure, provider_code, listed,
                         reported_at, received_at, verdict)
    SELECT "receiptId", route, attempt_id, kept_id, settlement, failure, code, true, "reportedAt", $2, verdict
      FROM held
    ON CONFLICT (route, provider_message_id, provider_code, coalesce(settlement, '')) WHERE attempt_id IS NOT NULL
    DO NOTHING RETURNING receipt_id
  ), stored AS MATERIALIZED (
    SELECT held.* FROM held JOIN kept ON kept.receipt_id = held."receiptId"
  ), finishing AS MATERIALIZED (
    SELECT stored.place, stored.attempt_id, notice.application_id, notice.stage, notice.round
      FROM stored JOIN notice USING (application_id, stage, round)
     WHERE stored.verdict = 'settles' AND stored.settlement = 'delivered' AND stored.lingering
       AND notice.finished_at IS NULL AND notice.state <> 'with-staff'
       AND NOT EXISTS (SELECT 1 FROM stored AS earlier
                        WHERE earlier.place < stored.place AND earlier.lingering AND earlier.settlement = 'delivered'
                          AND earlier.verdict = 'settles' AND earlier.application_id = stored.application_id
                          AND earlier.stage = stored.stage AND earlier.round = stored.round)
       FOR UPDATE OF notice SKIP LOCKED
  ), settled AS (
    UPDATE attempt SET settlement = stored.settlement, settled_at = $2, outcome = 'accepted',
           never_received = attempt.never_received OR attempt.outcome = 'rejected',
           failure = stored.failure, provider_code = stored.code,
           lingering = attempt.lingering AND NOT EXISTS (SELECT 1 FROM finishing WHERE finishing.place = stored.place)
      FROM stored WHERE stored.verdict = 'settles' AND attempt.attempt_id = stored.attempt_id
  ), finished AS (
    UPDATE notice SET state = 'delivered', state_since = $2, finished_at = $2, waiting_for = NULL, waiting_until = NULL
      FROM finishing
     WHERE notice.application_id = finishing.application_id AND notice.stage = finishing.stage
       AND notice.round = finishing.round
  ), trail AS (
    INSERT INTO event (at, application_id, stage, round, attempt_id, kind, detail)
    SELECT $2, application_id, stage, round, attempt_id, kind, detail FROM (
      SELECT place, application_id, stage, round, attempt_id, 'receipt-recorded' AS kind,
             jsonb_build_object('verdict', verdict, 'code', code, 'settlement', settlement, 'route', route) AS detail
        FROM stored
      UNION ALL
      SELECT place + 0.5, application_id, stage, round, NULL, 'notice-finished', jsonb_build_object('state', 'delivered')
        FROM finishing
    ) facts ORDER BY place
  ), told AS (
    INSERT INTO outbox (application_id, kind, attempt_id, receipt_id, written_at, next_at)
    SELECT application_id, 'receipt', attempt_id, "receiptId", $2, $3
      FROM stored WHERE verdict = 'settles' AND NOT lingering ORDER BY place
    RETURNING outbox_id, receipt_id
  )
  SELECT held.place, held.attempt_id AS "attemptId", held."receiptId", held.application_id AS "applicationId",
         told.outbox_id AS "outboxId",
         CASE WHEN stored.place IS NULL THEN 'repeats' ELSE held.verdict END AS verdict,
         held.province_guess AS "provinceGuess", held.answered_at AS "answeredAt",
         CASE WHEN stored.verdict = 'settles' AND stored.lingering THEN pg_notify($4, stored.attempt_id::text)::text END AS heard
    FROM held LEFT JOIN stored ON stored.place = held.place LEFT JOIN told ON told.receipt_id = held."receiptId"
  UNION ALL
  SELECT place, attempt_id, receipt_id, NULL, NULL, 'repeats', NULL, NULL, NULL FROM known
  UNION ALL
  SELECT place, NULL, receipt_id, NULL, NULL, 'unmatched', NULL, NULL, NULL
    FROM strangers JOIN given ON given."receiptId" = strangers.receipt_id`;

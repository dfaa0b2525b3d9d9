/** How things stand and went lately, counted in the ledger; within branch regions where some are given. */
import type { Route } from '../../domain/attempt/route.js';
import { latestAnswers, providersOwn } from '../../domain/provider/standing.js';
import type { NoticeState } from '../../domain/notice/state.js';
import { ofRegions } from '../application/regions.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** Median and what 95 of 100 stay within, in milliseconds; null where nothing was measured. */
export interface Spread {
  readonly p50: number | null;
  readonly p95: number | null;
}

/** One minute: what left, and what was settled in it. */
export interface MinuteOfPicture {
  /** Its beginning, epoch milliseconds. */
  readonly at: number;
  readonly sent: number;
  readonly delivered: number;
  readonly failed: number;
}

/** Attempts by one route that were begun since an instant. */
export interface RouteInPicture {
  readonly route: Route;
  readonly attempts: number;
  readonly delivered: number;
  /** Refused, undelivered, or given up after their receipt's deadline. */
  readonly failed: number;
  /** Neither yet. */
  readonly open: number;
  /** Of these, what the provider has not answered as yet, or nobody knows whether it took it. */
  readonly unanswered: number;
  /** Of those delivered, from the provider's acceptance to its receipt. */
  readonly receiptMs: Spread;
  /** How it treated the latest calls, the newest first: whether well, as far as that was up to it. */
  readonly answers: readonly boolean[];
  /** What was begun in each minute of the picture, in their order, and what became of it. */
  readonly byMinute: readonly {
    readonly sent: number;
    readonly delivered: number;
    readonly failed: number;
  }[];
}

export interface Picture {
  /** Unfinished notices by state. */
  readonly unfinished: Readonly<Partial<Record<NoticeState, number>>>;
  /** Notices that were finished since the day began, by state. */
  readonly finishedToday: Readonly<Partial<Record<NoticeState, number>>>;
  /** Held until their window: how many, and when the first of them wakes. */
  readonly opening: {
    readonly held: number;
    readonly firstAt: number | null;
    readonly lastAt: number | null;
  };
  readonly tasks: { readonly open: number; readonly unclaimed: number; readonly overdue: number };
  readonly minutes: readonly MinuteOfPicture[];
  readonly routes: readonly RouteInPicture[];
  /** Of notices owed since an instant: from the decision to its report, and from the report to the first message. */
  readonly decisionToReport: Spread;
  readonly reportToMessage: Spread;
}

/** When the picture is taken, and how far back it looks; epoch milliseconds. */
export interface PictureOf {
  readonly now: number;
  /** Where the local day began. */
  readonly dayBegan: number;
  /** Minutes and routes since this. */
  readonly since: number;
  /** Lags of notices owed since this. */
  readonly lagsSince: number;
  readonly regions?: readonly string[];
}

/** Reads it; in one snapshot where `tx` is one. */
export async function livePicture(tx: Queryable, asked: PictureOf): Promise<Picture> {
  const { now, dayBegan, since, lagsSince, regions } = asked;
  const run = <Row>(statement: Statement, ...instants: readonly number[]): Promise<Row[]> => {
    const values: unknown[] = instants.map(instant);
    const narrowed = (of: string): string =>
      regions === undefined
        ? ''
        : `JOIN application a ON a.application_id = ${of}.application_id AND ${ofRegions(`$${instants.length + 1}`)}`;
    return tx.query<Row>(
      statement(narrowed),
      regions === undefined ? values : [...values, [...regions]],
      'anew',
    );
  };
  const unfinished = await run<CountedState>(unfinishedNotices);
  const finished = await run<CountedState>(finishedNotices, dayBegan);
  const [opening] = await run<Picture['opening']>(heldForWindow);
  const [tasks] = await run<Picture['tasks']>(openTasks, now);
  const minutes = await run<MinuteOfPicture>(byMinute, since, now);
  const routes = await run<Omit<RouteInPicture, 'receiptMs' | 'open' | 'answers' | 'byMinute'> & Spread>(
    byRoute,
    since,
  );
  const begun = await run<MinuteOfPicture & { readonly route: Route }>(byRouteAndMinute, since);
  const answered = await run<{ readonly route: Route; readonly answers: readonly boolean[] }>(
    answersByRoute,
    since,
  );
  const [lags] = await run<Record<'decision50' | 'decision95' | 'message50' | 'message95', number | null>>(
    lagsOfNotices,
    lagsSince,
  );
  return {
    unfinished: byState(unfinished),
    finishedToday: byState(finished),
    opening: opening ?? { held: 0, firstAt: null, lastAt: null },
    tasks: tasks ?? { open: 0, unclaimed: 0, overdue: 0 },
    minutes,
    routes: routes.map(({ p50, p95, ...route }) => ({
      ...route,
      open: route.attempts - route.delivered - route.failed,
      receiptMs: { p50, p95 },
      answers: answered.find((one) => one.route === route.route)?.answers ?? [],
      byMinute: minutes.map(({ at }) => {
        const { sent, delivered, failed } =
          begun.find((one) => one.route === route.route && one.at === at) ?? none;
        return { sent, delivered, failed };
      }),
    })),
    decisionToReport: { p50: lags?.decision50 ?? null, p95: lags?.decision95 ?? null },
    reportToMessage: { p50: lags?.message50 ?? null, p95: lags?.message95 ?? null },
  };
}

const none = { sent: 0, delivered: 0, failed: 0 };

interface CountedState {
  readonly state: NoticeState;
  readonly count: number;
}
const byState = (rows: readonly CountedState[]): Partial<Record<NoticeState, number>> =>
  Object.fromEntries(rows.map(({ state, count }) => [state, count]));

/** A statement; `narrowed` is what keeps a table's rows to the regions asked for, its instants come first. */
type Statement = (narrowed: (of: string) => string) => string;

const unfinishedNotices: Statement = (narrowed) =>
  `SELECT state, count(*) AS count FROM notice ${narrowed('notice')} WHERE finished_at IS NULL GROUP BY state`;

const finishedNotices: Statement = (narrowed) =>
  `SELECT state, count(*) AS count FROM notice ${narrowed('notice')} WHERE finished_at >= $1 GROUP BY state`;

const heldForWindow: Statement = (narrowed) =>
  `SELECT count(*) AS held, min(waiting_until) AS "firstAt", max(waiting_until) AS "lastAt"
     FROM notice ${narrowed('notice')} WHERE finished_at IS NULL AND waiting_for = 'window'`;

const openTasks: Statement = (narrowed) =>
  `SELECT count(*) AS open, count(*) FILTER (WHERE claimed_by IS NULL OR claim_expires_at <= $1) AS unclaimed,
          count(*) FILTER (WHERE due_at <= $1) AS overdue
     FROM human_task ${narrowed('human_task')} WHERE state = 'open'`;

const isDelivered = `coalesce(attempt.settlement = 'delivered', false)`;
/** Refused, never received, not delivered, or silent past its deadline; a delivery found out later counts as one. */
const isFailed = `(NOT ${isDelivered} AND (attempt.outcome = 'rejected' OR attempt.never_received
                   OR coalesce(attempt.settlement IN ('undelivered', 'no-receipt'), false)))`;

/** Milliseconds, never less than none: a loan system's clock may be ahead, a receipt may be here before the answer. */
const between = (from: string, to: string): string =>
  `CASE WHEN ${to} < ${from} THEN 0 ELSE extract(epoch FROM ${to} - ${from}) * 1000 END`;
/** The middle and the 95th of 100, whole; a decision may be older than the 24 days an `int` of them has. */
const spread = (of: string, fifty: string, ninetyFive: string, only = ''): string =>
  [
    [0.5, fifty],
    [0.95, ninetyFive],
  ]
    .map(
      ([share, name]) =>
        `round(percentile_cont(${share}) WITHIN GROUP (ORDER BY ${of}) ${only})::bigint AS "${name}"`,
    )
    .join(', ');

/** Every minute, those of which nothing is on record too. */
const byMinute: Statement = (narrowed) => `
  WITH lately AS MATERIALIZED (
    SELECT date_trunc('minute', attempt.intended_at) AS sent,
           date_trunc('minute', coalesce(attempt.settled_at, attempt.answered_at)) AS ended,
           ${isDelivered} AS is_delivered, ${isFailed} AS is_failed
      FROM attempt ${narrowed('attempt')} WHERE attempt.intended_at >= $1
  ), minute AS (
    SELECT generate_series(date_trunc('minute', $1::timestamptz), $2::timestamptz, interval '1 minute') AS began
  ), sent AS (
    SELECT sent AS began, count(*) AS count FROM lately GROUP BY sent
  ), ended AS (
    SELECT ended AS began, count(*) FILTER (WHERE is_delivered) AS delivered, count(*) FILTER (WHERE is_failed) AS failed
      FROM lately GROUP BY ended
  )
  SELECT began AS at, coalesce(sent.count, 0) AS sent, coalesce(ended.delivered, 0) AS delivered,
         coalesce(ended.failed, 0) AS failed
    FROM minute LEFT JOIN sent USING (began) LEFT JOIN ended USING (began) ORDER BY began`;

const byRoute: Statement = (narrowed) => `
  SELECT attempt.route, count(*) AS attempts,
         count(*) FILTER (WHERE ${isDelivered}) AS delivered, count(*) FILTER (WHERE ${isFailed}) AS failed,
         count(*) FILTER (WHERE attempt.outcome IN ('intended', 'unknown') AND NOT ${isDelivered} AND NOT ${isFailed})
           AS unanswered,
         ${spread(between('attempt.answered_at', 'attempt.settled_at'), 'p50', 'p95', `FILTER (WHERE ${isDelivered})`)}
    FROM attempt ${narrowed('attempt')} WHERE attempt.intended_at >= $1 GROUP BY attempt.route ORDER BY attempt.route`;

/** Only minutes in which something was begun. */
const byRouteAndMinute: Statement = (narrowed) => `
  SELECT attempt.route, date_trunc('minute', attempt.intended_at) AS at, count(*) AS sent,
         count(*) FILTER (WHERE ${isDelivered}) AS delivered, count(*) FILTER (WHERE ${isFailed}) AS failed
    FROM attempt ${narrowed('attempt')} WHERE attempt.intended_at >= $1 GROUP BY 1, 2`;

/** Refused for a reason of its own, never heard of, in doubt, or silent past its deadline. */
const isProvidersOwn = `(attempt.outcome = 'unknown' OR attempt.never_received
  OR coalesce(attempt.settlement = 'no-receipt', false)
  OR coalesce(attempt.failure IN (${providersOwn.map((failure) => `'${failure}'`).join(', ')}), false))`;

const answersByRoute: Statement = (narrowed) => `
  SELECT route, array_agg(is_well ORDER BY nth) AS answers
    FROM (SELECT attempt.route, (${isDelivered} OR NOT ${isProvidersOwn}) AS is_well,
                 row_number() OVER (PARTITION BY attempt.route
                   ORDER BY coalesce(attempt.answered_at, attempt.intended_at) DESC, attempt.attempt_id) AS nth
            FROM attempt ${narrowed('attempt')}
           WHERE attempt.intended_at >= $1 AND attempt.outcome <> 'intended') AS answer
   WHERE nth <= ${latestAnswers} GROUP BY route`;

const firstMessage = `(SELECT min(attempt.intended_at) FROM attempt
    WHERE attempt.application_id = notice.application_id AND attempt.stage = notice.stage AND attempt.round = notice.round)`;

const lagsOfNotices: Statement = (narrowed) => `
  SELECT ${spread('decision', 'decision50', 'decision95')}, ${spread('message', 'message50', 'message95')}
    FROM (SELECT ${between('report.decided_at', 'notice.owed_at')} AS decision,
                 ${between('notice.owed_at', firstMessage)} AS message
            FROM notice JOIN report USING (report_id) ${narrowed('notice')}
           WHERE notice.owed_at >= $1) AS lag`;

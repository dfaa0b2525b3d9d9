/** Notices by what staff know of them; what an applicant said is looked for by its keyed index alone. */
import type { Route } from '../../domain/attempt/route.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import { isFinished } from '../../domain/notice/state.js';
import type { NoticeState, Wait } from '../../domain/notice/state.js';
import type { Stage } from '../../domain/stage/stage.js';
import { instant } from '../ledger.js';
import { ofRegions } from '../application/regions.js';
import type { Queryable } from '../ledger.js';

/** What notices are looked for by; all that is named must be so. */
export interface NoticeFilter {
  readonly applicationId?: string;
  /** Keyed index of a mobile number that the application has, or had. */
  readonly mobile?: Buffer;
  /** Keyed index of the applicant's name. */
  readonly name?: Buffer;
  readonly states?: readonly NoticeState[];
  readonly stage?: Stage;
  /** Any attempt went by this route. */
  readonly route?: Route;
  /** Any attempt failed so; where a route is named too, by that one. */
  readonly failure?: FailureClass;
  /** Owed from this instant on, and before that one; epoch milliseconds. */
  readonly owedFrom?: number;
  readonly owedBefore?: number;
  /** Of applications of these branch regions, or of none. */
  readonly regions?: readonly string[];
}

/** The place of a notice in a list: behind it the next page begins. */
export interface NoticePlace {
  readonly owedAt: number;
  readonly applicationId: string;
  readonly stage: Stage;
  readonly round: number;
}

export interface FoundNotice extends NoticePlace {
  readonly state: NoticeState;
  readonly waitingFor: Wait | null;
  readonly waitingUntil: number | null;
  readonly region: string | null;
  /** Of the last attempt, where there is one. */
  readonly lastRoute: Route | null;
  readonly lastFailure: FailureClass | null;
}

/** The newest first; `most` of them behind a place. */
export function searchNotices(
  tx: Queryable,
  filter: NoticeFilter,
  { behind, most }: { readonly behind?: NoticePlace; readonly most: number },
): Promise<FoundNotice[]> {
  const { text, values } = noticeSearch(filter, { most, ...(behind === undefined ? {} : { behind }) });
  return tx.query<FoundNotice>(text, values, 'anew');
}

/** The statement itself: only what is asked for stands in it, so that it is planned for just that. */
export function noticeSearch(
  filter: NoticeFilter,
  { behind, most }: { readonly behind?: NoticePlace; readonly most: number },
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const where = (value: unknown, condition: (place: string) => string): string[] =>
    value === undefined ? [] : [condition(given(value))];
  const { states, regions, route, failure } = filter;
  const attempted = [
    ...where(route, (place) => `t.route = ${place}`),
    ...where(failure, (place) => `t.failure = ${place}`),
  ];
  const conditions = [
    ...where(filter.applicationId, (place) => `n.application_id = ${place}`),
    ...where(filter.stage, (place) => `n.stage = ${place}`),
    ...where(
      states && [...states],
      (place) =>
        `n.state = ANY(${place})${states?.some(isFinished) === true ? '' : ' AND n.finished_at IS NULL'}`,
    ),
    ...where(
      filter.owedFrom === undefined ? undefined : instant(filter.owedFrom),
      (place) => `n.owed_at >= ${place}`,
    ),
    ...where(
      filter.owedBefore === undefined ? undefined : instant(filter.owedBefore),
      (place) => `n.owed_at < ${place}`,
    ),
    ...where(filter.name, (place) => `a.name_index = ${place}`),
    ...where(
      filter.mobile,
      (place) =>
        `n.application_id IN (SELECT v.application_id FROM contact_version v WHERE v.mobile_index = ${place})`,
    ),
    ...where(regions && [...regions], ofRegions),
    ...(attempted.length === 0
      ? []
      : [
          `EXISTS (SELECT FROM attempt t WHERE t.application_id = n.application_id AND t.stage = n.stage
                      AND t.round = n.round AND ${attempted.join(' AND ')})`,
        ]),
    ...(behind === undefined
      ? []
      : [
          `(n.owed_at, n.application_id, n.stage, n.round) < (${[
            instant(behind.owedAt),
            behind.applicationId,
            behind.stage,
            behind.round,
          ]
            .map(given)
            .join(', ')})`,
        ]),
  ];
  const order = (alias: string) =>
    ['owed_at', 'application_id', 'stage', 'round'].map((column) => `${alias}.${column} DESC`).join(', ');
  return {
    text: `SELECT f.application_id AS "applicationId", f.stage, f.round, f.state, f.waiting_for AS "waitingFor",
                  f.waiting_until AS "waitingUntil", f.owed_at AS "owedAt", f.region,
                  last.route AS "lastRoute", last.failure AS "lastFailure"
             FROM (SELECT n.*, a.region
                     FROM notice n JOIN application a USING (application_id)
                    ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
                    ORDER BY ${order('n')} LIMIT ${given(most)}) AS f
             LEFT JOIN LATERAL (SELECT t.route, t.failure FROM attempt t
                                 WHERE t.application_id = f.application_id AND t.stage = f.stage AND t.round = f.round
                                 ORDER BY t.intended_at DESC, t.attempt_id DESC LIMIT 1) AS last ON true
            ORDER BY ${order('f')}`,
    values,
  };
}

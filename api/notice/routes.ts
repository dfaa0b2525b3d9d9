/** Finding messages: what an applicant says stands in the body, never in an address. */
import { z } from 'zod';
import { knownShape } from '../../client/intake/intake.js';
import { findNotices } from '../../client/search/notices.js';
import type { NoticeQuestion } from '../../client/search/notices.js';
import { isRoute } from '../../domain/attempt/route.js';
import { failureClasses } from '../../domain/failure/failure-class.js';
import { applicationIdFault } from '../../domain/ids/ids.js';
import { waits } from '../../domain/notice/state.js';
import { stages } from '../../domain/stage/stage.js';
import type { FoundNotice } from '../../ledger/notice/search.js';
import {
  instantSchema,
  noticeStateSchema,
  saidNameSchema,
  saidNumberSchema,
  stageSchema,
} from '../application/schemas.js';
import { instantOf, present } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import { cursorSchema, limitSchema, nextSchema, pageOf, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';

const instant = z.iso.datetime({ offset: true });
const routeSchema = z
  .string()
  .refine(isRoute, 'expected a channel with a provider')
  .meta({ examples: ['sms/aliyun'] });

const searchSchema = z
  .strictObject({
    applicationId: z.string().max(200).optional(),
    mobile: saidNumberSchema.meta({ description: 'one the applicant has, or had' }),
    name: saidNameSchema,
    states: z.array(noticeStateSchema).min(1).max(9).optional(),
    stage: stageSchema.optional(),
    route: routeSchema.optional().meta({ description: 'by which any attempt went' }),
    failure: z
      .enum(failureClasses)
      .optional()
      .meta({ description: 'of any attempt; where a route is named, of one by that route' }),
    owedAt: z
      .strictObject({ from: instant.optional(), to: instant.optional() })
      .optional()
      .meta({ description: 'from an instant on, and before another' }),
    limit: limitSchema,
    cursor: cursorSchema,
  })
  .meta({ id: 'NoticeSearch', description: 'all that is named must be so' });

const foundSchema = z
  .object({
    applicationId: z.string(),
    stage: stageSchema,
    round: z.int(),
    state: noticeStateSchema,
    waitingFor: z.object({ kind: z.enum(waits), until: instantSchema }).optional(),
    owedAt: instantSchema,
    region: z.string().optional(),
    lastAttempt: z.object({ route: z.string(), failure: z.enum(failureClasses).optional() }).optional(),
  })
  .meta({ id: 'FoundNotice' });

const placeSchema = z.tuple([
  z.int(),
  z.string().refine((text) => applicationIdFault(text) === undefined),
  z.enum(stages),
  z.int().min(1).max(99),
]);

/** `POST /v1/notices/search`. */
export function noticeSearch(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/notices/search',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'] },
      schema: {
        tags: ['notices'],
        summary: 'Find notices, the newest first',
        body: searchSchema,
        response: {
          200: z.object({ notices: z.array(foundSchema), next: nextSchema }),
          ...refusals('body-invalid', 'request-invalid', 'application-id-shape'),
        },
      },
    },
    async (request) => {
      const { limit, cursor } = request.body;
      const place = placeOf(placeSchema, cursor);
      const { regions } = callerOf(request);
      const found = await findNotices(
        world,
        { ...questionOf(request.body), ...(regions === undefined ? {} : { regions }) },
        {
          most: limit + 1,
          ...(place === undefined
            ? {}
            : { behind: { owedAt: place[0], applicationId: place[1], stage: place[2], round: place[3] } }),
        },
      );
      const { rows, next } = pageOf(found, limit, (row) => [
        row.owedAt,
        row.applicationId,
        row.stage,
        row.round,
      ]);
      return { notices: rows.map(foundView), ...(next === undefined ? {} : { next }) };
    },
  );
}

function questionOf(body: z.infer<typeof searchSchema>): NoticeQuestion {
  const { applicationId, mobile, name, states, stage, route, failure, owedAt } = body;
  const { from, to } = owedAt ?? {};
  return {
    ...(applicationId === undefined ? {} : { applicationId: knownShape(applicationId) }),
    ...(mobile === undefined ? {} : { mobile }),
    ...(name === undefined ? {} : { name }),
    ...(states === undefined ? {} : { states }),
    ...(stage === undefined ? {} : { stage }),
    ...(route !== undefined && isRoute(route) ? { route } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(from === undefined ? {} : { owedFrom: Date.parse(from) }),
    ...(to === undefined ? {} : { owedBefore: Date.parse(to) }),
  };
}

const foundView = (row: FoundNotice): z.input<typeof foundSchema> => {
  const { applicationId, stage, round, state, waitingFor, waitingUntil, owedAt, region } = row;
  return {
    applicationId,
    stage,
    round,
    state,
    owedAt: instantOf(owedAt),
    ...present({ region }),
    ...(waitingFor === null || waitingUntil === null
      ? {}
      : { waitingFor: { kind: waitingFor, until: instantOf(waitingUntil) } }),
    ...(row.lastRoute === null
      ? {}
      : { lastAttempt: { route: row.lastRoute, ...present({ failure: row.lastFailure }) } }),
  };
};

/** Finding the applications of somebody who calls: what they say stands in the body, never in an address. */
import { z } from 'zod';
import { knownShape } from '../../client/intake/intake.js';
import { findForCaller } from '../../client/search/for-caller.js';
import type { CallerSays, FoundForCaller } from '../../client/search/for-caller.js';
import { applicationIdFault } from '../../domain/ids/ids.js';
import { callerOf } from '../identity/guard.js';
import { mayKnowAgain } from '../identity/principal.js';
import { refusals } from '../openapi/document.js';
import { cursorOf, cursorSchema, nextSchema, placeOf } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';
import {
  explanationSchema,
  instantSchema,
  maskedSchema,
  noticeStateSchema,
  saidNameSchema,
  saidNumberSchema,
  stageSchema,
} from './schemas.js';
import { instantOf } from './view.js';

/** Each is explained, so that a page is short. */
const mostOnPage = 20;

const searchSchema = z
  .strictObject({
    applicationId: z.string().max(200).optional(),
    mobile: saidNumberSchema.meta({
      description: 'a number the applicant has, or had, however written; a landline too',
    }),
    name: saidNameSchema,
    limit: z.int().min(1).max(mostOnPage).default(mostOnPage).meta({ description: 'how many at most' }),
    cursor: cursorSchema,
  })
  .refine(
    ({ applicationId, mobile, name }) =>
      [applicationId, mobile, name].filter((one) => one !== undefined).length === 1,
    'expected one of applicationId, mobile and name',
  )
  .meta({ id: 'ApplicationSearch', description: 'one of `applicationId`, `mobile` and `name`' });

const shortSchema = z.object({ cause: z.string() });
const foundSchema = z
  .object({
    applicationId: z.string(),
    reportedAt: instantSchema
      .optional()
      .meta({ description: 'absent where it was never reported, and a refused report or a list names it' }),
    product: z.string().optional(),
    region: z.string().optional(),
    formerNumber: z.boolean().optional().meta({
      description: 'the number looked for is no more the applicant’s: it may be somebody else’s by now',
    }),
    masked: maskedSchema.optional(),
    notices: z.array(z.object({ stage: stageSchema, round: z.int(), state: noticeStateSchema })),
    explanation: explanationSchema
      .pick({ cause: true, nextStep: true })
      .extend({ zh: shortSchema, en: shortSchema })
      .meta({ id: 'ShortExplanation' }),
  })
  .meta({ id: 'FoundApplication' });

const placeSchema = z.tuple([z.int(), z.string().refine((text) => applicationIdFault(text) === undefined)]);

/** `POST /v1/applications/search`. */
export function applicationSearch(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/applications/search',
    {
      config: { roles: ['staff', 'supervisor', 'auditor'] },
      schema: {
        tags: ['applications'],
        summary: 'Find the applications of somebody who calls, the newest first, each with its answer',
        description:
          'Finds an application that has no notice too, and by `applicationId` one that was never reported, where a refused report or the bank’s own list names it.',
        body: searchSchema,
        response: {
          200: z.object({ applications: z.array(foundSchema), next: nextSchema }),
          ...refusals('body-invalid', 'request-invalid', 'application-id-shape'),
        },
      },
    },
    async (request) => {
      const { limit, cursor } = request.body;
      const place = placeOf(placeSchema, cursor);
      const caller = callerOf(request);
      const { regions } = caller;
      const looking = {
        masked: mayKnowAgain(caller),
        ...(regions === undefined ? {} : { regions }),
      };
      const { found, isMore } = await findForCaller(world, saidIn(request.body), looking, {
        most: limit,
        ...(place === undefined ? {} : { behind: { reportedAt: place[0], applicationId: place[1] } }),
      });
      const last = found.at(-1);
      const next =
        isMore && last?.reportedAt !== undefined
          ? { next: cursorOf([last.reportedAt, last.applicationId]) }
          : {};
      return { applications: found.map(foundView), ...next };
    },
  );
}

/** One of them is there: the schema has seen to it. */
function saidIn({ applicationId, mobile, name = '' }: z.infer<typeof searchSchema>): CallerSays {
  if (applicationId !== undefined) return { applicationId: knownShape(applicationId) };
  return mobile === undefined ? { name } : { mobile };
}

const foundView = ({
  reportedAt,
  former,
  notices,
  explanation,
  ...found
}: FoundForCaller): z.input<typeof foundSchema> => ({
  ...found,
  ...(reportedAt === undefined ? {} : { reportedAt: instantOf(reportedAt) }),
  ...(former ? { formerNumber: true } : {}),
  notices: [...notices],
  explanation: {
    cause: explanation.cause,
    nextStep: explanation.nextStep,
    zh: { cause: explanation.zh.cause },
    en: { cause: explanation.en.cause },
  },
});

/** What the loan system must hear from us, for whoever reads it rather than being told by webhooks. */
import { z } from 'zod';
import { readAnnouncements } from '../../client/announcement/read.js';
import { announcementKinds } from '../../domain/announcement/announcement.js';
import type { Announcement } from '../../domain/announcement/announcement.js';
import { instantSchema, stageSchema } from '../application/schemas.js';
import { instantOf } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import { pageQuery } from '../page/cursor.js';
import type { ApiWorld, Scope } from '../world.js';

export const announcementSchema = z
  .object({
    announcementId: z.int().meta({ description: 'its number in the queue; of two, the higher is the later' }),
    id: z.uuid().meta({ description: 'its identity, `webhook-id` where it comes as a webhook' }),
    kind: z.enum(announcementKinds),
    applicationId: z.string(),
    stage: stageSchema.optional().meta({ description: 'of a notice' }),
    round: z.int().optional(),
    contact: z
      .string()
      .optional()
      .meta({ description: 'by name and version, never its value', examples: ['mobile@1'] }),
    state: z
      .string()
      .optional()
      .meta({ description: 'why the contact is no good', examples: ['bad-format', 'wrong-number'] }),
    compensationId: z.uuid().optional().meta({ description: 'to be answered: granted or refused' }),
    offer: z.string().optional().meta({ description: 'what the compensation is' }),
    occurredAt: instantSchema,
  })
  .meta({ id: 'Announcement' });

export const announcementView = ({
  occurredAt,
  ...rest
}: Announcement): z.input<typeof announcementSchema> => ({ ...rest, occurredAt: instantOf(occurredAt) });

/** `GET /v1/announcements`. */
export function announcementList(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/announcements',
    {
      config: { roles: ['loan-system'] },
      schema: {
        tags: ['applications'],
        summary: 'What the loan system must hear from us, behind the last number it has dealt with',
        querystring: z.strictObject({
          after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
          limit: pageQuery.limit,
        }),
        response: {
          200: z.object({
            announcements: z.array(announcementSchema),
            last: z.int().meta({ description: 'where to go on: `after` of the next call' }),
          }),
          ...refusals('request-invalid'),
        },
      },
    },
    async (request) => {
      const { after, limit } = request.query;
      const { regions } = callerOf(request);
      const found = await readAnnouncements(world.ledger, after, limit, regions);
      return {
        announcements: found.map(announcementView),
        last: found.at(-1)?.announcementId ?? after,
      };
    },
  );
}

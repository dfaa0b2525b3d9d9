/** What staff do about contacts: see them and what came from them, with a reason and on record, and correct them. */
import { z } from 'zod';
import { revealContacts } from '../../client/reveal/contacts.js';
import { revealReplies } from '../../client/reveal/replies.js';
import type { RevealedReply } from '../../client/reveal/replies.js';
import { correctContacts } from '../../client/intake/contact-correction.js';
import type { BreakGlass } from '../../client/approval/world.js';
import { knownShape } from '../../client/intake/intake.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import {
  contactsCorrectionSchema,
  contactsReportSchema,
  reasonBodySchema,
} from '../../domain/report/schemas.js';
import { mostReplies } from '../../ledger/reply/of-application.js';
import { approvalSchema, breakGlassSchema } from '../approval/schemas.js';
import { approvalView, sayProposed } from '../approval/view.js';
import { applicationParams, instantSchema, takenSchema } from '../application/schemas.js';
import { withinScope } from '../application/scope.js';
import { instantOf } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { judgedByIntake } from '../judged-by-intake.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';

const tags = ['applications'];
export const reasonSchema = reasonBodySchema.meta({
  id: 'Reason',
  description: 'free text of the caller; kept sealed',
});
const revealSchema = reasonBodySchema
  .extend({
    applicant: z.boolean().optional().meta({ description: 'name and identity number too' }),
  })
  .meta({ id: 'Reveal', description: 'free text of the caller, kept sealed; and what is to be shown' });
const revealedSchema = z
  .object({
    version: z.int(),
    contacts: contactsReportSchema,
    applicant: z.object({ name: z.string(), idNumber: z.string().optional() }).optional(),
  })
  .meta({ id: 'RevealedContacts' });

const revealedRepliesSchema = z
  .object({
    replies: z.array(
      z.object({
        replyId: z.uuid(),
        route: z.string().meta({ examples: ['sms/aliyun'] }),
        text: z.string(),
        unsubscribes: z.boolean().meta({ description: 'no more SMS to this number' }),
        complains: z.boolean(),
        repliedAt: instantSchema.optional().meta({ description: 'as the provider has it' }),
        receivedAt: instantSchema,
      }),
    ),
  })
  .meta({ id: 'RevealedReplies' });
const replyView = ({ repliedAt, receivedAt, ...reply }: RevealedReply) => ({
  ...reply,
  ...(repliedAt === null ? {} : { repliedAt: instantOf(repliedAt) }),
  receivedAt: instantOf(receivedAt),
});

const correctionSchema = contactsCorrectionSchema
  .extend({ breakGlass: breakGlassSchema.optional() })
  .meta({ id: 'ContactsCorrection' });
const correctedSchema = takenSchema
  .extend({
    approval: approvalSchema
      .optional()
      .meta({ description: 'what is to be reviewed, where it was done alone' }),
  })
  .meta({ id: 'Corrected' });

/** The correction itself goes to the intake as it came; a glass that is broken in no agreed way is refused here. */
function apart(body: unknown): { readonly given: unknown; readonly breakGlass?: BreakGlass } {
  if (typeof body !== 'object' || body === null || !('breakGlass' in body)) return { given: body };
  const { breakGlass, ...given } = body;
  const read = breakGlassSchema.safeParse(breakGlass);
  if (!read.success)
    throw new Refusal('body-invalid', ['breakGlass: expected a reason of 1 to 500 characters']);
  return { given, breakGlass: read.data };
}

/** `POST …/contacts/reveal`, `POST …/replies/reveal` and `PATCH …/contacts`. */
export function contactActs(scope: Scope, world: ApiWorld): void {
  scope.post(
    '/v1/applications/:applicationId/contacts/reveal',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        tags,
        summary: 'Show the contacts in force, in clear: who saw them, and why, is on record first',
        params: applicationParams,
        body: revealSchema,
        response: {
          200: revealedSchema,
          ...refusals('body-invalid', 'application-unknown', 'application-erased'),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { applicationId } = request.params;
      await withinScope(world, caller, knownShape(applicationId));
      const { reason, applicant } = request.body;
      const revealed = await revealContacts(world, applicationId, {
        reason,
        staffRef: caller.account,
        ...(applicant === undefined ? {} : { applicant }),
      });
      // An answer with a value in it is kept nowhere.
      void reply.header('cache-control', 'no-store');
      return revealed;
    },
  );

  scope.post(
    '/v1/applications/:applicationId/replies/reveal',
    {
      config: { roles: ['staff', 'supervisor'] },
      schema: {
        tags,
        summary: `Show what the applicant replied by SMS, the newest first, ${mostReplies} at most: who saw it, and why, is on record first`,
        params: applicationParams,
        body: reasonSchema,
        response: {
          200: revealedRepliesSchema,
          ...refusals('body-invalid', 'application-unknown', 'application-erased'),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { applicationId } = request.params;
      await withinScope(world, caller, knownShape(applicationId));
      const order = { ...request.body, staffRef: caller.account };
      const replies = await revealReplies(world, applicationId, order);
      void reply.header('cache-control', 'no-store');
      return { replies: replies.map(replyView) };
    },
  );

  scope.patch(
    '/v1/applications/:applicationId/contacts',
    {
      config: { roles: ['staff', 'supervisor'] },
      validatorCompiler: judgedByIntake,
      schema: {
        tags,
        summary:
          'Correct single contacts: what is given takes the place of what is in force, null takes it away',
        description:
          'A mobile number that is replaced or taken away sends the bank’s words elsewhere: then all of it waits for a second person (202), unless a supervisor breaks the glass.',
        params: applicationParams,
        body: correctionSchema,
        response: {
          200: correctedSchema,
          202: approvalSchema,
          ...refusals('body-invalid', 'application-unknown', 'application-erased', 'approval-open'),
        },
      },
    },
    async (request, reply) => {
      const actor = callerOf(request);
      const { applicationId } = request.params;
      await withinScope(world, actor, knownShape(applicationId));
      const { breakGlass, given } = apart(request.body);
      const order = { actor, ...(breakGlass === undefined ? {} : { breakGlass }) };
      const corrected = await correctContacts(world, applicationId, given, order);
      const now = world.clock.now();
      if (corrected.result === 'proposed') return sayProposed(reply, corrected.approval, now);
      const { approval, ...taken } = corrected;
      return { ...taken, ...(approval === undefined ? {} : { approval: approvalView(approval, now) }) };
    },
  );
}

/** What staff do about contacts: see them, with a reason and on record, and correct them. */
import { z } from 'zod';
import { revealContacts } from '../../client/contact/reveal.js';
import { correctContacts } from '../../client/intake/contacts.js';
import { knownShape } from '../../client/intake/intake.js';
import {
  contactsCorrectionSchema,
  contactsReportSchema,
  reasonBodySchema,
} from '../../domain/report/schemas.js';
import { applicationParams, takenSchema } from '../application/schemas.js';
import { withinScope } from '../application/scope.js';
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

/** `POST …/contacts/reveal` and `PATCH …/contacts`. */
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
        response: { 200: revealedSchema, ...refusals('body-invalid', 'application-unknown') },
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
      // The one answer with a value in it is kept nowhere.
      void reply.header('cache-control', 'no-store');
      return revealed;
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
          'A mobile number that is replaced or taken away sends the bank’s words elsewhere and needs a second person: it is refused here (`contact-second-person`).',
        params: applicationParams,
        body: contactsCorrectionSchema.meta({ id: 'ContactsCorrection' }),
        response: {
          200: takenSchema,
          ...refusals('body-invalid', 'contact-second-person', 'application-unknown'),
        },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { applicationId } = request.params;
      await withinScope(world, caller, knownShape(applicationId));
      return correctContacts(world, applicationId, request.body, { staffRef: caller.account });
    },
  );
}

/** The act an approval is about: words of our unions and references, never an applicant's value. */
import { z } from 'zod';
import { taskKinds } from '../human-task/human-task.js';
import { incidentName } from '../incident/incident.js';
import { decidingStages } from '../report/corrected-decision.js';

const contactFields = ['mobile', 'email', 'pushTokens', 'landline', 'consent'] as const;
const setRoute = {
  /** `sms/aliyun`, or `aliyun` for every route of that provider. */
  target: z.string(),
  /** Epoch milliseconds. */
  expiresAt: z.int(),
  /** The override of its kind that was set last before; null where there never was one. */
  restsOn: z.int().nullable(),
};

/** `restsOn` is what must still be so when the act is carried out. */
export const proposedActSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unreachable'), taskId: z.uuid(), task: z.enum(taskKinds) }),
  z.strictObject({
    kind: z.literal('contact-change'),
    replaces: z.array(z.enum(contactFields)),
    removes: z.array(z.enum(contactFields)),
    /** The version of the contacts that was in force. */
    restsOn: z.int(),
  }),
  z.strictObject({ kind: z.literal('route-hold'), ...setRoute }),
  z.strictObject({ kind: z.literal('route-weight'), weight: z.number().positive(), ...setRoute }),
  z.strictObject({ kind: z.literal('words'), words: z.string() }),
  z.strictObject({
    kind: z.literal('corrected-decision'),
    stage: z.enum(decidingStages),
    /** The further round that was reported. */
    round: z.int(),
  }),
  z.strictObject({ kind: z.literal('incident-close'), incidentId: z.int() }),
  z.strictObject({
    kind: z.literal('compensation'),
    incidentId: z.int(),
    /** What the loan system knows the offer by. */
    offer: z.string(),
    /** Applicants. */
    count: z.int(),
  }),
]);
export type ProposedAct = Readonly<z.infer<typeof proposedActSchema>>;
export type ProposedActOf<Kind extends ProposedAct['kind']> = Extract<ProposedAct, { readonly kind: Kind }>;

/** What an act is about, in one text; at most one proposal of a kind waits for a subject. */
export function subjectOf(act: ProposedAct, applicationId: string | undefined): string {
  switch (act.kind) {
    case 'unreachable':
      return act.taskId;
    case 'contact-change':
    case 'corrected-decision':
      return applicationId ?? '';
    case 'route-hold':
    case 'route-weight':
      return act.target;
    case 'words':
      return act.words;
    case 'incident-close':
    case 'compensation':
      return incidentName(act.incidentId);
  }
}

/** Whether two acts do the same, whatever they rest on. */
export const isSameAct = (one: ProposedAct, other: ProposedAct): boolean => done(one) === done(other);

const done = (act: ProposedAct): string =>
  JSON.stringify(
    Object.entries(act)
      .filter(([name]) => name !== 'restsOn')
      .sort(([name], [other]) => (name < other ? -1 : 1)),
  );

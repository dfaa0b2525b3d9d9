/** Staff correct contacts; a mobile number they replace or take away waits for a second person. */
import type { ProposedAct, ProposedActOf } from '../../domain/approval/act.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { contactsCorrectionSchema } from '../../domain/report/schemas.js';
import type { Contacts, ContactsReport } from '../../domain/report/schemas.js';
import { contactsOfVersion } from '../../ledger/application/contacts.js';
import { lockApplication } from '../../ledger/application/find.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { markCarriedOut } from '../../ledger/approval/step.js';
import type { Queryable } from '../../ledger/ledger.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { approvalPlace, contactsPlace } from '../../runtime/sealing/places.js';
import { actAloneIn, proposeIn } from '../approval/propose.js';
import type { Proposal } from '../approval/propose.js';
import { sealedReason } from '../approval/reason.js';
import type { Act, Agreed, ApprovalWorld, BreakGlass } from '../approval/world.js';
import { changeContacts, inForce, mobileIndexOf } from './contacts.js';
import type { CorrectedBy } from './contacts.js';
import { takeIn } from './intake.js';
import type { Committed, Taken } from './intake.js';
import { readBody } from './read-body.js';

/** What came of it: taken at once, with what is to be reviewed where it was done alone; or waiting to be approved. */
export type Corrected =
  | (Taken & { readonly approval?: ApprovalRow })
  | { readonly result: 'proposed'; readonly approval: ApprovalRow };

type Correction = ReturnType<typeof contactsCorrectionSchema.parse>;
type Known = Awaited<ReturnType<typeof inForce>>;
type World = Pick<ApprovalWorld, 'sealing'>;

/**
 * Corrects contacts: what is given takes the place of what is in force, the rest stays. A mobile number that is
 * replaced or taken away sends the bank’s words elsewhere: then all of it waits for a second person, sealed, unless the
 * glass is broken. Refusals are on record like those of the loan system.
 */
export async function correctContacts(
  world: ApprovalWorld,
  applicationId: string,
  given: unknown,
  { actor, breakGlass }: { readonly actor: Actor; readonly breakGlass?: BreakGlass },
): Promise<Corrected> {
  const met: { proposed?: ApprovalRow; alone?: ApprovalRow } = {};
  const taken = await takeIn(world, applicationId, { kind: 'contacts' }, async (tx, id, at) => {
    if (!isStaffRef(actor.account)) throw new Refusal('staff-reference');
    const correction = readBody(contactsCorrectionSchema, given);
    if (Object.keys(correction).length === 0)
      throw new Refusal('body-invalid', ['(body): expected at least one contact']);
    const known = await inForce(world, tx, id);
    if (!replacesMobile(world, known, correction))
      return corrected(world, tx, known, correction, { staffRef: actor.account }, at);
    const proposal = proposalOf(world, known, correction, actor);
    const times = world.configuration.approvals;
    if (breakGlass === undefined) {
      const act = contactChangeAct(world);
      met.proposed = await proposeIn(tx, times, proposal, at, (open) => act.isOvertaken(tx, open, at));
      return { taken: { result: 'known' }, proposed: true };
    }
    const { reason } = breakGlass;
    const sealedFor = await sealedReason(tx, world.sealing, id, { step: 'acted-alone', at, reason });
    met.alone = await actAloneIn(tx, times, proposal, at, { sealedFor });
    const by = { staffRef: actor.account, actedAlone: true } as const;
    const committed = await corrected(world, tx, known, correction, by, at);
    await markCarriedOut(tx, met.alone, at);
    return committed;
  });
  if (met.proposed !== undefined) return { result: 'proposed', approval: met.proposed };
  return met.alone === undefined ? taken : { ...taken, approval: met.alone };
}

/** Carries a correction out that a second person agreed to. */
export const contactChangeAct = (world: World): Act => ({
  hold: (tx, { subject }) => lockApplication(tx, subject),
  isOvertaken: async (tx, approval) => {
    const act = approval.act as ProposedActOf<'contact-change'>;
    const known = await inForce(world, tx, applicationIdOf(approval.subject));
    const before = await contactsOfVersion(tx, approval.subject, act.restsOn);
    if (before === undefined || known.latest === undefined) return true;
    const place = contactsPlace(approval.subject, before.version);
    const then = world.sealing.open(known.dataKey, before.sealed, place) as ContactsReport;
    const fields = [...act.replaces, ...act.removes];
    return fields.some((name) => asText(name, then) !== asText(name, known.contacts));
  },
  carryOut: async (tx, approval, { confirmedBy, at }: Agreed) => {
    const id = applicationIdOf(approval.subject);
    const known = await inForce(world, tx, id);
    const sealed = approval.sealed ?? Buffer.alloc(0);
    const correction = world.sealing.open(
      known.dataKey,
      sealed,
      approvalPlace(approval.approvalId),
    ) as Correction;
    const by = { staffRef: approval.proposedBy, ...(confirmedBy === undefined ? {} : { confirmedBy }) };
    const { tell } = await corrected(world, tx, known, correction, by, at);
    await markCarriedOut(tx, approval, at);
    return tell === undefined ? undefined : { applicationId: id, ...tell };
  },
});

/** Consent is told anew whenever it changes, and a correction says what it is to be: it rests on nothing. */
const asText = (name: keyof Correction, contacts: Contacts): string =>
  name === 'consent' ? '' : canonicalJson(contacts[name] ?? null);

function corrected(
  world: World,
  tx: Queryable,
  known: Known,
  correction: Correction,
  by: CorrectedBy,
  at: number,
): Promise<Committed> {
  const { consent } = correction;
  const contacts = merged(known, correction);
  const body = { ...contacts, ...(consent === undefined ? {} : { consent }) };
  return changeContacts(world, tx, known, { contacts, consent: consent ?? known.consent, body, by, at });
}

const merged = (known: Known, correction: Correction): Contacts =>
  Object.fromEntries(
    Object.entries({ ...known.contacts, ...correction }).filter(
      ([name, value]) => name !== 'consent' && value !== null,
    ),
  );

function replacesMobile(world: World, known: Known, correction: Correction): boolean {
  const before = known.latest?.mobileIndex ?? null;
  return before !== null && mobileIndexOf(world, merged(known, correction))?.equals(before) !== true;
}

function proposalOf({ sealing }: World, known: Known, correction: Correction, actor: Actor): Proposal {
  const names = Object.keys(correction) as ProposedActOf<'contact-change'>['replaces'];
  const act: ProposedAct = {
    kind: 'contact-change',
    replaces: names.filter((name) => correction[name] !== null),
    removes: names.filter((name) => correction[name] === null),
    restsOn: known.latest?.version ?? 0,
  };
  return {
    act,
    actor,
    applicationId: known.id,
    values: {
      sealedFor: (approvalId) => sealing.seal(known.dataKey, correction, approvalPlace(approvalId)),
      digest: sealing.digest(canonicalJson(correction)),
    },
  };
}

/** Who may propose, decide, act alone and review. Pure; every step asks here. */
import type { FailureCode } from '../failure/catalogue.js';
import { isSamePerson, isStaffRef } from '../human-task/human-task.js';
import type { Role } from '../identity/role.js';
import { stateAt } from './approval.js';
import type { ApprovalKind, ApprovalState } from './approval.js';

/** Who acts: an account, and in which roles. */
export interface Actor {
  readonly account: string;
  readonly roles: ReadonlySet<Role>;
}

interface Rights {
  readonly propose: readonly Role[];
  /** Approve or reject what somebody else proposed. */
  readonly decide: readonly Role[];
  /** Break the glass. */
  readonly actAlone: readonly Role[];
}

const staffTogether: Rights = {
  propose: ['staff', 'supervisor'],
  decide: ['staff', 'supervisor'],
  actAlone: ['supervisor'],
};
const supervisorsTogether: Rights = {
  propose: ['supervisor'],
  decide: ['supervisor'],
  actAlone: ['supervisor'],
};
/** Nothing is lost by waiting for the second one. */
const supervisorsOnlyTogether: Rights = { ...supervisorsTogether, actAlone: [] };

/**
 * Nothing is so urgent about words that one person may have them sent: bad ones are retired by one. A corrected decision
 * is proposed by a machine, so that one supervisor is the second pair of eyes already.
 */
export const rights: Readonly<Record<ApprovalKind, Rights>> = {
  unreachable: staffTogether,
  'contact-change': staffTogether,
  'route-hold': supervisorsTogether,
  'route-weight': supervisorsTogether,
  words: { propose: ['staff', 'supervisor'], decide: ['supervisor'], actAlone: [] },
  'corrected-decision': { propose: ['loan-system'], decide: ['supervisor'], actAlone: [] },
  'incident-close': supervisorsOnlyTogether,
  compensation: supervisorsOnlyTogether,
};

/** Whoever looks at what was done alone. */
export const reviewers: readonly Role[] = ['supervisor', 'auditor'];

/** An approval as far as the question who may is concerned. */
export interface Decidable {
  readonly kind: ApprovalKind;
  readonly state: ApprovalState;
  readonly proposedBy: string;
  readonly expiresAt: number;
}

/** People act by a staff reference; the loan system may be a client id, which was judged where its token was. */
export const isNamed = ({ account, roles }: Actor): boolean =>
  isStaffRef(account) || (roles.size === 1 && roles.has('loan-system'));

const isAny = ({ roles }: Actor, allowed: readonly Role[]): boolean =>
  allowed.some((role) => roles.has(role));

export const proposingFault = (kind: ApprovalKind, actor: Actor): FailureCode | undefined =>
  isAny(actor, rights[kind].propose) ? undefined : 'forbidden';

export const actingAloneFault = (kind: ApprovalKind, actor: Actor): FailureCode | undefined =>
  isAny(actor, rights[kind].actAlone) ? undefined : 'forbidden';

/** Why somebody may not approve or reject it now; whoever proposed it never may, in whatever letters they write. */
export function decidingFault(approval: Decidable, actor: Actor, now: number): FailureCode | undefined {
  if (!isAny(actor, rights[approval.kind].decide)) return 'forbidden';
  if (isSamePerson(approval.proposedBy, actor.account)) return 'approval-own';
  return stateAt(approval, now) === 'proposed' ? undefined : 'approval-over';
}

/** Only whoever proposed it takes it back; others reject it. */
export function withdrawingFault(approval: Decidable, actor: Actor, now: number): FailureCode | undefined {
  if (!isSamePerson(approval.proposedBy, actor.account)) return 'forbidden';
  return stateAt(approval, now) === 'proposed' ? undefined : 'approval-over';
}

/** Why somebody may not review what was done alone. */
export function reviewingFault(approval: Decidable, actor: Actor): FailureCode | undefined {
  if (!isAny(actor, reviewers)) return 'forbidden';
  if (isSamePerson(approval.proposedBy, actor.account)) return 'approval-own';
  return approval.state === 'acted-alone' ? undefined : 'approval-over';
}

/** The kinds whose proposals of others somebody may decide on. */
export const decidableKinds = (actor: Actor): ApprovalKind[] =>
  (Object.keys(rights) as ApprovalKind[]).filter((kind) => isAny(actor, rights[kind].decide));

export const mayReview = (actor: Actor): boolean => isAny(actor, reviewers);

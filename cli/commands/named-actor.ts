/** Who acts on the command line: an account by name, with every right of staff and supervisors. */
import type { BreakGlass } from '../../client/approval/world.js';
import type { Actor } from '../../domain/approval/who-may.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { approvalJson, approvalLine } from '../show/approval-lines.js';
import { languageOf, print } from '../terminal.js';
import type { StackArguments } from './stack-options.js';

/**
 * Whoever can call it holds the ledger's password: their roles are nobody's to check here, the accounts are what they
 * say they are. That proposer and approver differ is checked all the same.
 */
export const namedActor = (account: string): Actor => ({
  account,
  roles: new Set(['staff', 'supervisor'] as const),
});

export const breakGlassOf = (reason: string | undefined): { readonly breakGlass?: BreakGlass } =>
  reason === undefined ? {} : { breakGlass: { reason } };

/** Says that something waits for a second person, or was done alone. */
export function printApproval(given: StackArguments, approval: ApprovalRow): void {
  print(given.json, { result: approval.state, approval: approvalJson(approval) }, () =>
    approvalLine(approval, Date.now(), languageOf(given.lang)),
  );
}

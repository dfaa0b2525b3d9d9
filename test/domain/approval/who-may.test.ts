import { approvalKinds, stateAt } from '../../../domain/approval/approval.js';
import type { ApprovalKind, ApprovalState } from '../../../domain/approval/approval.js';
import {
  actingAloneFault,
  decidableKinds,
  decidingFault,
  proposingFault,
  reviewingFault,
  withdrawingFault,
} from '../../../domain/approval/who-may.js';
import type { Actor } from '../../../domain/approval/who-may.js';
import { roles } from '../../../domain/identity/role.js';
import type { Role } from '../../../domain/identity/role.js';

const actor = (account: string, ...those: Role[]): Actor => ({ account, roles: new Set(those) });
const proposed = (kind: ApprovalKind, state: ApprovalState = 'proposed') => ({
  kind,
  state,
  proposedBy: 'li.na',
  expiresAt: 1_000,
});

/** Who may propose, decide and act alone, of all who may call. */
const table: readonly (readonly [ApprovalKind, propose: Role[], decide: Role[], alone: Role[]])[] = [
  ['unreachable', ['staff', 'supervisor'], ['staff', 'supervisor'], ['supervisor']],
  ['contact-change', ['staff', 'supervisor'], ['staff', 'supervisor'], ['supervisor']],
  ['route-hold', ['supervisor'], ['supervisor'], ['supervisor']],
  ['route-weight', ['supervisor'], ['supervisor'], ['supervisor']],
  ['words', ['staff', 'supervisor'], ['supervisor'], []],
  ['corrected-decision', ['loan-system'], ['supervisor'], []],
  ['incident-close', ['supervisor'], ['supervisor'], []],
  ['compensation', ['supervisor'], ['supervisor'], []],
];

test('the table speaks of every kind', () => {
  expect(table.map(([kind]) => kind)).toEqual([...approvalKinds]);
});

describe.each(table)('%s', (kind, propose, decide, alone) => {
  test.each(roles)('a caller of the role %s does what is theirs, and no more', (role) => {
    const may = (allowed: readonly Role[]) => (allowed.includes(role) ? undefined : 'forbidden');
    const other = actor('wang.wei', role);
    expect(proposingFault(kind, other)).toBe(may(propose));
    expect(decidingFault(proposed(kind), other, 0)).toBe(may(decide));
    expect(actingAloneFault(kind, other)).toBe(may(alone));
    expect(reviewingFault(proposed(kind, 'acted-alone'), other)).toBe(may(['supervisor', 'auditor']));
    expect(decidableKinds(other).includes(kind)).toBe(decide.includes(role));
  });

  test.each(['li.na', 'LI.NA', 'Li.Na'])('whoever proposed it decides nothing of it as %s', (account) => {
    const own = actor(account, ...roles);
    expect(decidingFault(proposed(kind), own, 0)).toBe('approval-own');
    expect(reviewingFault(proposed(kind, 'acted-alone'), own)).toBe('approval-own');
    expect(withdrawingFault(proposed(kind), own, 0)).toBeUndefined();
  });

  test('nobody but who proposed it takes it back', () => {
    expect(withdrawingFault(proposed(kind), actor('wang.wei', ...roles), 0)).toBe('forbidden');
  });
});

test.each<ApprovalState>([
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'overtaken',
  'acted-alone',
  'reviewed',
])('nothing is decided or taken back any more once it is %s', (state) => {
  const other = actor('wang.wei', ...roles);
  expect(decidingFault(proposed('words', state), other, 0)).toBe('approval-over');
  expect(withdrawingFault(proposed('words', state), actor('li.na', 'staff'), 0)).toBe('approval-over');
  if (state !== 'acted-alone') expect(reviewingFault(proposed('words', state), other)).toBe('approval-over');
});

test('a proposal may be decided on until its time, and not from then on', () => {
  const other = actor('wang.wei', 'supervisor');
  expect(decidingFault(proposed('words'), other, 999)).toBeUndefined();
  expect(decidingFault(proposed('words'), other, 1_000)).toBe('approval-over');
  expect(stateAt(proposed('words'), 999)).toBe('proposed');
  expect(stateAt(proposed('words'), 1_000)).toBe('expired');
  expect(stateAt(proposed('words', 'approved'), 1_000)).toBe('approved');
});

import type { z } from 'zod';
import type { FastifyReply } from 'fastify';
import { closesOf } from '../../client/route/override.js';
import type { RouteInForce } from '../../client/route/override.js';
import { stateAt } from '../../domain/approval/approval.js';
import { wouldDo } from '../../domain/approval/would-do.js';
import type { ProposedAct } from '../../domain/approval/act.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import { instantOf, instantOrNull, present } from '../application/view.js';
import type { WhatMay } from '../../client/approval/what-may.js';
import type { ApprovalStepRow } from '../../ledger/approval/step.js';
import type { approvalSchema, wholeApprovalSchema } from './schemas.js';

type Shown = z.input<typeof approvalSchema>;

/** An approval as it stands at an instant; `routes`, as they are in force, tell what a hold would close. */
export function approvalView(row: ApprovalRow, now: number, routes: readonly RouteInForce[] = []): Shown {
  const { approvalId, kind, subject, act } = row;
  const { applicationId, reason, decidedBy, reviewedBy, verdict, cameToNothing } = row;
  const state = stateAt(row, now);
  return {
    approvalId,
    kind,
    subject,
    state,
    since: instantOf(state === row.state ? row.stateSince : row.expiresAt),
    act: actView(act),
    would: { ...wouldDo(act) },
    proposedBy: row.proposedBy,
    proposedAt: instantOf(row.proposedAt),
    ...(row.reviewBy === null ? { expiresAt: instantOf(row.expiresAt) } : {}),
    ...(act.kind === 'route-hold' && state === 'proposed' ? { closes: closesOf(routes, act.target) } : {}),
    ...present({ applicationId, reason, decidedBy, reviewedBy, verdict, cameToNothing }),
    ...present({
      reviewBy: instantOrNull(row.reviewBy),
      carriedOutAt: instantOrNull(row.carriedOutAt),
    }),
  };
}

/** The same with what was done about it, and what the caller may do. */
export const wholeApprovalView = (
  shown: Shown,
  steps: readonly ApprovalStepRow[],
  { may, mayNot }: WhatMay,
): z.input<typeof wholeApprovalSchema> => ({
  ...shown,
  steps: steps.map(({ at, step, staffRef, reason, sealed }) => ({
    at: instantOf(at),
    step,
    sealed: sealed !== null,
    ...present({ by: staffRef, reason }),
  })),
  may: [...may],
  ...present({ mayNot }),
});

function actView(act: ProposedAct): Shown['act'] {
  switch (act.kind) {
    case 'contact-change':
      return { replaces: [...act.replaces], removes: [...act.removes] };
    case 'route-hold':
      return { until: instantOf(act.expiresAt) };
    case 'route-weight':
      return { weight: act.weight, until: instantOf(act.expiresAt) };
    case 'corrected-decision':
      return { stage: act.stage, round: act.round };
    case 'incident-close':
      return { incidentId: act.incidentId };
    case 'compensation':
      return { incidentId: act.incidentId, offer: act.offer, count: act.count };
    case 'unreachable':
    case 'words':
      return {};
  }
}

/** Answers that something waits for a second person, and where to look for what becomes of it. */
export const sayProposed = (
  reply: FastifyReply,
  row: ApprovalRow,
  now: number,
  routes: readonly RouteInForce[] = [],
) =>
  reply
    .code(202)
    .header('location', `/v1/approvals/${row.approvalId}`)
    .send(approvalView(row, now, routes));

import type { z } from 'zod';
import type { WholeIncident } from '../../client/incident/read.js';
import { isAccountedFor } from '../../domain/incident/affected.js';
import type { CompensationRow } from '../../ledger/compensation/row.js';
import type { AffectedRow } from '../../ledger/incident/affected.js';
import type { IncidentRow } from '../../ledger/incident/row.js';
import { instantOf, instantOrNull, present } from '../application/view.js';
import type { affectedSchema, compensationSchema, incidentSchema, wholeIncidentSchema } from './schemas.js';

export function incidentView(row: IncidentRow): z.input<typeof incidentSchema> {
  const { incidentId, target, openedBy, reason, province, carrier, closedBy, confirmedBy } = row;
  const { alarmId, alarmKind, alarmOpenedAt, alarmResolvedAt } = row;
  return {
    ...{ incidentId, target, openedBy, reason },
    from: instantOf(row.fromAt),
    openedAt: instantOf(row.openedAt),
    dueAt: instantOf(row.dueAt),
    ...present({ province, carrier, closedBy, confirmedBy }),
    ...present({
      until: instantOrNull(row.untilAt),
      overdueAt: instantOrNull(row.overdueAt),
      lookedAt: instantOrNull(row.lookedAt),
      closedAt: instantOrNull(row.closedAt),
    }),
    ...(alarmId === null || alarmKind === null || alarmOpenedAt === null
      ? {}
      : {
          alarm: {
            alarmId,
            kind: alarmKind,
            openedAt: instantOf(alarmOpenedAt),
            ...present({ resolvedAt: instantOrNull(alarmResolvedAt) }),
          },
        }),
  };
}

export const wholeIncidentView = (
  { incident, steps, counts, progress, compensation, provider }: WholeIncident,
  offersCompensation: boolean,
): z.input<typeof wholeIncidentSchema> => ({
  ...incidentView(incident),
  progress,
  counts,
  compensation,
  provider: Object.fromEntries(Object.entries(provider).map(([mark, at]) => [mark, instantOf(at)])),
  steps: steps.map(({ at, step, staffRef, detail }) => ({
    at: instantOf(at),
    step,
    ...present({ by: staffRef }),
    detail: Object.fromEntries(
      Object.entries(detail).map(([name, value]) => [
        name,
        Array.isArray(value) ? [...(value as string[])] : (value as string),
      ]),
    ),
  })),
  offersCompensation,
});

export const affectedView = (row: AffectedRow): z.input<typeof affectedSchema> => {
  const { applicationId, stage, round, state, lostRoute, isResendOrdered, toldBy, taskId } = row;
  return {
    ...{ applicationId, stage, round, state, lostRoute, isResendOrdered },
    accountedFor: isAccountedFor(state),
    owedAt: instantOf(row.owedAt),
    lostAt: instantOf(row.lostAt),
    listedAt: instantOf(row.listedAt),
    ...present({ toldBy, taskId }),
    ...present({ toldAt: instantOrNull(row.toldAt), taskDueAt: instantOrNull(row.taskDueAt) }),
  };
};

export const compensationView = (row: CompensationRow): z.input<typeof compensationSchema> => {
  const { compensationId, incidentId, applicationId, offer, state, approvalId, taskId, toldBy } = row;
  return {
    ...{ compensationId, incidentId, applicationId, offer, state, approvalId },
    proposedAt: instantOf(row.proposedAt),
    ...present({ taskId, toldBy }),
    ...present({
      approvedAt: instantOrNull(row.approvedAt),
      answeredAt: instantOrNull(row.answeredAt),
      toldAt: instantOrNull(row.toldAt),
    }),
  };
};

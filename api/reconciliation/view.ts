import type { z } from 'zod';
import type { ReconciliationRead } from '../../client/reconciliation/read.js';
import { instantOf, present } from '../application/view.js';
import type { reconciliationSchema } from './schemas.js';

/** A day as it is told over HTTP. */
export const reconciliationView = (read: ReconciliationRead): z.input<typeof reconciliationSchema> => {
  const { date, lists, counts, entries, next } = read;
  return {
    date,
    lists: lists.map(({ version, regions, decisions, putAt, putBy }) => ({
      version,
      regions: [...regions],
      decisions,
      givenAt: instantOf(putAt),
      givenBy: putBy,
    })),
    counts: {
      listed: counts.listed,
      agreed: counts.agreed,
      neverReported: counts['never-reported'],
      reportRefused: counts['report-refused'],
      decisionDiffers: counts['decision-differs'],
      awaitingApproval: counts['awaiting-approval'],
      awaited: counts.awaited,
      overtaken: counts.overtaken,
      notOnList: counts['not-on-list'],
    },
    entries: entries.map(
      ({
        kind,
        applicationId,
        stage,
        round,
        decidedAt,
        listedAt,
        refusedCode,
        approvalId,
        applicationKnown,
      }) => ({
        kind,
        applicationId,
        stage,
        round,
        applicationKnown,
        ...(decidedAt === null ? {} : { decidedAt: instantOf(decidedAt) }),
        ...(listedAt === null ? {} : { listedAt: instantOf(listedAt) }),
        ...present({ refusedCode, approvalId }),
      }),
    ),
    ...(next === undefined ? {} : { next }),
  };
};

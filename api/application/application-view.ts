/** An application with everything on record about it, as it is told over HTTP. */
import type { z } from 'zod';
import type { ApplicationOnRecord } from '../../client/application/read.js';
import type { applicationSchema } from './application-schema.js';
import { plannedView, timelineEntryView } from './timeline.js';
import {
  attemptView,
  erasureView,
  explanationView,
  instantOf,
  instantOrNull,
  noticeView,
  present,
  receiptView,
  taskView,
} from './view.js';

export function applicationView(
  onRecord: ApplicationOnRecord,
  now: number,
): z.input<typeof applicationSchema> {
  const { application, erasure, reports, notices, attempts, receipts, tasks, contacts, explained } = onRecord;
  const { applicationId, applicantType, product, region, reportedAt } = application;
  const withdrawnAt = reports.find(({ kind }) => kind === 'withdrawal')?.receivedAt;
  const decidedAt = (reportId: string) => reports.find((report) => report.reportId === reportId)?.decidedAt;
  return {
    applicationId,
    applicantType,
    product,
    reportedAt: instantOf(reportedAt),
    ...present({ region, withdrawnAt: instantOrNull(withdrawnAt) }),
    ...(erasure === undefined ? {} : { erasure: erasureView(erasure) }),
    contactVersion: contacts.version,
    contacts: { ...contacts.states },
    consent: onRecord.consent.map(({ givenAt, reportedAt: at, ...said }) => ({
      ...said,
      ...present({ givenAt: instantOrNull(givenAt) }),
      reportedAt: instantOf(at),
    })),
    explanation: explanationView(explained.explanation),
    notices: notices.flatMap((notice, nth) => {
      // The same snapshot explains every notice in it, in the same order.
      const of = explained.notices[nth];
      return of === undefined
        ? []
        : [
            {
              ...noticeView(notice, decidedAt(notice.reportId)),
              explanation: explanationView(of.explanation),
              attemptsMade: onRecord.attemptsMade[nth] ?? 0,
            },
          ];
    }),
    attempts: attempts.map(attemptView),
    receipts: receipts.map(receiptView),
    tasks: tasks.map((task) => taskView(task, now)),
    timeline: onRecord.timeline.entries.map(timelineEntryView),
    earlier: onRecord.timeline.earlier,
    planned: onRecord.planned.map(plannedView),
    inquiries: onRecord.inquiries,
  };
}

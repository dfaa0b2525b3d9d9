/** Takes up what the ledger has of a report. */
import { contactsAreGood } from '../../domain/contact/check.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { raiseAlarm } from '../../ledger/alarm/raise.js';
import { contactValues } from '../../ledger/application/contacts.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { findReport } from '../../ledger/report/find.js';
import type { LedgerPorts } from '../../workflows/loan-application/ports.js';
import { finishOnce } from '../../ledger/notice/finish-once.js';
import { planNotice } from '../notice/plan.js';
import { planResend, recordNotSent } from '../notice/resend.js';
import { isToBeAsked } from '../verify/verify-mobile.js';
import type { World } from '../world.js';

type ReportPorts = Pick<
  LedgerPorts,
  'takeReport' | 'planNotice' | 'finishNotice' | 'raiseAlarm' | 'recordResendNotSent' | 'recordIgnoredSignal'
>;

export const createReportActivities = (world: World): ReportPorts => {
  const { ledger, clock } = world;
  const recordIgnoredSignal: ReportPorts['recordIgnoredSignal'] = ({ applicationId, signal, because }) =>
    ledger.transaction(async (tx) => {
      const at = clock.now();
      await appendEvent(tx, { at, applicationId, kind: 'signal-ignored', detail: { signal, because } });
      await raiseAlarm(tx, 'malformed-signal', applicationId, at);
    });
  return {
    takeReport: async ({ applicationId, reportId }) => {
      const taken = await ledger.transaction(async (tx) => {
        const report = await findReport(tx, reportId);
        if (report?.applicationId !== applicationId) return undefined;
        const { kind, stage, round, contactVersion } = report;
        if (kind === 'withdrawal') return { kind } as const;
        if (kind === 'application')
          return {
            kind,
            contactsGood: await areContactsGood(tx, applicationId),
            ...(await verifyOf(world, tx, applicationId)),
          } as const;
        if (kind === 'contacts') {
          const contactsGood = await areContactsGood(tx, applicationId);
          const verify = await verifyOf(world, tx, applicationId);
          return { kind, version: contactVersion ?? 0, contactsGood, ...verify } as const;
        }
        if (stage === null || round === null) return undefined;
        const key = { applicationId: applicationIdOf(applicationId), stage, round };
        if (kind === 'resend') {
          return { kind, reportId, stage, round, ...(await planResend(world, tx, key, reportId)) } as const;
        }
        return { kind, stage, round, planned: await planNotice(world, tx, key) } as const;
      });
      if (taken !== undefined) return taken;
      await recordIgnoredSignal({ applicationId, signal: 'reported', because: 'no-such-report' });
      return { kind: 'unknown' };
    },

    planNotice: ({ notice }) => ledger.transaction((tx) => planNotice(world, tx, notice)),

    finishNotice: ({ notice, state }) =>
      ledger.transaction((tx) => finishOnce(tx, notice, state, clock.now())),

    recordResendNotSent: ({ notice, reportId, because }) =>
      ledger.transaction((tx) => recordNotSent(world, tx, notice, reportId, because)),

    raiseAlarm: async ({ applicationId, kind }) => {
      await raiseAlarm(ledger, kind, applicationId, clock.now());
    },

    recordIgnoredSignal,
  };
};

const verifyOf = async (
  world: World,
  tx: Queryable,
  applicationId: string,
): Promise<{ readonly verify?: true }> =>
  (await isToBeAsked(world, tx, applicationIdOf(applicationId))) ? { verify: true } : {};

/** Of the contacts in force. */
async function areContactsGood(tx: Queryable, applicationId: string): Promise<boolean> {
  return contactsAreGood(await contactValues(tx, applicationId));
}

/** A small drill in which everything went as it must, for tests to change one thing of. */
import { attemptIdOf } from '../../../../domain/ids/ids.js';
import { defaultSendPolicies } from '../../../../domain/policy/policies.js';
import { defaultSendRules } from '../../../../domain/policy/send-rules.js';
import type { WholeIncident } from '../../../../client/incident/read.js';
import type { DrillFacts } from '../../../../cli/drill/regional-outage/facts.js';
import type { DrillCase } from '../../../../cli/drill/regional-outage/drill-case.js';
import { answerOf } from '../../../../cli/drill/regional-outage/loan-system.js';
import type { AttemptRow } from '../../../../ledger/attempt/row.js';
import type { CompensationRow } from '../../../../ledger/compensation/row.js';
import type { AffectedRow } from '../../../../ledger/incident/affected.js';
import type { LogEntry } from '../../../../simulator/log-entry.js';

/** Ten seconds before a whole minute. */
export const at = Date.parse('2026-06-01T10:00:50+08:00');
const minute = at + 10_000;
const scope = 'sms/aliyun@广东';

const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

/** The `nth` message, of application `DR-nth` unless another is said. */
export const attempt = (nth: number, more: Partial<AttemptRow> = {}): AttemptRow => ({
  attemptId: attemptIdOf(idOf(nth)),
  applicationId: `DR-${nth}`,
  stage: 'final-decision',
  round: 1,
  route: 'sms/aliyun',
  contact: 'mobile@1',
  purpose: 'first',
  words: 'SMS_1',
  evidence: 'receipt',
  outcome: 'accepted',
  settlement: 'no-receipt',
  failure: null,
  providerCode: null,
  providerMessageId: 'm',
  neverReceived: false,
  asked: 0,
  lingering: false,
  intendedAt: at,
  answeredAt: at,
  settledAt: null,
  revokedAt: null,
  retryAt: null,
  receiptDeadline: at + 3_000,
  receiptHorizon: null,
  carrierGuess: null,
  provinceGuess: '广东',
  ...more,
});

/** That a provider took it; `fate` is what its carrier reports. */
export const taken = (
  nth: number,
  fate: 'swallowed' | 'delivered' | 'failed',
  more: { readonly route?: string; readonly at?: number; readonly ref?: string } = {},
): LogEntry => ({
  n: nth,
  at: more.at ?? at + nth,
  kind: 'acceptance',
  requestId: 'q',
  route: more.route ?? 'sms/aliyun',
  phone: `138001000${String(nth).padStart(2, '0')}`,
  templateCode: 'SMS_1',
  templateParam: { ref: more.ref ?? `DR-${nth}-F1` },
  outId: idOf(nth),
  bizId: `b${nth}`,
  receipts:
    fate === 'swallowed'
      ? []
      : [{ receiptId: `r${nth}`, dueAt: at, code: 'X', success: fate === 'delivered' }],
});

export const affected = (nth: number, more: Partial<AffectedRow> = {}): AffectedRow => ({
  applicationId: `DR-${nth}`,
  stage: 'final-decision',
  round: 1,
  state: 'told-by-staff',
  owedAt: at,
  lostAt: at,
  lostRoute: 'sms/aliyun',
  listedAt: minute,
  toldAt: minute + 9_000,
  toldBy: 'zhang.wei',
  taskId: null,
  taskDueAt: null,
  isResendOrdered: false,
  ...more,
});

export const compensation = (nth: number, more: Partial<CompensationRow> = {}): CompensationRow => ({
  compensationId: idOf(nth),
  incidentId: 1,
  applicationId: `DR-${nth}`,
  offer: 'extra-credit',
  state: answerOf(drillCase.seed, `DR-${nth}`) === 'granted' ? 'told' : 'refused',
  proposedAt: minute,
  approvalId: 'a',
  approvedAt: minute,
  answeredAt: minute,
  taskId: null,
  toldAt: minute,
  toldBy: 'zhang.wei',
  ...more,
});

export const incident = (
  more: Partial<WholeIncident['incident']> = {},
  progress: Partial<WholeIncident['progress']> = {},
): WholeIncident => ({
  incident: {
    incidentId: 1,
    target: 'sms/aliyun',
    province: '广东',
    carrier: null,
    fromAt: at - 60_000,
    untilAt: minute + 8_000,
    alarmId: 1,
    alarmKind: 'receipts-missing',
    alarmOpenedAt: minute + 2_500,
    alarmResolvedAt: null,
    openedBy: 'system:monitor',
    reason: 'silence 3/3',
    openedAt: minute + 2_500,
    dueAt: minute + 300_000,
    reminders: 0,
    overdueAt: null,
    lookedAt: minute + 9_000,
    closedAt: minute + 20_000,
    closedBy: 'wang.fang',
    confirmedBy: 'chen.jie',
    ...more,
  },
  steps: [],
  counts: {},
  progress: { affected: 3, accountedFor: 3, untold: 0, undecided: 0, ...progress },
  compensation: {},
  provider: {},
});

export const share = (more: Partial<DrillFacts['shares'][number]> = {}): DrillFacts['shares'][number] => ({
  overrideId: 1,
  sort: 'share',
  target: 'sms/aliyun',
  share: 0.5,
  province: '广东',
  staffRef: 'system:monitor',
  reason: 'silence 3/3',
  setAt: minute + 2_500,
  expiresAt: minute + 86_400_000,
  ...more,
});

export const alarm = (more: Partial<DrillFacts['alarms'][number]> = {}): DrillFacts['alarms'][number] => ({
  alarmId: 1,
  kind: 'receipts-missing',
  subject: scope,
  openedAt: minute + 2_500,
  lastAt: minute + 2_500,
  times: 1,
  extent: 3,
  ...more,
});

export const drillCase: DrillCase = {
  seed: 's',
  applications: 4,
  province: '广东',
  approved: new Set(['DR-1', 'DR-3', 'DR-4']),
  elapsedMs: 1,
};

/**
 * Of four applications three are swallowed: the first is told by staff, the second by a copy of its own story and so never
 * listed, the third by a resend (the fifth message; the copy is the sixth). The fourth was delivered.
 */
export const facts = (more: Partial<DrillFacts> = {}): DrillFacts => {
  const attempts = [
    attempt(1),
    attempt(2, { stage: 'preliminary-approval' }),
    attempt(3),
    attempt(4, { settlement: 'delivered' }),
    attempt(5, { applicationId: 'DR-3', purpose: 'resend', route: 'sms/tencent', settlement: 'delivered' }),
    attempt(6, {
      applicationId: 'DR-2',
      stage: 'preliminary-approval',
      purpose: 'copy',
      route: 'sms/tencent',
      settlement: 'delivered',
    }),
  ];
  return {
    witnesses: {
      fed: [],
      survey: { applications: 4, refusedReports: 0, toBeTold: 0, notices: [], attempts },
      providerLog: [
        taken(1, 'swallowed'),
        taken(2, 'swallowed', { ref: 'DR-2-P1' }),
        taken(3, 'swallowed'),
        taken(4, 'delivered'),
        taken(5, 'delivered', { route: 'sms/tencent', ref: 'DR-3-F1' }),
        taken(6, 'delivered', { route: 'sms/tencent', ref: 'DR-2-P1' }),
      ],
      rules: { ...defaultSendRules, open: true },
      policies: defaultSendPolicies,
      at,
    },
    alarms: [alarm()],
    shares: [share()],
    incidents: [incident()],
    list: [affected(1), affected(3, { state: 'told-by-resend', toldBy: 'sms/tencent' })],
    compensations: [compensation(1), compensation(3)],
    rule: { minSample: 3, afterMs: 2_000, monitorEveryMs: 1_000 },
    ...more,
  };
};

import { randomUUID } from 'node:crypto';
import { applicationIdOf, attemptIdOf } from '../../domain/ids/ids.js';
import type { AttemptId, NoticeKey } from '../../domain/ids/ids.js';
import { insertApplication } from '../../ledger/application/insert.js';
import { intendAttempt } from '../../ledger/attempt/intend.js';
import type { Intent } from '../../ledger/attempt/intend.js';
import type { Ledger } from '../../ledger/ledger.js';
import { insertNotice } from '../../ledger/notice/insert.js';
import { insertReport } from '../../ledger/report/insert.js';

const bytes = Buffer.from('sealed elsewhere');

/** An instant to count from. */
export const startMs = Date.parse('2026-11-02T02:00:00.123Z');

/** An application of a fresh id, in the ledger. */
export async function reportedApplication(ledger: Ledger): Promise<NoticeKey['applicationId']> {
  const applicationId = applicationIdOf(`A-${randomUUID().replaceAll(/\d/g, 'x')}`);
  await insertApplication(ledger, {
    applicationId,
    applicantType: 'person',
    product: 'personal-loan',
    keyId: 'k',
    wrappedKey: bytes,
    sealed: bytes,
    nameIndex: bytes,
    reportedAt: startMs,
  });
  return applicationId;
}

/** The row of a reported stage; its notice is not written yet. */
export async function stageReport(ledger: Ledger, key: NoticeKey): Promise<string> {
  const reportId = randomUUID();
  const report = { reportId, kind: 'stage', digest: bytes, sealed: bytes, receivedAt: startMs } as const;
  await insertReport(ledger, { ...report, ...key });
  return reportId;
}

/** The notice owed for the final decision of an application of its own. */
export async function owedNotice(ledger: Ledger): Promise<NoticeKey> {
  const key = {
    applicationId: await reportedApplication(ledger),
    stage: 'final-decision',
    round: 1,
  } as const;
  const reportId = await stageReport(ledger, key);
  await insertNotice(ledger, key, { reportId, owedAt: startMs, takenUpBy: startMs + 60_000 });
  return key;
}

/** An intent to send a notice by `sms/aliyun` to the first contact, to be changed where a test says so. */
export const intentFor = (notice: NoticeKey, changed: Partial<Intent> = {}): Intent => ({
  attemptId: randomUUID(),
  notice,
  route: 'sms/aliyun',
  contact: 'mobile@1',
  contactIndex: Buffer.from('index of the first number'),
  purpose: 'first',
  words: 'SMS_1',
  evidence: 'receipt',
  intendedAt: startMs,
  receiptHorizon: startMs + 86_400_000,
  ...changed,
});

/** An attempt written down and still lingering. */
export async function intendedAttempt(ledger: Ledger, changed: Partial<Intent> = {}): Promise<AttemptId> {
  const intent = intentFor(changed.notice ?? (await owedNotice(ledger)), changed);
  await ledger.transaction((tx) => intendAttempt(tx, intent));
  return attemptIdOf(intent.attemptId);
}

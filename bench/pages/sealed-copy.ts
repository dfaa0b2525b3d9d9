/** Seals what a copy reports, as the intake does: under a key of its own, with keyed hashes of its own. */
import { checkMobile } from '../../domain/contact/check.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Bank } from '../../cli/bank/open-bank.js';
import { mobileIndexOf } from '../../client/intake/contacts.js';
import { decisionDigest } from '../../client/reconciliation/decision-digest.js';
import type { ApplicationBody, StageBody } from '../../domain/report/schemas.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { applicationPlace, contactsPlace, reportPlace } from '../../runtime/sealing/places.js';
import type { Sealing } from '../../runtime/sealing/sealing.js';
import { ownIdOf } from './copy.js';
import type { Copy } from './copy.js';
import { patternId, patterns } from './patterns.js';
import type { Pattern } from './patterns.js';

/** A report of a pattern, opened. */
export interface PatternReport {
  readonly reportId: string;
  readonly stage: Stage | null;
  readonly round: number | null;
  readonly body: ApplicationBody | StageBody;
}

export type PatternReports = Readonly<Record<Pattern, readonly PatternReport[]>>;

/** Opens what was reported of every pattern. */
export async function openPatterns({
  ledger,
  sealing,
}: Pick<Bank, 'ledger' | 'sealing'>): Promise<PatternReports> {
  const opened = patterns.map(async (pattern) => {
    const id = patternId(pattern);
    const rows = await ledger.query<Omit<PatternReport, 'body'> & { sealed: Buffer; wrappedKey: Buffer }>(
      `SELECT report_id AS "reportId", stage, round, report.sealed, wrapped_key AS "wrappedKey"
         FROM report JOIN application USING (application_id) WHERE application_id = $1`,
      [id],
    );
    const reports = rows.map(async ({ sealed, wrappedKey, ...row }) => {
      const dataKey = await sealing.openDataKey(wrappedKey, id);
      return {
        ...row,
        body: sealing.open(dataKey, sealed, reportPlace(row.reportId)) as PatternReport['body'],
      };
    });
    return [pattern, await Promise.all(reports)] as const;
  });
  return Object.fromEntries(await Promise.all(opened)) as unknown as PatternReports;
}

/** What of a copy is bytes. */
export interface SealedCopy extends Copy {
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  readonly nameIndex: Buffer;
  readonly mobileIndex: Buffer;
  readonly emailIndex: Buffer;
  readonly contactsSealed: Buffer;
  readonly contactsDigest: Buffer;
  readonly reports: readonly SealedReport[];
}

export interface SealedReport {
  readonly patternReportId: string;
  readonly sealed: Buffer;
  readonly digest: Buffer;
  readonly decisionDigest: Buffer | null;
}

export async function sealCopy(sealing: Sealing, copy: Copy, reports: PatternReports): Promise<SealedCopy> {
  const { applicationId: id, name, mobile, email } = copy;
  const { dataKey, wrapped, keyId } = await sealing.newDataKey(id);
  const contacts = { mobile, email };
  const mobileIndex = mobileIndexOf({ sealing }, contacts);
  if (mobileIndex === undefined || checkMobile(mobile).state !== 'good')
    throw new Error('a copy has no good mobile number');
  const bodies = reports[copy.pattern].map((report) => ({
    ...report,
    body: 'applicant' in report.body ? { ...report.body, applicant: { name }, contacts } : report.body,
  }));
  const application = bodies.map(({ body }) => body).find((body) => 'applicant' in body);
  if (application === undefined) throw new Error('a pattern has no report of its application');
  const body: Partial<ApplicationBody> = { ...application };
  delete body.contacts;
  return {
    ...copy,
    keyId,
    wrappedKey: wrapped,
    sealed: sealing.seal(dataKey, body, applicationPlace(id)),
    nameIndex: sealing.index('name', name),
    mobileIndex,
    emailIndex: sealing.index('email', email),
    contactsSealed: sealing.seal(dataKey, contacts, contactsPlace(id, 1)),
    contactsDigest: sealing.digest(canonicalJson(contacts)),
    reports: bodies.map(({ reportId, stage, round, body: its }) => ({
      patternReportId: reportId,
      sealed: sealing.seal(dataKey, its, reportPlace(ownIdOf(id, reportId))),
      digest: sealing.digest(canonicalJson(its)),
      decisionDigest:
        stage !== null && round !== null && 'decision' in its
          ? decisionDigest(sealing, { applicationId: applicationIdOf(id), stage, round }, its.decision)
          : null,
    })),
  };
}

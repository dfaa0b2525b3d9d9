import { applicationIdOf } from '../../domain/ids/ids.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import type { ApplicationWorld } from '../../client/intake/unasked.js';
import type { ApprovalWorld } from '../../client/approval/world.js';
import { configurationSchema } from '../../runtime/configuration/configuration-schema.js';
import type { Stories, Told } from '../../client/story/stories.js';
import type { OutboxMessage } from '../../ledger/outbox/outbox.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { createSealing } from '../../runtime/sealing/sealing.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import { ask, openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { newKey, temporaryFolder, writePrivate } from '../runtime/temporary-folder.js';

/** No Temporal here: whoever asks is told so. */
abstract class NoTemporal implements Stories {
  abstract tell(applicationId: ApplicationId, message: OutboxMessage): Promise<Told>;
  beginAgain: Stories['beginAgain'] = () => Promise.reject(new Error('no Temporal here'));
  completeTask: Stories['completeTask'] = () => Promise.reject(new Error('no Temporal here'));
  signalCompleted = () => Promise.reject(new Error('no Temporal here'));
  progress = () => Promise.reject(new Error('no Temporal here'));
  isRunning: Stories['isRunning'] = () => Promise.reject(new Error('no Temporal here'));
  workers: Stories['workers'] = () => Promise.reject(new Error('no Temporal here'));
}

/** Stands in for a Temporal that cannot be reached. */
export class AwayStories extends NoTemporal {
  tries = 0;
  tell(): Promise<Told> {
    this.tries += 1;
    return Promise.reject(new Error('14 UNAVAILABLE: no connection established'));
  }
}

/** Stands in for a Temporal that takes everything, and keeps what it was told, in order. */
export class RecordingStories extends NoTemporal {
  /** Reports for which an ended story was begun again. */
  readonly begun: string[] = [];
  override beginAgain: Stories['beginAgain'] = (_of, reportId) => {
    this.begun.push(reportId);
    return Promise.resolve();
  };
  /** Whose stories have not ended. */
  readonly running = new Set<string>();
  override isRunning: Stories['isRunning'] = (applicationId) =>
    Promise.resolve(this.running.has(applicationId));
  readonly told: { readonly applicationId: string; readonly message: OutboxMessage }[] = [];
  constructor(
    private readonly answer: (applicationId: string) => Promise<Told> = () => Promise.resolve('told'),
  ) {
    super();
  }
  async tell(applicationId: ApplicationId, message: OutboxMessage): Promise<Told> {
    const answer = await this.answer(applicationId);
    this.told.push({ applicationId, message });
    return answer;
  }
}

/** An intake on a database of its own; sealed with a key of its own unless `sealing` is off. */
export interface OpenedIntake extends OpenedLedger {
  readonly world: ApprovalWorld & ApplicationWorld & { readonly stories: RecordingStories };
  /** The instant the intake takes for now; a test may move it. */
  readonly time: { now: number };
  /** Every log line of it. */
  readonly logged: () => string;
}

const folder = temporaryFolder();
let keys = 0;

export async function openedIntake(sealing: 'on' | 'off' = 'on'): Promise<OpenedIntake> {
  const opened = await openedLedger();
  const time = { now: Date.parse('2026-11-02T02:00:00.123Z') };
  let lines = '';
  const destination = { write: (line: string) => void (lines += line) };
  const keyring = readKeyring(writePrivate(folder, `master-${(keys += 1)}.key`, newKey()));
  const world = {
    ledger: opened.api,
    sealing: createSealing(keyring, { mode: sealing, nodeEnv: 'test', warn: () => undefined }),
    stories: new RecordingStories(),
    clock: { now: () => time.now },
    configuration: configurationSchema.parse({ version: 1, routes: [], staff: { callBackNumber: '95599' } }),
    logger: createLogger({ name: 'test', level: 'debug', destination }),
    tally: noTally,
  };
  return { ...opened, world, time, logged: () => lines };
}

/** The same bank, whose corrected decisions have had their second pair of eyes before they are reported. */
export const correctingAtOnce = <World extends Pick<ApprovalWorld, 'configuration'>>(
  world: World,
): World => ({
  ...world,
  configuration: {
    ...world.configuration,
    approvals: { ...world.configuration.approvals, correctedDecisions: false },
  },
});

let ids = 0;
/** An application id not used before in this test file. */
export const newId = (): ApplicationId => applicationIdOf(`A-${(ids += 1)}`);

/** Values that must stand nowhere in clear text. */
export const canaries = {
  name: '欧阳晓明',
  mobile: '13812345678',
  email: 'xiaoming.ouyang@example.com',
  idNumber: '11010519491231002X',
  document: '近三个月工资流水',
  guidance: '请携带户口本到网点办理',
};

/** What a loan system reports of an application. */
export const applicationBody = (changed: Record<string, unknown> = {}): Record<string, unknown> => ({
  applicant: { name: canaries.name, idNumber: canaries.idNumber },
  contacts: { mobile: canaries.mobile, email: canaries.email },
  product: 'personal-loan',
  amount: 120_000,
  region: '310000',
  ...changed,
});

export const stageBodies = {
  'preliminary-approval': { amount: 100_000, validUntil: '2026-12-01' },
  'supplementary-documents': { documents: [canaries.document], dueDate: '2026-11-20' },
  'final-decision': { decision: 'approved', guidance: canaries.guidance },
} as const;

/** What a report was refused for; fails if it was taken. */
export async function refusalOf(
  report: Promise<unknown>,
): Promise<{ code: FailureCode; fields: readonly string[] }> {
  const answer: unknown = await report.catch((failure: unknown) => failure);
  if (!(answer instanceof Refusal)) throw answer instanceof Error ? answer : new Error('it was taken');
  return { code: answer.code, fields: answer.fields };
}

/** The refusals on record, in order. */
export const refusalsOnRecord = (opened: OpenedLedger) =>
  opened.ledger.query<{
    applicationId: string | null;
    kind: string;
    stage: string | null;
    round: number | null;
    code: string;
    fields: string[];
  }>(
    `SELECT application_id AS "applicationId", kind, stage, round, code, fields FROM refused_report ORDER BY refusal_id`,
  );

/** Which of these texts stand anywhere in the database, as text or as bytes. */
export async function foundInDatabase(opened: OpenedLedger, texts: readonly string[]): Promise<string[]> {
  const { superUrl } = opened.database;
  const tables = await ask<{ name: string }>(
    superUrl,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  let all = '';
  for (const { name } of tables)
    for (const { row } of await ask<{ row: string }>(superUrl, `SELECT t::text AS row FROM "${name}" AS t`))
      all += `${row}\n`;
  return texts.filter(
    (text) => all.includes(text) || all.includes(Buffer.from(text, 'utf8').toString('hex')),
  );
}

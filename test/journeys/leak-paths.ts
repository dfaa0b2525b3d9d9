/** Ten applicants and the ways their data takes through the whole stack, each ending somewhere. */
import { Client, Connection } from '@temporalio/client';
import { reportApplication, reportContacts, reportWithdrawal } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { completeHumanTask } from '../../client/task/complete.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';
import { dataConverterOf } from '../../runtime/codec/data-converter.js';
import { createPayloadCodec } from '../../runtime/codec/payload-codec.js';
import { readKeyring } from '../../runtime/keys/keyring.js';
import type { RuleInput } from '../../simulator/rules.js';
import { canaryApplicant } from './canaries.js';
import type { CanaryApplicant } from './canaries.js';
import { noticeComesTo, openTaskOf } from './facts.js';
import { ProviderWitness } from './provider-witness.js';
import { correctedByStaff, refusedToStaff, resentByStaff } from './leak-staff.js';
import type { RealStack } from './real-stack.js';
import { until } from './until.js';

/** What a path is walked with, and where it leaves what people outside were told. */
interface Way {
  readonly stack: RealStack;
  readonly provider: ProviderWitness;
  readonly who: CanaryApplicant;
  readonly told: string[];
}

interface Path {
  /** How the provider behaves towards this applicant's number. */
  readonly rule?: (who: CanaryApplicant) => RuleInput['action'];
  readonly walk: (way: Way) => Promise<void>;
}

const stage = 'preliminary-approval';

/** Everything an application can say of an applicant. */
export const applicationOf = (who: CanaryApplicant) => ({
  applicant: {
    name: who.name,
    type: 'company',
    contactPerson: who.contactPerson,
    idNumber: who.idNumber,
  },
  contacts: { mobile: who.mobile, email: who.email, landline: who.landline, pushTokens: [who.pushToken] },
  product: 'consumer',
});

/** Everything the stages can say, one after another, and everything staff can say of the applicant. */
export async function allStages({ stack, who }: Pick<Way, 'stack' | 'who'>): Promise<void> {
  const { bank } = stack;
  await reportApplication(bank, who.applicationId, applicationOf(who));
  const documents = { documents: [who.document], dueDate: '2099-12-31', urgent: { reason: who.reason } };
  await reportStage(bank, who.applicationId, 'supplementary-documents', 1, documents);
  await noticeComesTo(bank, who.applicationId, 'delivered');
  await correctedByStaff({ stack, who });
  const decision = { decision: 'conditional', guidance: who.guidance };
  await reportStage(bank, who.applicationId, 'final-decision', 1, decision);
  await until(async () => {
    const left = await bank.ledger.query(
      `SELECT 1 FROM notice WHERE application_id = $1 AND finished_at IS NULL`,
      [who.applicationId],
    );
    return left.length === 0;
  });
  await resentByStaff({ stack, who }, 'final-decision');
}

/** One notice, and how it ends. */
async function oneNotice({ stack, who }: Way, ends: 'delivered' | 'with-staff'): Promise<void> {
  await reportApplication(stack.bank, who.applicationId, applicationOf(who));
  await reportStage(stack.bank, who.applicationId, stage, 1, {});
  await noticeComesTo(stack.bank, who.applicationId, ends, 40_000);
}

/** Reports what must be refused, and keeps what was told about it. */
async function refused({ told }: Way, report: Promise<unknown>): Promise<void> {
  const reason = await report.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(reason instanceof Refusal)) throw new Error('what should have been refused was taken');
  told.push(JSON.stringify([reason.message, reason.fields, reason.stack]));
}

const everyStage: Path = { walk: allStages };

const timeOuts: Path = {
  rule: () => ({ acceptThen: 'timeout' }),
  walk: (way) => oneNotice(way, 'delivered'),
};

const badNumber: Path = {
  walk: async ({ stack: { bank }, who }) => {
    const application = applicationOf(who);
    const contacts = { mobile: `${who.mobile}9` };
    await reportApplication(bank, who.applicationId, { ...application, contacts });
    await reportStage(bank, who.applicationId, stage, 1, {});
    await noticeComesTo(bank, who.applicationId, 'with-staff');
    await reportContacts(bank, who.applicationId, { mobile: `+86 ${who.mobile}` });
    await noticeComesTo(bank, who.applicationId, 'delivered');
  },
};

const quotedByTheProvider: Path = {
  rule: ({ mobile, name }) => ({ reject: `isv.NUMBER_${mobile}`, message: `${name} ${mobile}` }),
  walk: (way) => oneNotice(way, 'with-staff'),
};

const conflicts: Path = {
  walk: async (way) => {
    const { stack, who } = way;
    const { bank } = stack;
    await oneNotice(way, 'delivered');
    const application = applicationOf(who);
    const other = { ...application, applicant: { ...application.applicant, name: `${who.name}二` } };
    await refused(way, reportApplication(bank, who.applicationId, other));
    const urgent = { urgent: { reason: who.reason } };
    await refused(way, reportStage(bank, who.applicationId, stage, 1, urgent));
    await Promise.all(refusedToStaff(way, stage).map((order) => refused(way, order)));
  },
};

/** The first answer names the number where the message's id should stand. */
const withdrawn: Path = {
  rule: ({ mobile }) => ({
    acceptThen: { status: 200, body: JSON.stringify({ Code: 'OK', BizId: mobile }) },
  }),
  walk: async (way) => {
    const { stack, who } = way;
    await oneNotice(way, 'delivered');
    await reportWithdrawal(stack.bank, who.applicationId, { reason: who.reason });
    await refused(
      way,
      reportWithdrawal(stack.bank, who.applicationId, { reason: `${who.name} ${who.guidance}` }),
    );
    const late = { documents: [who.document], dueDate: '2099-12-31' };
    await refused(way, reportStage(stack.bank, who.applicationId, 'supplementary-documents', 1, late));
  },
};

const brokenAnswer: Path = {
  rule: ({ mobile, name }) => ({ acceptThen: { status: 200, body: `{"Message":"${name} ${mobile}", oops` } }),
  walk: (way) => oneNotice(way, 'delivered'),
};

/** Signals and completions of the wrong shape, by a client that encodes as ours do. */
const nonsenseToTheStory: Path = {
  rule: () => ({ reject: 'isv.OUT_OF_SERVICE' }),
  walk: async (way) => {
    const { stack, who, told } = way;
    const { temporalAddress: address, temporalNamespace: namespace, keys } = stack.file;
    await oneNotice(way, 'with-staff');
    const { taskId } = await openTaskOf(stack.bank, who.applicationId);
    const connection = await Connection.connect({ address });
    const dataConverter = dataConverterOf(createPayloadCodec(readKeyring(keys.codec)));
    const client = new Client({ connection, namespace, dataConverter });
    const story = client.workflow.getHandle(workflowIdOf(applicationIdOf(who.applicationId)));
    await story.signal('staffCompleted', { taskId, outcome: `told ${who.name}`, staffRef: who.mobile });
    await story.signal('reported', who.mobile);
    await story.signal('receipt', { attemptId: who.mobile, receiptId: who.name });
    await story
      .executeUpdate('completeTask', { args: [{ taskId, outcome: who.guidance, staffRef: who.email }] })
      .catch((failure: unknown) => told.push(String(failure)));
    await connection.close();
    const nobody = { taskId: who.mobile, outcome: 'told-by-phone', staffRef: 'staff.wang' };
    await refused(way, completeHumanTask(stack.bank, nobody, 'update'));
    const ignored = `SELECT 1 FROM event WHERE application_id = $1 AND kind = 'signal-ignored'`;
    await until(async () => (await stack.bank.ledger.query(ignored, [who.applicationId])).length === 3);
  },
};

const refusedBodies: Path = {
  walk: async (way) => {
    const { stack, who } = way;
    const { bank } = stack;
    const application = applicationOf(who);
    const bodies = [
      { ...application, [who.name]: who.mobile },
      { ...application, consent: { [who.mobile]: true } },
      { ...application, consent: { sms: who.name } },
      { ...application, contacts: { ...application.contacts, [who.mobile]: who.name } },
      { ...application, contacts: { ...application.contacts, pushTokens: [{ [who.name]: 1 }] } },
      { ...application, amount: who.mobile },
      { ...application, product: `${who.name} ${who.mobile}` },
      { ...application, region: who.idNumber },
      { ...application, applicant: { ...application.applicant, type: who.name } },
      { ...application, applicant: { ...application.applicant, name: `${who.name}\0` } },
      `${who.name} ${who.mobile}`,
    ];
    for (const body of bodies) await refused(way, reportApplication(bank, who.applicationId, body));
    for (const id of [who.mobile, `A-${who.idNumber}`, who.name])
      await refused(way, reportApplication(bank, id, application));
    await oneNotice(way, 'delivered');
    await refused(way, reportStage(bank, who.applicationId, who.mobile, 1, {}));
    await refused(way, reportStage(bank, who.applicationId, 'final-decision', Number(who.mobile), {}));
    const undecided = { decision: who.name, guidance: who.guidance, decidedAt: who.mobile };
    await refused(way, reportStage(bank, who.applicationId, 'final-decision', 1, undecided));
  },
};

const forgedReceipts: Path = {
  walk: async (way) => {
    const { stack, provider, who, told } = way;
    await oneNotice(way, 'delivered');
    const [message] = await provider.accepted(who.mobile);
    if (message === undefined) throw new Error('what was delivered was never accepted');
    const row = {
      phone_number: who.mobile,
      success: false,
      err_code: `ERR_${who.mobile}`,
      err_msg: who.name,
      biz_id: message.bizId,
      out_id: message.outId,
    };
    const { route } = message;
    const bodies = [
      [{ ...row, report_time: who.mobile }],
      [{ ...row, err_code: who.name }],
      [{ ...row, biz_id: who.mobile }],
      [{ ...row, biz_id: who.mobile, out_id: who.mobile }],
      [{ ...row, biz_id: `${who.mobile}^0`, out_id: who.name }],
      [{ ...row, biz_id: Number(who.mobile), out_id: undefined }],
      [{ phone_number: who.mobile }, who.name, null],
      { [who.mobile]: who.name },
    ];
    for (const body of bodies) await provider.forge({ route, body: JSON.parse(JSON.stringify(body)) });
    await provider.forge({ route, raw: `[{"phone_number":"${who.mobile}","err_msg":"${who.name}"` });
    const { apiUrl } = stack.file;
    for (const path of [
      `/v1/receipts/sms/aliyun/${who.mobile}`,
      `/v1/receipts/${who.mobile}/${encodeURIComponent(who.name)}/x`,
      `/v1/applications/${who.mobile}`,
      '/codec/decode',
    ]) {
      const answer = await fetch(`${apiUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([row, who.name]),
      });
      // A page that is not found is named to whoever asked for it, and to nobody else.
      const body = await answer.text();
      if (answer.status !== 404) told.push(body);
    }
  },
};

/** Whom SMS does not reach, push and e-mail do not either, and their providers quote them as well. */
const refusedElsewhere = ({ name, pushToken, email, landline }: CanaryApplicant): RuleInput[] => [
  { match: { token: pushToken }, action: { reject: 'UNREGISTERED', message: `${name} ${pushToken}` } },
  { match: { email }, action: { reject: '550 5.1.1', message: `<${email}> ${name} unknown` } },
  { match: { phone: landline.replace('-', '') }, action: { reject: 'isv.OUT_OF_SERVICE' } },
];

/** Each path with the applicant who walks it; the last four places of their ids tell them apart. */
const paths: readonly Path[] = [
  everyStage,
  timeOuts,
  badNumber,
  quotedByTheProvider,
  conflicts,
  withdrawn,
  brokenAnswer,
  nonsenseToTheStory,
  refusedBodies,
  forgedReceipts,
];

/** The applicants who walk. */
export const walkers: readonly CanaryApplicant[] = paths.map((_path, n) => canaryApplicant(n));

/** Walks every path side by side; answers what those outside were told. */
export async function walkEveryPath(stack: RealStack): Promise<string[]> {
  const provider = new ProviderWitness(stack.file.simulatorUrl);
  const all = paths.map((path, n) => ({ path, who: canaryApplicant(n) }));
  await provider.behave(
    all.flatMap(({ path, who }) => {
      const action = path.rule?.(who);
      if (action === undefined) return [];
      const bySms = { match: { phone: who.mobile }, action };
      return action.reject === undefined ? [bySms] : [bySms, ...refusedElsewhere(who)];
    }),
  );
  const told: string[] = [];
  await Promise.all(all.map(({ path, who }) => path.walk({ stack, provider, who, told })));
  return told;
}

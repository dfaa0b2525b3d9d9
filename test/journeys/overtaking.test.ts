/**
 * A limited provider with a backlog on its route's own queue, on the server the stack runs (`matching.useNewMatcher`):
 * who is in a hurry overtakes, and the other route knows nothing of it. Judged by the order in the provider's own log.
 */
import { Connection } from '@temporalio/client';
import { reportApplication } from '../../client/intake/applications.js';
import { reportStage } from '../../client/intake/stages.js';
import { applicationIdOf, workflowIdOf } from '../../domain/ids/ids.js';
import { addresseeOf } from '../../simulator/acceptance.js';
import { ProviderWitness } from './provider-witness.js';
import { RealStack } from './real-stack.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const perSecond = 2;
const stateDir = newStateFolder();
let stack: RealStack;
let provider: ProviderWitness;
let client: Connection;

beforeAll(async () => {
  stack = await RealStack.start({
    stateDir,
    calendar: 'open',
    routes: ['sms/aliyun', 'email/smtp'],
    timing: { route: { lingerMs: 0 }, perSecond: { 'sms/aliyun': perSecond } },
  });
  provider = new ProviderWitness(stack.file.simulatorUrl);
  client = await Connection.connect({ address: stack.file.temporalAddress });
}, 90_000);

afterAll(async () => {
  await client.close();
  await stack.end();
  removeStateFolder(stateDir);
}, 30_000);

interface Applicant {
  readonly applicationId: string;
  /** As the provider is told. */
  readonly to: string;
  readonly contacts: { readonly mobile: string } | { readonly email: string };
}
type Kind = 'ordinary' | 'decision' | 'urgent' | 'mail';
const applicant = (kind: Kind, nth: number): Applicant => {
  const applicationId = `HURRY-${kind}-${String(nth).padStart(2, '0')}`;
  if (kind === 'mail') {
    const to = `hurry-${String(nth)}@mail.example`;
    return { applicationId, to, contacts: { email: to } };
  }
  const to = `138001${{ ordinary: 5, decision: 6, urgent: 7 }[kind]}${String(1_000 + nth)}`;
  return { applicationId, to, contacts: { mobile: to } };
};
const applicants = (kind: Kind, count: number): Applicant[] =>
  Array.from({ length: count }, (_, nth) => applicant(kind, nth));

const apply = ({ applicationId, contacts }: Applicant) =>
  reportApplication(stack.bank, applicationId, {
    applicant: { name: '先后 试' },
    contacts,
    product: 'consumer',
  });

/** To whom messages were taken, the first taken first. */
const taken = async (): Promise<string[]> =>
  (await provider.log()).flatMap((entry) => (entry.kind === 'acceptance' ? [addresseeOf(entry)] : []));

/** How often each send was tried that is not over yet: more than once where the pacer sent it away. */
async function triesOf(all: readonly Applicant[]): Promise<number[]> {
  const { workflowService } = client;
  const tries = await Promise.all(
    all.map(async ({ applicationId }) => {
      const { pendingActivities } = await workflowService.describeWorkflowExecution({
        namespace: stack.file.temporalNamespace,
        execution: { workflowId: workflowIdOf(applicationIdOf(applicationId)) },
      });
      return pendingActivities.flatMap(({ activityType, attempt }) =>
        activityType?.name === 'send' ? [attempt ?? 0] : [],
      );
    }),
  );
  return tries.flat();
}

const owe = (all: readonly Applicant[], stage: string, body: object) =>
  Promise.all(all.map(({ applicationId }) => reportStage(stack.bank, applicationId, stage, 1, body)));

test('the urgent and decisions overtake a backlog, and another route does not wait for it', async () => {
  const ordinary = applicants('ordinary', 48);
  const decisions = applicants('decision', 5);
  const urgent = applicants('urgent', 1);
  const mails = applicants('mail', 10);
  await Promise.all([...ordinary, ...decisions, ...urgent, ...mails].map(apply));
  await owe(ordinary, 'preliminary-approval', {});
  const waiting = await until(
    async () => {
      const [still, gone] = [await triesOf(ordinary), await taken()];
      // Most do not even find a place at the pacer: they were sent away, and wait in Temporal for their turn.
      return still.length + gone.length >= ordinary.length && still;
    },
    40_000,
    'every send waits on its route',
  );
  expect(waiting.filter((tries) => tries > 1).length).toBeGreaterThan(10);
  const before = (await taken()).length;

  await Promise.all([
    owe(decisions, 'final-decision', { decision: 'approved' }),
    owe(urgent, 'preliminary-approval', { urgent: { reason: '放款前确认' } }),
    owe(mails, 'preliminary-approval', {}),
  ]);
  const hurried = new Set([...decisions, ...urgent, ...mails].map(({ to }) => to));
  const order = await until(
    async () => {
      const gone = await taken();
      return gone.filter((to) => hurried.has(to)).length === hurried.size && gone;
    },
    40_000,
    'all but the backlog are taken',
  );

  // Whatever is not in the log by then comes after all of these.
  const overtaken = ordinary.length - before;
  const ahead = order.slice(before).filter((to) => !hurried.has(to));
  expect(ahead.length).toBeLessThan(overtaken / 2);
  const [urgentAt] = urgent.map(({ to }) => order.indexOf(to));
  const lastDecisionAt = Math.max(...decisions.map(({ to }) => order.indexOf(to)));
  expect(urgentAt).toBeLessThan(lastDecisionAt);
  expect(new Set(order).size).toBe(order.length);
}, 120_000);

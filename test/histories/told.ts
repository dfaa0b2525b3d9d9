/** The stories whose histories are kept: one for each thing the workflow does. */
import type { Progress } from '../../workflows/loan-application/messages.js';
import { Story } from '../workflows/stage/story.js';
import type { WeekTime } from '../workflows/stage/server-clock.js';
import type { StoryWorld } from '../workflows/stage/world.js';

interface Told {
  readonly name: string;
  readonly begins: WeekTime;
  readonly limits?: { readonly historyEvents: number };
  readonly contacts?: object;
  /** Providers are asked about the number, with the applicant's consent. */
  readonly checks?: true;
  readonly tell: (story: Story, world: StoryWorld) => Promise<void>;
}

// Without its stack: a history tells nothing of the machine it was recorded on.
const ledgerAway = Object.assign(new Error('connect ECONNREFUSED'), { stack: '' });
const hourMs = 3_600_000;
const asksForCorrection = ({ correctContactTaskId }: Progress): boolean => correctContactTaskId !== undefined;
const withConsent = {
  applicant: { name: '王小明', idNumber: '11010519491231002X' },
  consent: { verification: true },
};

export const told: readonly Told[] = [
  {
    name: 'three-stages-delivered',
    begins: 'Tue 10:00',
    tell: async (story) => {
      await story.stage('preliminary-approval');
      await story.answered(1);
      await story.stage('supplementary-documents');
      await story.answered(2);
      await story.stage('final-decision');
    },
  },
  {
    name: 'held-over-night-then-superseded',
    begins: 'Tue 22:30',
    tell: async (story, { clock }) => {
      await story.stage('preliminary-approval');
      await story.stands('preliminary-approval', 'held');
      await story.stage('final-decision');
      await story.stands('final-decision', 'held');
      await clock.passTo(clock.next('Wed 9:05'));
    },
  },
  {
    name: 'rejected-then-second-route',
    begins: 'Tue 10:00',
    tell: async (story) => {
      story.provider({ route: 'sms/aliyun', reject: 'isv.AMOUNT_NOT_ENOUGH' });
      await story.stage('final-decision');
    },
  },
  {
    name: 'silence-copy-and-late-receipt',
    begins: 'Tue 10:00',
    tell: async (story, world) => {
      world.withoutLingering();
      story.provider({ receipt: 'none' });
      await story.stage('final-decision');
      await story.stands('final-decision', 'awaiting-receipt');
      const first = await story.lastAttempt();
      await world.clock.pass(181_000);
      await story.shows('the copy is out', ({ notices }) => notices[0]?.attempts === 2);
      await world.clock.pass(181_000);
      await story.stands('final-decision', 'with-staff');
      await story.receipt(first, { settlement: 'delivered' });
      await story.stands('final-decision', 'delivered');
      await world.clock.pass(80 * hourMs);
    },
  },
  {
    name: 'outcome-unknown-never-received',
    begins: 'Tue 10:00',
    tell: async (story, { clock }) => {
      story.provider({ times: 1, timeout: true });
      await story.stage('final-decision');
      await story.shows('in doubt', ({ notices }) => notices[0]?.waitingFor?.kind === 'reconciliation');
      await clock.pass(7_000);
    },
  },
  {
    name: 'overdue-task-finished-by-update',
    begins: 'Tue 10:00',
    contacts: { mobile: '1391234' },
    tell: async (story, { clock }) => {
      await story.stage('preliminary-approval');
      await story.stands('preliminary-approval', 'with-staff');
      await clock.pass(25 * hourMs);
      await story.finishTask({ taskId: (await story.lastTask()).taskId, outcome: 'told-by-phone' });
      await story.contacts(story.mobile);
      await story.shows('corrected', ({ correctContactTaskId }) => correctContactTaskId === undefined);
      await story.withdraw();
    },
  },
  {
    name: 'malformed-signals',
    begins: 'Tue 10:00',
    tell: async (story) => {
      await story.handle.signal('reported', null);
      await story.handle.signal('receipt', 7);
      await story.handle.signal('staffCompleted', { taskId: 'x' });
      await story.stage('final-decision');
    },
  },
  {
    name: 'continued-with-an-open-task',
    begins: 'Tue 10:00',
    limits: { historyEvents: 14 },
    tell: async (story) => {
      story.provider({ reject: 'isv.CUSTOMER_REFUSED' });
      await story.stage('preliminary-approval');
      await story.recorded('preliminary-approval', 'with-staff');
      await story.rests();
      await story.withdraw();
    },
  },
  {
    name: 'number-of-another-person',
    begins: 'Tue 10:00',
    checks: true,
    tell: async (story, { simulator }) => {
      await story.shows('a correction is asked for', asksForCorrection);
      await story.stage('final-decision');
      await story.stands('final-decision', 'with-staff');
      simulator.setRules([]);
      await story.contacts(story.mobile.replace(/^139/, '138'));
    },
  },
  {
    name: 'number-nobodys-by-the-time-of-sending',
    begins: 'Tue 10:00',
    checks: true,
    tell: async (story, { clock, simulator }) => {
      simulator.setRules([]);
      await story.contacts(story.mobile.replace(/^139/, '138'));
      await story.shows('nothing is asked for', (progress) => !asksForCorrection(progress));
      await story.rests();
      await clock.pass(2 * hourMs);
      simulator.setRules([
        { match: { operation: 'PhoneNumberStatusForPublic' }, action: { check: 'NOT_EXIST' } },
      ]);
      await story.stage('final-decision');
      await story.stands('final-decision', 'with-staff');
      await story.withdraw();
    },
  },
  {
    name: 'ledger-away-for-a-while',
    begins: 'Tue 10:00',
    tell: async (story, world) => {
      let left = 3;
      world.watch.before = (name) =>
        name === 'takeReport' && left-- > 0 ? Promise.reject(ledgerAway) : undefined;
      await story.stage('final-decision');
    },
  },
];

/** Tells one of them to its end. */
export async function tell(world: StoryWorld, one: Told): Promise<Story> {
  await world.clock.refresh();
  await world.clock.passTo(world.clock.next(one.begins));
  const story = new Story(world, `golden-${one.name}`, one.limits);
  if (one.checks === true) {
    world.withChecks({ maxAgeMs: hourMs });
    world.simulator.setRules([{ match: { operation: 'ThreeElementsVerification' }, action: { check: '0' } }]);
  }
  await story.apply(one.contacts, one.checks === true ? withConsent : {});
  await one.tell(story, world);
  await story.ends();
  world.reset();
  return story;
}

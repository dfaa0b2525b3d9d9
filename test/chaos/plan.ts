/** What a chaos run feeds, disturbs and kills: a pure function of its seed and size. */
import { createHash } from 'node:crypto';
import type { StackRouteName } from '../../cli/stack/routes/stack-routes.js';
import type { FeedEvent, FeedEventName } from '../../cli/feed/feed-event.js';
import { chanceOf } from '../../simulator/chance.js';
import type { RuleInput } from '../../simulator/rules.js';
import { chaosApplicant } from './applicants.js';
import type { ChaosApplicant } from './applicants.js';
import { faultOf, routeFaults } from './faults.js';
import type { Waits } from './faults.js';

export interface ChaosOrder {
  readonly seed: number;
  readonly applications: number;
  readonly routes: readonly StackRouteName[];
  readonly waits: Waits;
  /** Applications a second. */
  readonly rate: number;
}

/** A part that is killed by SIGKILL, so long after the feed's start. */
export interface Kill {
  readonly atMs: number;
  readonly part: 'worker' | 'api' | 'temporal' | 'postgres';
}

export interface ChaosPlan {
  readonly applicants: readonly ChaosApplicant[];
  readonly events: readonly FeedEvent[];
  readonly rules: readonly RuleInput[];
  /** The contact value whose send kills the worker, and at which seam. */
  readonly workerSeams: Readonly<Record<string, string>>;
  /** The application whose receipt kills the door, once it is stored. */
  readonly doorSeams: Readonly<Record<string, string>>;
  readonly kills: readonly Kill[];
  /** How many of each kind of fault there are. */
  readonly faults: Readonly<Record<string, number>>;
  /** The same for the same order, on any machine. */
  readonly digest: string;
}

/** Time enough to come back and do something in between. */
const betweenDeathsMs = 9_000;
const workerSeamKinds = [
  'before-call',
  'after-accept',
  'lingering',
  'receipt-stored',
  'before-return',
] as const;

export function planChaos(order: ChaosOrder): ChaosPlan {
  const { seed, applications, routes, waits, rate } = order;
  const chance = (...words: readonly (string | number)[]) => chanceOf(seed, ...words);
  const applicants = Array.from({ length: applications }, (_, n) => chaosApplicant(n));
  const startOf = (n: number) => Math.round((n * 1_000) / rate);
  const lengthMs = startOf(applications);

  const workerSeams: Record<string, string> = {};
  const doorSeams: Record<string, string> = {};
  const kills: Kill[] = [];
  const rules: RuleInput[] = [];
  const faults: Record<string, number> = {};
  const count = (kind: string) => (faults[kind] = (faults[kind] ?? 0) + 1);
  /** The applicants who take a process with them; nothing else is wrong with them. */
  const deadly = new Set<number>();
  const reportedNear = (atMs: number): number => {
    const n = Math.min(applications - 1, Math.round((atMs * rate) / 1_000));
    return deadly.has(n) ? Math.min(applications - 1, n + 1) : n;
  };

  for (let slot = 0; 2_000 + slot * betweenDeathsMs < lengthMs; slot += 1) {
    const atMs = 2_000 + slot * betweenDeathsMs;
    // Each seam once before any is repeated; every sixth death strikes at no seam at all.
    const kind = workerSeamKinds[(slot + seed) % (workerSeamKinds.length + 1)];
    if (kind === undefined) {
      kills.push({ atMs, part: 'worker' });
      count('worker killed anywhere');
    } else {
      const n = reportedNear(atMs);
      const who = chaosApplicant(n);
      deadly.add(n);
      workerSeams[who.mobile] = `${kind}-${n}`;
      if (kind === 'lingering') rules.push(late(who, waits));
      count(`worker killed: ${kind}`);
    }
    if (slot % 2 === 0) {
      const n = reportedNear(atMs + betweenDeathsMs / 2);
      const who = chaosApplicant(n);
      deadly.add(n);
      doorSeams[who.applicationId] = `receipt-untold-${n}`;
      rules.push(late(who, waits));
      count('door killed: receipt stored, not told');
    } else {
      kills.push({ atMs: atMs + 4_000, part: 'api' });
      count('door killed anywhere');
    }
  }
  for (const [part, share] of [
    ['temporal', 0.35],
    ['postgres', 0.7],
  ] as const) {
    kills.push({ atMs: Math.round(lengthMs * (share + 0.1 * chance(part))), part });
    count(`${part} killed`);
  }

  const disturbed = routes.filter((route) => routeFaults[route] !== undefined);
  applicants.forEach((who, n) => {
    if (deadly.has(n)) return;
    for (const route of disturbed) {
      if (chance('disturbed', n, route) >= 0.35) continue;
      const fault = faultOf(route, who, waits, chance('kind', n, route), chance('which', n, route));
      if (fault === undefined) continue;
      rules.push(...fault.rules);
      count(fault.kind);
    }
  });
  rules.push(...outages(disturbed, lengthMs, chance));
  count('outage of a provider for everybody');
  count('outage of a provider in a region');

  const events = applicants
    .flatMap((who, n) => storyOf(who, n, startOf(n), deadly.has(n), chance))
    .sort((one, other) => one.atMs - other.atMs);
  const made = { applicants, events, rules, workerSeams, doorSeams, kills, faults };
  return { ...made, digest: createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 16) };
}

/** The report comes when the lingering is over. */
const late = ({ mobile }: ChaosApplicant, { lingerMs }: Waits): RuleInput => ({
  match: { phone: mobile },
  action: { receipt: { delayMs: lingerMs + 1_500 } },
});

/** For everybody one route is down for a while, and for some numbers another does not answer. */
function outages(
  routes: readonly StackRouteName[],
  lengthMs: number,
  chance: (...words: readonly (string | number)[]) => number,
): RuleInput[] {
  const [first = 'sms/aliyun', second = first] = routes
    .filter((route) => routeFaults[route]?.asked !== undefined)
    .sort((one, other) => chance('outage', one) - chance('outage', other));
  const from = (share: number) => Math.round(lengthMs * share);
  return [
    {
      match: { route: first, fromMs: from(0.2), untilMs: from(0.3) },
      action: { refuseBefore: 'html-502' },
    },
    {
      match: {
        route: second,
        phonePrefix: ['13951', '13954', '13957'],
        fromMs: from(0.5),
        untilMs: from(0.6),
      },
      action: { timeout: true },
    },
  ];
}

/** What the loan system reports of one application, and when. */
function storyOf(
  who: ChaosApplicant,
  n: number,
  atMs: number,
  plain: boolean,
  chance: (...words: readonly (string | number)[]) => number,
): FeedEvent[] {
  const event = (afterMs: number, name: FeedEventName, data: FeedEvent['data'], round = 1): FeedEvent => ({
    atMs: atMs + afterMs,
    applicationId: who.applicationId,
    event: name,
    round,
    data,
    source: { file: 'chaos', line: n + 1 },
  });
  const has = (kind: string, share: number) => plain || chance('contact', kind, n) < share;
  const contacts = {
    ...(has('mobile', 0.9) ? { mobile: who.mobile } : {}),
    ...(has('email', 0.5) ? { email: who.email } : {}),
    pushTokens: [...(has('fcm', 0.3) ? [who.fcmToken] : []), ...(has('jpush', 0.4) ? [who.jpushToken] : [])],
  };
  const application = event(0, 'application', {
    applicant: { name: who.name },
    contacts,
    product: 'personal-loan',
    amount: 40_000,
  });
  const preliminary = event(150, 'preliminary-approval', { amount: 40_000 });
  const documents = event(2_500, 'supplementary-documents', {
    documents: [who.document],
    dueDate: '2099-12-31',
  });
  const decided = (afterMs: number, round = 1) =>
    event(
      afterMs,
      'final-decision',
      round === 1 ? { decision: 'declined' } : { decision: 'conditional', guidance: who.guidance },
      round,
    );
  const way = plain ? 0 : chance('way', n);
  if (way < 0.55) return [application, decided(150)];
  if (way < 0.7) return [application, preliminary, decided(4_000)];
  if (way < 0.85) return [application, preliminary, documents, decided(6_000)];
  if (way < 0.9) return [application, decided(150), decided(3_000, 2)];
  if (way < 0.95) return [application, preliminary, event(1_500, 'withdrawal', {})];
  // Reported twice, as by a loan system that heard no answer.
  return [application, decided(150), application, decided(1_000)];
}

/** Everything on record about one application, as it stood at one instant; opens no seal. */
import { explainApplication } from '../../domain/explanation/explain.js';
import type { ApplicationExplanation } from '../../domain/explanation/explain.js';
import { plannedOf } from '../../domain/explanation/planned.js';
import type { Planned } from '../../domain/explanation/planned.js';
import { partOfTimeline } from '../../domain/explanation/timeline.js';
import type { TimelinePart } from '../../domain/explanation/timeline.js';
import type { GivenState } from '../../domain/contact/contact-state.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { contactValues, latestContacts } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import type { ApplicationRow } from '../../ledger/application/find.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { consentOf } from '../../ledger/consent/consent.js';
import type { ConsentRow } from '../../ledger/consent/consent.js';
import type { Erasure } from '../../ledger/erasure/erase.js';
import { erasureOf } from '../../ledger/erasure/find.js';
import { inquiriesOf } from '../../ledger/inquiry/count.js';
import type { Queryable } from '../../ledger/ledger.js';
import { receiptsOfApplication } from '../../ledger/receipt/of-application.js';
import type { ReceiptShown } from '../../ledger/receipt/of-application.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';
import type { ExplanationWorld } from '../explanation/explanation.js';
import { readFactsAndRows } from '../explanation/read-facts.js';
import type { FactRows } from '../explanation/read-facts.js';
import { trailOfRows } from '../explanation/trail-of-rows.js';

export interface ApplicationOnRecord extends Omit<FactRows, 'events'> {
  readonly application: ApplicationRow;
  /** Where the applicant's data is no more. */
  readonly erasure: Erasure | undefined;
  /** On the attempts that are told. */
  readonly receipts: readonly ReceiptShown[];
  /** How many were made for each notice of {@link notices}, told or not. */
  readonly attemptsMade: readonly number[];
  /** The contacts in force by name, and what is known of each; the version they came with. */
  readonly contacts: { readonly version: number; readonly states: Readonly<Record<string, GivenState>> };
  /** By channel and check; nothing where it was never reported. */
  readonly consent: readonly ConsentRow[];
  readonly explained: ApplicationExplanation;
  /** The latest of what is on record. */
  readonly timeline: TimelinePart;
  /** What is to come, the soonest first. */
  readonly planned: readonly Planned[];
  /** How often somebody asked about it. */
  readonly inquiries: number;
}

/** Part of a timeline, with the attempts its entries name. */
export interface TimelineOnRecord {
  readonly application: ApplicationRow;
  readonly timeline: TimelinePart;
  readonly attempts: readonly AttemptRow[];
}

/** So many attempts, the newest, are told with an application; beside them those its timeline names. */
const mostAttempts = 200;

/** An application with the latest of its timeline; a {@link Refusal} `application-unknown` where nobody reported it. */
export const applicationOnRecord = (
  { ledger, clock, clockwork }: ExplanationWorld,
  id: ApplicationId,
): Promise<ApplicationOnRecord> =>
  inOneSnapshot(ledger, async (tx) => {
    const now = clock.now();
    const application = await reportedApplication(tx, id);
    const contacts = await latestContacts(tx, id);
    const values = contacts === undefined ? [] : await contactValues(tx, id, contacts.version);
    const { facts, rows } = await readFactsAndRows(tx, id, now);
    const receipts = await receiptsOfApplication(tx, id);
    const trail = trailOfRows(rows.events, receipts);
    const timeline = partOfTimeline(facts, trail, now, clockwork);
    const newest = rows.attempts.slice(-mostAttempts).map(({ attemptId }) => attemptId);
    const told = new Set([...newest, ...namedBy(timeline)]);
    return {
      application,
      erasure: await erasureOf(tx, id),
      reports: rows.reports,
      notices: rows.notices,
      attempts: rows.attempts.filter(({ attemptId }) => told.has(attemptId)),
      attemptsMade: facts.notices.map(({ attempts }) => attempts.length),
      receipts: receipts.filter(({ attemptId }) => told.has(attemptId)),
      tasks: rows.tasks,
      contacts: {
        version: contacts?.version ?? 0,
        states: Object.fromEntries(values.map(({ name, state }) => [name, state])),
      },
      consent: await consentOf(tx, id),
      explained: explainApplication(facts, {}, now, clockwork),
      timeline,
      planned: plannedOf(facts, trail, now, clockwork),
      inquiries: await inquiriesOf(tx, id),
    };
  });

/** The entries of a timeline just before a place; a {@link Refusal} `application-unknown` where nobody reported it. */
export const timelineOnRecord = (
  { ledger, clock, clockwork }: ExplanationWorld,
  id: ApplicationId,
  before: number,
): Promise<TimelineOnRecord> =>
  inOneSnapshot(ledger, async (tx) => {
    const now = clock.now();
    const application = await reportedApplication(tx, id);
    const { facts, rows } = await readFactsAndRows(tx, id, now);
    const trail = trailOfRows(rows.events, await receiptsOfApplication(tx, id));
    const timeline = partOfTimeline(facts, trail, now, clockwork, before);
    const told = new Set(namedBy(timeline));
    return { application, timeline, attempts: rows.attempts.filter(({ attemptId }) => told.has(attemptId)) };
  });

async function reportedApplication(tx: Queryable, id: ApplicationId): Promise<ApplicationRow> {
  const application = await findApplication(tx, id);
  if (application === undefined) throw new Refusal('application-unknown');
  return application;
}

const namedBy = ({ entries }: TimelinePart): string[] =>
  entries.flatMap(({ attemptId }) => (attemptId === undefined ? [] : [attemptId]));

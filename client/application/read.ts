/** Everything on record about one application, as it stood at one instant; opens no seal. */
import { explainApplication } from '../../domain/explanation/explain.js';
import type { ApplicationExplanation } from '../../domain/explanation/explain.js';
import { plannedOf } from '../../domain/explanation/planned.js';
import type { Planned } from '../../domain/explanation/planned.js';
import { timelineOf } from '../../domain/explanation/timeline.js';
import type { TimelineEntry } from '../../domain/explanation/timeline-entry.js';
import type { GivenState } from '../../domain/contact/contact-state.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { contactValues, latestContacts } from '../../ledger/application/contacts.js';
import { findApplication } from '../../ledger/application/find.js';
import type { ApplicationRow } from '../../ledger/application/find.js';
import { attemptsOfApplication } from '../../ledger/attempt/find.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import { consentOf } from '../../ledger/consent/consent.js';
import type { ConsentRow } from '../../ledger/consent/consent.js';
import type { Erasure } from '../../ledger/erasure/erase.js';
import { erasureOf } from '../../ledger/erasure/find.js';
import { tasksOfApplication } from '../../ledger/human-task/row.js';
import type { TaskRow } from '../../ledger/human-task/row.js';
import { inquiriesOf } from '../../ledger/inquiry/count.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import { receiptsOfApplication } from '../../ledger/receipt/of-application.js';
import type { ReceiptShown } from '../../ledger/receipt/of-application.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import type { ReportRow } from '../../ledger/report/find.js';
import type { ExplanationWorld } from '../explanation/explanation.js';
import { readFactsAndTrail } from '../explanation/read-facts.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';
import { trailOfRows } from '../explanation/trail-of-rows.js';

export interface ApplicationOnRecord {
  readonly application: ApplicationRow;
  /** Where the applicant's data is no more. */
  readonly erasure: Erasure | undefined;
  readonly reports: readonly ReportRow[];
  readonly notices: readonly NoticeRow[];
  readonly attempts: readonly AttemptRow[];
  readonly receipts: readonly ReceiptShown[];
  readonly tasks: readonly TaskRow[];
  /** The contacts in force by name, and what is known of each; the version they came with. */
  readonly contacts: { readonly version: number; readonly states: Readonly<Record<string, GivenState>> };
  /** By channel and check; nothing where it was never reported. */
  readonly consent: readonly ConsentRow[];
  readonly explained: ApplicationExplanation;
  /** What is on record, the oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** What is to come, the soonest first. */
  readonly planned: readonly Planned[];
  /** How often somebody asked about it. */
  readonly inquiries: number;
}

/** A {@link Refusal} `application-unknown` where nobody reported it. */
export const applicationOnRecord = (
  { ledger, clock, clockwork }: ExplanationWorld,
  id: ApplicationId,
): Promise<ApplicationOnRecord> =>
  inOneSnapshot(ledger, async (tx) => {
    const now = clock.now();
    const application = await findApplication(tx, id);
    if (application === undefined) throw new Refusal('application-unknown');
    const contacts = await latestContacts(tx, id);
    const values = contacts === undefined ? [] : await contactValues(tx, id, contacts.version);
    const { facts, events } = await readFactsAndTrail(tx, id, now);
    const receipts = await receiptsOfApplication(tx, id);
    const trail = trailOfRows(events, receipts);
    return {
      application,
      erasure: await erasureOf(tx, id),
      reports: await reportsOfApplication(tx, id),
      notices: await noticesOfApplication(tx, id),
      attempts: await attemptsOfApplication(tx, id),
      receipts,
      tasks: await tasksOfApplication(tx, id),
      contacts: {
        version: contacts?.version ?? 0,
        states: Object.fromEntries(values.map(({ name, state }) => [name, state])),
      },
      consent: await consentOf(tx, id),
      explained: explainApplication(facts, {}, now, clockwork),
      timeline: timelineOf(facts, trail, now, clockwork),
      planned: plannedOf(facts, trail, now, clockwork),
      inquiries: await inquiriesOf(tx, id),
    };
  });

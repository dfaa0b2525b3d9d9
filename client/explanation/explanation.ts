/** The answer to “why did no message come?”, from the ledger alone: also while Temporal is away. */
import { explainApplication } from '../../domain/explanation/explain.js';
import type { ApplicationExplanation, Asked } from '../../domain/explanation/explain.js';
import type { Clockwork } from '../../domain/explanation/moment.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import { readFacts } from './read-facts.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';

/** What an explanation is made with; `clockwork` is the calendar's zone and pressing. */
export interface ExplanationWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly clockwork: Clockwork;
}

/** Explains an application or one stage of it; an application nobody reported is explained as that. */
export async function explanationOf(
  { ledger, clock, clockwork }: ExplanationWorld,
  applicationId: ApplicationId,
  asked: Asked = {},
): Promise<ApplicationExplanation> {
  const now = clock.now();
  const facts = await inOneSnapshot(ledger, (tx) => readFacts(tx, applicationId, now));
  return explainApplication(facts, asked, now, clockwork);
}

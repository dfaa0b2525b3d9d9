/** Puts on record that somebody asked, and what the answer was at that moment. */
import { randomUUID } from 'node:crypto';
import { explainInShort } from '../../domain/explanation/explain.js';
import type { Asked, ShortExplanation } from '../../domain/explanation/explain.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import type { InquiryChannel } from '../../domain/inquiry/inquiry.js';
import { findApplication } from '../../ledger/application/find.js';
import { insertInquiry } from '../../ledger/inquiry/insert.js';
import type { ExplanationWorld } from '../explanation/explanation.js';
import { readFacts } from '../explanation/read-facts.js';

export interface InquiryRecorded {
  readonly inquiryId: string;
  readonly askedAt: number;
  readonly explanation: ShortExplanation;
}

/**
 * The cause is ours, judged in the snapshot in which the inquiry is written. A {@link Refusal} `application-unknown`
 * where nothing at all is on record of the application, or it is of a region that is not the asking one's.
 */
export const recordInquiry = (
  { ledger, clock, clockwork }: ExplanationWorld,
  applicationId: ApplicationId,
  asked: Asked,
  by: { readonly staffRef: string; readonly regions?: readonly string[]; readonly channel: InquiryChannel },
): Promise<InquiryRecorded> =>
  ledger.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const region = (await findApplication(tx, applicationId))?.region ?? undefined;
    const { staffRef, channel, regions } = by;
    if (region !== undefined && regions !== undefined && !regions.includes(region))
      throw new Refusal('application-unknown');
    const askedAt = clock.now();
    const facts = await readFacts(tx, applicationId, askedAt, {
      causeAlone: true,
      ...(regions === undefined ? {} : { regions }),
    });
    const isOnRecord =
      facts.reportedAt !== undefined || facts.refusals.length + (facts.listed ?? []).length > 0;
    if (!isOnRecord) throw new Refusal('application-unknown');
    const explanation = explainInShort(facts, asked, askedAt, clockwork);
    const inquiryId = randomUUID();
    const { cause } = explanation;
    await insertInquiry(tx, { inquiryId, applicationId, ...asked, channel, cause, staffRef, askedAt });
    return { inquiryId, askedAt, explanation };
  });

/** What is sealed of an application is shown to a member of staff only once that is on record. */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { reasonBodySchema } from '../../domain/report/schemas.js';
import { insertReveal } from '../../ledger/application/reveal.js';
import { appendEvent } from '../../ledger/event/append.js';
import type { Queryable } from '../../ledger/ledger.js';
import { revealPlace } from '../../runtime/sealing/places.js';
import type { DataKey } from '../../runtime/sealing/sealing.js';
import { knownShape } from '../intake/intake.js';
import type { IntakeWorld } from '../intake/intake.js';
import { lockedApplication } from '../intake/known-application.js';
import type { OpenableApplication } from '../intake/known-application.js';
import { readBody } from '../intake/read-body.js';

export type RevealWorld = Pick<IntakeWorld, 'ledger' | 'sealing' | 'clock'>;

/** Who wants to see it, and why. */
export interface Viewer {
  readonly reason: unknown;
  readonly staffRef: string;
}

/** An application whose row is held, and the key to what is sealed of it. */
export interface Opened {
  readonly tx: Queryable;
  readonly id: ApplicationId;
  readonly application: OpenableApplication;
  readonly dataKey: DataKey;
}

/** What was opened, and what of that is told in the trail. */
export interface Shown<What> {
  readonly what: What;
  /** Where it is contacts, their version; otherwise it is what the applicant replied. */
  readonly version?: number;
  readonly kind: 'contact-revealed' | 'replies-revealed';
  readonly detail: Readonly<Record<string, unknown>>;
  /** The task it is shown for. */
  readonly taskId?: string;
}

/**
 * Opens something of an application and answers it once who sees it, and when, is committed; why is kept sealed. A
 * {@link Refusal} where the application is unknown or erased, or `staffRef` or the reason is none.
 */
export async function onRecord<What>(
  { ledger, sealing, clock }: RevealWorld,
  applicationId: string,
  { reason, staffRef }: Viewer,
  open: (opened: Opened) => Promise<Shown<What>>,
): Promise<What> {
  const id = knownShape(applicationId);
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  const read = readBody(reasonBodySchema, { reason });
  return ledger.transaction(async (tx) => {
    const at = clock.now();
    // Held: an erasure comes before or after, and what was erased is not shown.
    const application = await lockedApplication(tx, id);
    const dataKey = await sealing.openDataKey(application.wrappedKey, id);
    const { what, version, kind, detail, taskId } = await open({ tx, id, application, dataKey });
    const revealId = randomUUID();
    const sealed = sealing.seal(dataKey, read, revealPlace(revealId));
    const shown = version === undefined ? {} : { version };
    await insertReveal(tx, { revealId, applicationId: id, staffRef, sealed, revealedAt: at, ...shown });
    await appendEvent(tx, {
      at,
      applicationId: id,
      kind,
      detail: { ...shown, staffRef, ...detail },
      ...(taskId === undefined ? {} : { taskId }),
    });
    return what;
  });
}

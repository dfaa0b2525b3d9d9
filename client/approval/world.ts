import type { Actor } from '../../domain/approval/who-may.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { OutboxMessage } from '../../ledger/outbox/outbox.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import type { IntakeWorld } from '../intake/intake.js';

/** How long approvals wait, as configured. */
export type ApprovalTimes = Configuration['approvals'];

/** What acts that need a second person are done in. */
export interface ApprovalWorld extends IntakeWorld {
  readonly configuration: Pick<Configuration, 'approvals' | 'routes' | 'staff'>;
}

/** What a story must be told once an act is committed. */
export interface ActToTell {
  readonly applicationId: string;
  readonly outboxId: number;
  readonly message: OutboxMessage;
}

/** Who agreed, and when; nobody where it is done alone. */
export interface Agreed {
  readonly confirmedBy?: string;
  readonly at: number;
}

/** What a kind of approval lets happen; each in the transaction of the decision. */
export interface Act {
  /** Holds what the act is about, before its approval is held: always in this order. */
  readonly hold: (tx: Queryable, approval: ApprovalRow) => Promise<unknown>;
  /** Whether what it is about has changed since it was proposed. */
  readonly isOvertaken: (tx: Queryable, approval: ApprovalRow, at: number) => Promise<boolean>;
  /** Why this very person may not agree, beside being who proposed it. */
  readonly isOwn?: (tx: Queryable, approval: ApprovalRow, actor: Actor) => Promise<boolean>;
  /** Carries it out, or leaves word for the story that does. */
  readonly carryOut: (tx: Queryable, approval: ApprovalRow, agreed: Agreed) => Promise<ActToTell | undefined>;
}

/** Somebody acts at once and alone: why, in their own words. */
export interface BreakGlass {
  readonly reason: unknown;
}

/** What the facts come to: one cause each, with what its words need. */
import type { ReviewVerdict } from '../approval/approval.js';
import type { Route } from '../attempt/route.js';
import type { FailureCode } from '../failure/catalogue.js';
import type { FailureClass } from '../failure/failure-class.js';
import type { TaskBecause, TaskOutcome } from '../human-task/human-task.js';
import type { Wait } from '../notice/state.js';
import type { LeftOutRoute } from '../plan/left-out.js';
import type { SendPolicy } from '../policy/policies.js';
import type { Stage } from '../stage/stage.js';
import type { LineFact, RefusalFact, SecondPersonAct } from './facts.js';

/** Which notice is spoken of. */
export interface Place {
  readonly stage: Stage;
  readonly round: number;
}

/** Why an attempt did not settle the matter. */
export type Setback = FailureClass | 'silence' | 'never-received';

/** Going on from one attempt to another; a `copy` where the first message may still arrive. */
export interface Detour {
  readonly from: Route;
  readonly to: Route;
  readonly because: Setback;
  readonly how: 'another-way' | 'another-contact' | 'corrected-contact' | 'copy';
}

interface Travelled {
  /** Oldest first; empty where the first attempt was the only one. */
  readonly detours: readonly Detour[];
}
/** What waits for a second person; or one has agreed, and it is being carried out. */
export interface SecondPerson {
  readonly act: SecondPersonAct;
  /** Of a corrected decision. */
  readonly place?: Place;
  readonly staffRef: string;
  readonly until: number;
  readonly agreed: boolean;
}

interface WithStaff {
  readonly place: Place;
  readonly because?: TaskBecause;
  readonly since: number;
  readonly dueAt?: number;
  readonly overdue: boolean;
  /** Routes that were not allowed, where that is why; empty otherwise. */
  readonly notAllowed: readonly LeftOutRoute[];
  readonly secondPerson?: SecondPerson;
}

/** One cause with its particulars; instants are epoch milliseconds, absent ones are not on record. */
export type Finding =
  | { readonly cause: 'application-unknown' }
  | { readonly cause: 'nothing-reported'; readonly reportedAt: number }
  | {
      readonly cause: 'stage-not-reported';
      readonly stage: Stage;
      readonly round?: number;
      readonly laterKnown: boolean;
    }
  | {
      readonly cause: 'report-refused';
      readonly at: number;
      readonly kind: RefusalFact['kind'];
      readonly stage?: Stage;
      readonly round?: number;
      readonly code?: FailureCode;
    }
  | {
      readonly cause: 'decision-unreported';
      readonly place: Place;
      /** Of the bank's own list that names it, `YYYY-MM-DD`. */
      readonly day: string;
      readonly decidedAt?: number;
      /** Whether the application itself was reported. */
      readonly applicationKnown: boolean;
      readonly laterKnown: boolean;
    }
  | {
      readonly cause: 'correction-waits';
      /** The round that was reported. */
      readonly place: Place;
      readonly since: number;
      readonly until: number;
    }
  | { readonly cause: 'being-taken-up'; readonly place: Place; readonly since: number }
  | {
      readonly cause: 'held-for-hours';
      readonly place: Place;
      readonly until: number;
      readonly policy?: SendPolicy;
      readonly line?: LineFact;
    }
  | {
      readonly cause: 'held-for-quiet';
      readonly place: Place;
      readonly until: number;
      readonly line?: LineFact;
    }
  | { readonly cause: 'calendar-unknown'; readonly place: Place; readonly askAgainAt: number }
  | ({ readonly cause: 'being-sent'; readonly place: Place; readonly route?: Route } & Travelled)
  | ({
      readonly cause: 'awaiting-receipt';
      readonly place: Place;
      readonly route: Route;
      readonly since: number;
      readonly until?: number;
    } & Travelled)
  | ({
      readonly cause: 'mail-server-accepted';
      readonly place: Place;
      readonly since: number;
      readonly until?: number;
    } & Travelled)
  | ({
      readonly cause: 'push-unacknowledged';
      readonly place: Place;
      readonly since: number;
      readonly until?: number;
    } & Travelled)
  | {
      readonly cause: 'outcome-unknown';
      readonly place: Place;
      readonly route?: Route;
      readonly asked: number;
      readonly until?: number;
    }
  | {
      readonly cause: 'provider-limit';
      readonly place: Place;
      readonly route?: Route;
      readonly until?: number;
    }
  | { readonly cause: 'stalled'; readonly place: Place; readonly waitedFor: Wait; readonly until: number }
  | ({ readonly cause: 'with-staff' } & WithStaff)
  | ({ readonly cause: 'staff-overdue' } & WithStaff)
  /** `missing`: there is none to send to at all, rather than one that is no good. */
  | ({ readonly cause: 'contact-unusable'; readonly missing: boolean } & WithStaff)
  /** `barred`: routes by which the same contact may already have it. */
  | ({ readonly cause: 'not-permitted'; readonly barred: readonly Route[] } & WithStaff)
  | ({
      readonly cause: 'delivered';
      readonly place: Place;
      readonly at?: number;
      readonly route?: Route;
    } & Travelled)
  | ({
      readonly cause: 'delivered-late';
      readonly place: Place;
      readonly at?: number;
      readonly route?: Route;
      readonly wasWithStaff: boolean;
    } & Travelled)
  | ({
      readonly cause: 'delivered-unconfirmed';
      readonly place: Place;
      readonly at?: number;
      readonly route: Route;
    } & Travelled)
  | {
      readonly cause: 'delivery-contradicted';
      readonly place: Place;
      readonly at?: number;
      readonly route?: Route;
      readonly contradictedAt: number;
    }
  | {
      readonly cause: 'completed-by-staff';
      readonly place: Place;
      readonly at?: number;
      readonly outcome?: TaskOutcome;
      readonly staffRef?: string;
      readonly verified?: boolean;
    }
  | { readonly cause: 'superseded'; readonly place: Place; readonly at?: number; readonly by?: Place }
  | { readonly cause: 'withdrawn'; readonly place?: Place; readonly at?: number }
  | {
      readonly cause: 'unreachable';
      readonly place: Place;
      readonly at?: number;
      readonly staffRef?: string;
      readonly confirmedBy?: string;
      /** Nobody else had agreed; who has looked at that since, and what they said. */
      readonly alone?: { readonly by?: string; readonly verdict?: ReviewVerdict };
    };

/** Why the applicant has, or has not yet, been told; a word for programs. */
export type Cause = Finding['cause'];
export type FindingOf<C extends Cause> = Extract<Finding, { readonly cause: C }>;

/** What is to be done, a word for programs. */
export type NextStepWord =
  | 'nothing'
  | 'wait'
  | 'ask-the-loan-system'
  | 'tell-by-hand'
  | 'correct-contact'
  | 'extend-calendar'
  | 'tell-a-supervisor'
  | 'tell-an-engineer';

/** The next step each cause leads to. */
export const nextStepOf: Readonly<Record<Cause, NextStepWord>> = {
  'application-unknown': 'ask-the-loan-system',
  'nothing-reported': 'ask-the-loan-system',
  'stage-not-reported': 'ask-the-loan-system',
  'report-refused': 'ask-the-loan-system',
  'decision-unreported': 'ask-the-loan-system',
  'correction-waits': 'tell-a-supervisor',
  'being-taken-up': 'wait',
  'held-for-hours': 'wait',
  'held-for-quiet': 'wait',
  'calendar-unknown': 'extend-calendar',
  'being-sent': 'wait',
  'awaiting-receipt': 'wait',
  'mail-server-accepted': 'wait',
  'push-unacknowledged': 'wait',
  'outcome-unknown': 'wait',
  'provider-limit': 'wait',
  stalled: 'tell-an-engineer',
  'with-staff': 'tell-by-hand',
  'staff-overdue': 'tell-by-hand',
  'contact-unusable': 'correct-contact',
  'not-permitted': 'tell-by-hand',
  delivered: 'nothing',
  'delivered-late': 'nothing',
  'delivered-unconfirmed': 'nothing',
  'delivery-contradicted': 'tell-a-supervisor',
  'completed-by-staff': 'nothing',
  superseded: 'nothing',
  withdrawn: 'nothing',
  unreachable: 'nothing',
};

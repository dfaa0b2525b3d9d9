/** What the report of an incident is made of. Instants are epoch milliseconds. */
import type { AffectedCounts, AffectedState, IncidentProgress } from '../affected.js';
import type { CompensationState } from '../compensation.js';
import type { IncidentScope, ProviderMark } from '../incident.js';

/** Its head: what it was about, and what was done. */
export interface ReportHead {
  readonly incidentId: number;
  readonly scope: IncidentScope;
  readonly reason: string;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly closed?: { readonly at: number; readonly by: string; readonly confirmedBy?: string };
  /** When each was heard of the provider, the last time it was said. */
  readonly provider: Readonly<Partial<Record<ProviderMark, number>>>;
  readonly counts: AffectedCounts;
  readonly progress: IncidentProgress;
  readonly compensation: Readonly<Partial<Record<CompensationState, number>>>;
  /** When the report was made. */
  readonly madeAt: number;
}

/** One line of its list. */
export interface ReportLine {
  readonly applicationId: string;
  readonly stage: string;
  readonly round: number;
  readonly state: AffectedState;
  readonly owedAt: number;
  readonly lostAt: number;
  readonly lostRoute: string;
  readonly toldAt?: number;
  /** By which route, or by whom. */
  readonly toldBy?: string;
  readonly compensation?: {
    readonly state: CompensationState;
    readonly toldAt?: number;
    readonly toldBy?: string;
  };
}

/** In which language, and by whose wall. */
export interface ReportSetting {
  readonly language: 'zh' | 'en';
  readonly timeZone: string;
}

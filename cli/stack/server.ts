import type { PartSpec } from './part.js';

/** A server the rooms need: ours to run (`spec`), or one that runs already. */
export interface Server<Facts> {
  readonly facts: Facts;
  readonly spec?: PartSpec;
  /** What has to be done once it runs. */
  readonly complete: () => Promise<void>;
}

/** How everybody reaches Temporal. */
export interface TemporalFacts {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl?: string;
}

/** Where a Temporal server that comes in place of the embedded one has its place in a stack. */
export interface TemporalPlace {
  readonly stateDir: string;
  /** Where it is to answer, on 127.0.0.1. */
  readonly port: number;
  /** Where the stack's own PostgreSQL answers, or soon will: both start at once. */
  readonly postgresPort: number;
}

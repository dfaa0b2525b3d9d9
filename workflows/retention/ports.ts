/** What a round of erasure came to; counts alone. */
export interface RetentionFindings {
  /** Applications whose data is no more. */
  readonly erased: number;
  /** Over by the ledger, while their story still runs: left for a later round. */
  readonly running: number;
  /** Which could not be erased; an alarm. */
  readonly failed: number;
}

export interface RetentionPorts {
  /** Erases applicants' data that was kept long enough. */
  eraseExpired(): Promise<RetentionFindings>;
}

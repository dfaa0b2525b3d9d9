/** What the sweep found and did; counts alone. */
export interface SweepFindings {
  /** Unfinished notices looked at. */
  readonly lookedAt: number;
  /** Stories that have ended though something is owed: an alarm and a task each. */
  readonly gone: number;
  /** Stories whose workflow tasks fail. */
  readonly stuck: number;
  /** Notices silent past what they say they wait for. */
  readonly silent: number;
}

export interface SweepPorts {
  /** Compares the ledger's unfinished notices with the stories in Temporal. */
  sweepNotices(): Promise<SweepFindings>;
}

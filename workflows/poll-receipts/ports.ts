/** What a round of questions came to; counts alone. */
export interface PollFindings {
  /** Attempts whose provider was asked. */
  readonly asked: number;
  /** Of which it knew more than we did. */
  readonly told: number;
}

export interface PollPorts {
  /** Asks providers for reports that were never pushed. */
  pollReceipts(): Promise<PollFindings>;
}

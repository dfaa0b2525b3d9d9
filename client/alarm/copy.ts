/** One copy of a message, and what became of it. */
export interface CopyOrder {
  readonly messageId: string;
  readonly responder: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Breaks it off; it is not taken then (`stopped`). */
  readonly signal: AbortSignal;
}

/** `trouble` is a word of ours, or a code of theirs: never their text. */
export type CopyAnswer =
  | { readonly taken: true }
  | {
      readonly taken: false;
      readonly trouble: string;
      /** How long it asks to be left alone. */
      readonly askedMs?: number;
    };

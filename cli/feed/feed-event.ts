/** What a feed delivers, one happening at the bank's loan system after the other. */
import { stages } from '../../domain/stage/stage.js';
import type { Stage } from '../../domain/stage/stage.js';

/** What happened: the application itself, new contacts, a withdrawal, or a stage. */
export type FeedEventName = 'application' | 'contacts' | 'withdrawal' | Stage;

export const feedEventNames = ['application', 'contacts', 'withdrawal', ...stages] as const;

/** Where in a file something stands; `line` counts from 1 and is 0 for the file as a whole. */
interface FeedSource {
  readonly file: string;
  readonly line: number;
}

/**
 * One report to be made. `data` is an object and nothing more is known of it: its judgement, like
 * that of the application id, is the intake's, since a refused report is part of the story.
 */
export interface FeedEvent {
  /** Milliseconds after the feed's start, a whole number. */
  readonly atMs: number;
  readonly applicationId: string;
  readonly event: FeedEventName;
  /** 1 for everything but a stage's further rounds. */
  readonly round: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly source: FeedSource;
}

/** What cannot be read; only the line it stands on is left out. Never holds what was read. */
export interface FeedFault extends FeedSource {
  /** The field or column; empty for a line, or a file, as a whole. */
  readonly field: string;
  /** What should stand there, to be read behind "expected". */
  readonly expected: string;
}

/** Tells the two things a feed yields apart. */
export const isFeedFault = (yielded: FeedEvent | FeedFault): yielded is FeedFault => 'expected' in yielded;

/** `file:line: field: expected …`, without line or field where it concerns the whole. */
export function feedFaultLine({ file, line, field, expected }: FeedFault): string {
  const place = line === 0 ? file : `${file}:${line}`;
  return field === '' ? `${place}: expected ${expected}` : `${place}: ${field}: expected ${expected}`;
}

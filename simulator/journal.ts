import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Happening, LogEntry } from './log-entry.js';

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const fileName = 'provider-log.jsonl';

/** Lines up to the last whole one: a process killed while writing leaves a torn end. */
function wholeEntries(text: string): { entries: LogEntry[]; bytes: number } {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const entries = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogEntry);
  return { entries, bytes: Buffer.byteLength(whole) };
}

/**
 * The provider's own log on disk, one JSON object a line. A record is on the disk (fsync) before
 * {@link record} resolves; records that come together share one write.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #entries: LogEntry[];
  readonly #now: () => number;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  private constructor(file: FileHandle, entries: LogEntry[], now: () => number) {
    this.#file = file;
    this.#entries = entries;
    this.#now = now;
  }

  /** Opens the log in a directory, which is made if need be, with all it held before. */
  static async open(directory: string, now: () => number): Promise<Journal> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, fileName);
    const file = await open(path, 'a', 0o600);
    const { entries, bytes } = wholeEntries(await readFile(path, 'utf8'));
    await file.truncate(bytes);
    return new Journal(file, entries, now);
  }

  /** Everything recorded, the oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Appends happenings in their order. */
  async record(...happenings: readonly Happening[]): Promise<void> {
    const lines = happenings.map((happening) => {
      const entry: LogEntry = { n: this.#entries.length + 1, at: this.#now(), ...happening };
      this.#entries.push(entry);
      return `${JSON.stringify(entry)}\n`;
    });
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ line: lines.join(''), resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Waits for what is being written, then closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #write(): Promise<void> {
    // One turn of the loop lets records that arrive together share the write.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#file.appendFile(batch.map(({ line }) => line).join(''));
        await this.#file.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }
}

import { PrivateFileFault, readPrivateFile } from '../private-file/private-file.js';

const shown = '[secret]';

/** While one secret takes another's place both are good; more than these few at once are a mistake. */
export const mostSecrets = 8;

/** A text that prints as `[secret]` wherever it is printed; only what reveals it gives it away. */
export class Secret {
  readonly #text: string;
  readonly #former: readonly string[];

  /** `former` are those it has taken the place of, and which are still good. */
  constructor(text: string, former: readonly string[] = []) {
    this.#text = text;
    this.#former = former;
  }

  /** The text itself, for the one call that needs it; of several the newest. */
  reveal(): string {
    return this.#text;
  }

  /** Every text that is good, the newest first: for whoever compares, and compares with all of them. */
  revealAll(): readonly string[] {
    return [this.#text, ...this.#former];
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}

/**
 * Reads a secret from its file, without the white space around it.
 * @throws PrivateFileFault when the file is missing, empty or readable by everybody
 */
export function readSecret(file: string): Secret {
  const text = readPrivateFile(file, 'group').trim();
  if (text === '') throw new PrivateFileFault(file, 'a secret, found an empty file');
  return new Secret(text);
}

/**
 * Reads a secret that may be changed without a gap: one a line, the newest first. The first is used wherever we make
 * something of it, all are accepted.
 * @throws PrivateFileFault as {@link readSecret} does, and when the file holds more than {@link mostSecrets}
 */
export function readRotatingSecret(file: string): Secret {
  const lines = readSecret(file)
    .reveal()
    .split(/\s*\n\s*/);
  const [newest = '', ...former] = lines;
  if (lines.length > mostSecrets)
    throw new PrivateFileFault(file, `at most ${mostSecrets} secrets, one a line`);
  return new Secret(newest, former);
}

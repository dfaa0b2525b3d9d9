import { PrivateFileFault, readPrivateFile } from '../private-file/private-file.js';

const shown = '[secret]';

/** A text that prints as `[secret]` wherever it is printed; only {@link reveal} gives it away. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself, for the one call that needs it. */
  reveal(): string {
    return this.#text;
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

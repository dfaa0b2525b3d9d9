/** One thing wrong: where (`routes[0].endpoint`), and what should stand there; never what stands there. */
export interface Fault {
  readonly path: string;
  readonly expected: string;
}

/** A configuration or environment that cannot be used; one line a fault, all of them at once. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** `<file>: <path>: expected …`, or `<file>: expected …` for the whole file. */
export const faultLine = (file: string, { path, expected }: Fault): string =>
  path === '' ? `${file}: expected ${expected}` : `${file}: ${path}: expected ${expected}`;

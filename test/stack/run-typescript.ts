import { join } from 'node:path';

/** The arguments with which `process.execPath` runs a TypeScript source of this checkout, given from its root. */
export function typescriptArguments(source: string): string[] {
  const root = join(__dirname, '..', '..');
  return ['--require', join(__dirname, 'typescript.cjs'), join(root, source)];
}

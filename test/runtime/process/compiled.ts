import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformFileSync } from '@swc/core';

const root = join(__dirname, '../../..');

/** Turns the rooms a process entry needs into JavaScript, so that a real child process can run them. */
export function compileInto(folder: string, rooms: readonly string[]): void {
  const compile = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path)) compile(join(path, name));
    } else if (path.endsWith('.ts')) {
      const target = join(folder, relative(root, path).replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      const { code } = transformFileSync(path, {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
        swcrc: false,
      });
      writeFileSync(target, code);
    }
  };
  for (const room of rooms) compile(join(root, room));
}

/** Where a child finds the packages, since the compiled files stand outside the project. */
export const packages = join(root, 'node_modules');

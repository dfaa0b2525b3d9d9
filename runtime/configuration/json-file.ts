import { readFileSync } from 'node:fs';
import type { Fault } from './configuration-fault.js';

/** What a JSON file holds, or why it cannot be read; the parser's own message would quote the file. */
export function readJsonFile(file: string): { json: unknown } | { faults: Fault[] } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { faults: [{ path: '', expected: 'a file that exists and can be read' }] };
  }
  try {
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    return { faults: [{ path: '', expected: line === undefined ? 'JSON' : `JSON; line ${line} is not` }] };
  }
}

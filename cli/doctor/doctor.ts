import { checks as allChecks } from './checks.js';
import type { Check, Finding, Machine } from './check.js';
import type { Language } from '../terminal.js';
import { jsonOf, lacksSomething, linesOf } from './print.js';

/** How `npx bida doctor` is asked. */
export interface DoctorOptions {
  readonly stateDir: string;
  readonly lang: Language;
  readonly json?: boolean | undefined;
}

/**
 * Looks at the machine and tells, in a line each, what it has, what it lacks and how to get it.
 *
 * @param write takes each line
 * @returns the exit status: 1 when something needed is missing
 */
export async function doctor(
  { stateDir, lang, json = false }: DoctorOptions,
  write: (line: string) => void,
  checks: readonly Check[] = allChecks,
  machine: Machine = thisMachine(stateDir),
): Promise<0 | 1> {
  const findings: Finding[] = await Promise.all(checks.map((check) => check(machine)));
  if (json) write(jsonOf(findings, lang));
  else for (const line of linesOf(findings, lang)) write(line);
  return lacksSomething(findings) ? 1 : 0;
}

/** The machine this process runs on. */
export function thisMachine(stateDir: string): Machine {
  return {
    stateDir,
    environment: process.env,
    nodeVersion: process.versions.node,
    isRoot: process.getuid?.() === 0,
  };
}

/** Asks a checker, and again where it was in trouble. */
import { setTimeout as pause } from 'node:timers/promises';
import type { UncheckedBecause } from '../../domain/verification/verification.js';
import type { Checker, CheckResult, CheckSubject } from './checker.js';

/** How patiently a checker is asked; the time is that of one question. */
export interface Patience {
  readonly tries: number;
  readonly timeoutMs: number;
}

const pausesMs = [250, 1_000] as const;
const passing: readonly UncheckedBecause[] = ['no-answer', 'provider-down', 'rate-limited'];

/** The last answer, where none of the tries brought a better one. */
export async function askChecker(
  checker: Checker,
  subject: CheckSubject,
  { tries, timeoutMs }: Patience,
  stopping: AbortSignal,
): Promise<CheckResult> {
  let said = await checker.check(subject, timeoutMs);
  for (const pauseMs of pausesMs.slice(0, tries - 1)) {
    if (said.answer !== 'unchecked' || !passing.includes(said.because)) return said;
    if (!(await pause(pauseMs, true, { signal: stopping }).catch(() => false))) return said;
    said = await checker.check(subject, timeoutMs);
  }
  return said;
}

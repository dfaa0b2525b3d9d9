/** What may become of a question instead of an answer. */
import type { Problem } from './shapes.js';

/** The API refused, and said why (RFC 9457). */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Nobody answered, or somebody who is not the API. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  constructor(readonly status?: number) {
    super(status === undefined ? 'no answer' : `an answer of status ${status} that is not the API’s`);
  }
}

export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { code, title, requestId } = body as Partial<Record<string, unknown>>;
  return typeof code === 'string' && typeof title === 'string' && typeof requestId === 'string';
}

export const isRefusedAs = (failure: unknown, ...codes: readonly Problem['code'][]): boolean =>
  failure instanceof Refused && codes.includes(failure.problem.code);

/** Whether the same question may be answered a moment later. */
export const mayComeAgain = (failure: unknown): boolean =>
  failure instanceof Refused ? failure.problem.status >= 500 : true;

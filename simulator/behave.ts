import type { ServerResponse } from 'node:http';
import type { Behaviour } from './rules.js';
import { answerHtml502, answerJson, answerRaw } from './wire.js';

const lateMs = 5_000;

/** What a provider does with a request, in its own words. */
export interface Course {
  /** Answers with a code; not taken. */
  refuse(refusal: {
    readonly code: string;
    readonly message: string;
    readonly status?: number;
  }): Promise<void>;
  /** Puts on record that it was not taken, and what was done instead of an answer. */
  leave(doing: string): Promise<void>;
  serve(): Promise<void>;
}

/** Lets a request go as the rules have it: refused, never answered, broken off, or served. */
export async function behave({ answer }: Behaviour, response: ServerResponse, course: Course): Promise<void> {
  if (answer.reject !== undefined) {
    const { reject: code, message = code, status, retryAfterS } = answer;
    if (retryAfterS !== undefined) response.setHeader('retry-after', String(retryAfterS));
    await course.refuse({ code, message, ...(status === undefined ? {} : { status }) });
  } else if (answer.timeout === true) await course.leave('timeout');
  else if (answer.refuseBefore !== undefined) {
    await course.leave(answer.refuseBefore);
    if (answer.refuseBefore === 'drop') response.destroy();
    else answerHtml502(response);
  } else await course.serve();
}

/** Sends a good answer, or lets it go wrong as a rule has it. */
export async function answerTaken(
  { answer }: Behaviour,
  response: ServerResponse,
  body: Record<string, unknown>,
  pause: (ms: number) => Promise<void>,
  status = 200,
): Promise<void> {
  const { acceptThen, delayMs = lateMs } = answer;
  if (acceptThen === 'drop') response.destroy();
  else if (acceptThen === 'html-502') answerHtml502(response);
  else if (typeof acceptThen === 'object') answerRaw(response, acceptThen);
  else if (acceptThen !== 'timeout') {
    if (acceptThen === 'late') await pause(delayMs);
    answerJson(response, status, body);
  }
}

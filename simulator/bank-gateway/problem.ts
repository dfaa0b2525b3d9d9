import type { ServerResponse } from 'node:http';

/** A refusal in the contract's words; without a status it follows from the code. */
export interface GatewayProblem {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

/** The HTTP status of each code that is not a 422. */
const statuses: Readonly<Record<string, number>> = {
  'request-malformed': 400,
  'key-unknown': 401,
  'signature-invalid': 401,
  'timestamp-outside': 401,
  'source-not-allowed': 403,
  'account-not-allowed': 403,
  'reference-unknown': 404,
  'reference-conflict': 409,
  'reference-closed': 409,
  'request-replayed': 409,
  'too-many-requests': 429,
  'internal-error': 500,
  'service-suspended': 503,
  'carriers-unavailable': 503,
  'quota-exhausted': 503,
};

/** Answers with a problem document (RFC 9457). */
export function answerProblem(response: ServerResponse, { code, message, status }: GatewayProblem): void {
  const stands = status ?? statuses[code] ?? 422;
  response
    .writeHead(stands, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title: message, status: stands, code }));
}

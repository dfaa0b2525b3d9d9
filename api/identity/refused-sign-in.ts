/** A sign-in that came to nothing: a person is told so on a page of the console, a program as of every refusal. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { underWayOf } from './cookies.js';
import { isOwnPath, signInPath } from './own-path.js';
import { callbackPath } from './sign-in.js';

/** The console's page that says so. */
const signInFailedPlace = '/sign-in-failed';

/** Whether somebody looks at a browser that was to be signed in. */
export const isSignInByPerson = ({ routeOptions, headers }: FastifyRequest): boolean =>
  (routeOptions.url === signInPath || routeOptions.url === callbackPath) &&
  /\btext\/html\b/i.test(headers.accept ?? '');

/** Sends them to the page with the code, what names the request in our log, and where they wanted to go. */
export function tellOnPage(request: FastifyRequest, reply: FastifyReply, code: FailureCode): FastifyReply {
  const returnTo = underWayOf(request)?.returnTo ?? (request.query as { returnTo?: unknown }).returnTo;
  const told = new URLSearchParams({
    code,
    request: request.id,
    ...(typeof returnTo === 'string' && isOwnPath(returnTo) ? { returnTo } : {}),
  });
  return reply
    .header('cache-control', 'no-store')
    .header('vary', 'accept')
    .redirect(`${signInFailedPlace}?${told.toString()}`, 303);
}

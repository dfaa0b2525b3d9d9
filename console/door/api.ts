/** The way to the API: typed by its description, with the session's token wherever something is changed. */
import createClient from 'openapi-fetch';
import type { paths } from './api-types.js';
import { isProblem, Refused, Unanswered } from './problem.js';
import { sessionEnded, standingNow } from './standing.js';

// Not even masked values are to lie in the browser's own store.
export const api = createClient<paths>({ baseUrl: location.origin, cache: 'no-store' });

api.use({
  onRequest: ({ request }) => {
    request.headers.set('accept-language', document.documentElement.lang);
    const standing = standingNow();
    const token = standing.kind === 'known' ? standing.who.csrfToken : undefined;
    if (request.method !== 'GET' && token !== undefined) request.headers.set('x-csrf-token', token);
    return request;
  },
  onResponse: ({ response }) => {
    if (response.status === 401) sessionEnded();
  },
});

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** What was answered; throws {@link Refused}, or {@link Unanswered} where the API itself said nothing. */
export async function answerOf<Data>(asked: Promise<Answered<Data>>): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await asked.catch((): never => {
    throw new Unanswered();
  });
  if (response.ok) return data as Exclude<Data, undefined>;
  if (isProblem(error)) throw new Refused(error);
  throw new Unanswered(response.status);
}

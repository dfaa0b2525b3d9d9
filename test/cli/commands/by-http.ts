/** A loan system and members of staff that have nothing but the stack file and HTTP. */
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { Browser } from '../../api/identity/browser.js';
import { eventually } from '../../workflows/stage/eventually.js';

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

export type Caller = keyof NonNullable<StackFile['tokens']> | 'nobody';

/** One call of the API with a role's token, or with none. */
export async function callApi(
  { apiUrl, tokens }: StackFile,
  caller: Caller,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  if (tokens === undefined) throw new Error('the stack file has no tokens');
  const response = await fetch(`${apiUrl}/v1/${path}`, {
    method,
    headers: {
      ...(caller === 'nobody' ? {} : { authorization: `Bearer ${tokens[caller]}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** What staff read of an application once its only notice is delivered. */
export const deliveredByHttp = (file: StackFile, id: string): Promise<Record<string, unknown>> =>
  eventually(`${id} is delivered`, async () => {
    const { json } = await callApi(file, 'staff', 'GET', `applications/${id}`);
    const [notice] = (json['notices'] ?? []) as { state: string }[];
    return notice?.state === 'delivered' ? json : undefined;
  });

/** Signs a sample user in by browser and answers what the API says to `path` then. */
export async function readSignedIn(file: StackFile, account: string, path: string): Promise<Answer> {
  const browser = new Browser();
  await browser.signIn(`${file.apiUrl}/v1/session/sign-in`, account);
  const { status, text } = await browser.call(`${file.apiUrl}/v1/${path}`);
  return { status, json: JSON.parse(text) as Record<string, unknown> };
}

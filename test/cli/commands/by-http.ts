/** A loan system and members of staff that have nothing but the stack file and HTTP. */
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { Browser } from '../../api/identity/browser.js';
import { eventually } from '../../workflows/stage/eventually.js';

export interface Answer {
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

/** The stages in their order, with what the loan system says of each. */
const stages = {
  'preliminary-approval': { amount: 80_000 },
  'supplementary-documents': { documents: ['收入证明'], dueDate: '2099-12-31' },
  'final-decision': { decision: 'approved' },
} as const;

/** What staff read of an application once the notice of a stage is delivered. */
const deliveredByHttp = (file: StackFile, id: string, stage: string): Promise<Record<string, unknown>> =>
  eventually(`${stage} of ${id} is delivered`, async () => {
    const { json } = await callApi(file, 'staff', 'GET', `applications/${id}`);
    const notices = (json['notices'] ?? []) as { stage: string; state: string }[];
    return notices.some((one) => one.stage === stage && one.state === 'delivered') ? json : undefined;
  });

/** Signs a sample user in by browser and answers what the API says to `path` then. */
async function readSignedIn(file: StackFile, account: string, path: string): Promise<Answer> {
  const browser = new Browser();
  await browser.signIn(`${file.apiUrl}/v1/session/sign-in`, account);
  const { status, text } = await browser.call(`${file.apiUrl}/v1/${path}`);
  return { status, json: JSON.parse(text) as Record<string, unknown> };
}

/** An application (of region 110000) goes through all three stages, each reported, delivered and explained; only by who may. */
export async function expectWholeWayByHttp(file: StackFile, id: string, application: unknown): Promise<void> {
  const path = `applications/${id}`;
  for (const caller of ['staff', 'supervisor', 'engineer', 'auditor'] as const)
    expect(await callApi(file, caller, 'PUT', path, application)).toMatchObject({
      status: 403,
      json: { code: 'forbidden' },
    });
  expect(await callApi(file, 'nobody', 'PUT', path, application)).toMatchObject({ status: 401 });
  expect(await callApi(file, 'staff', 'GET', path)).toMatchObject({ status: 404 });
  expect(await callApi(file, 'loanSystem', 'PUT', path, application)).toMatchObject({ status: 201 });
  for (const [stage, body] of Object.entries(stages)) {
    expect(await callApi(file, 'loanSystem', 'PUT', `${path}/stages/${stage}`, body)).toMatchObject({
      status: 202,
      json: { notice: { stage, round: 1 } },
    });
    expect(await deliveredByHttp(file, id, stage)).toMatchObject({
      explanation: { cause: 'delivered', zh: { nextStep: expect.any(String) as unknown } },
    });
  }
  expect(await readSignedIn(file, 'li.na', path)).toMatchObject({ status: 200 });
  // Bound to another region.
  expect(await readSignedIn(file, 'zhou.min', path)).toMatchObject({
    status: 404,
    json: { code: 'application-unknown' },
  });
}

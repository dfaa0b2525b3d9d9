/** Asks the API what the console asks, one after another, with another subject every time. */
import type { StackFile } from '../../cli/stack/stack-file.js';
import { spreadOf } from '../figures/spread.js';
import type { Spread } from '../figures/spread.js';
import { isRare } from './copy.js';
import type { Copy } from './copy.js';

/** What one page took, in milliseconds. */
export interface Answered extends Spread {
  readonly page: string;
  readonly requests: number;
  /** Whether it is one that is held to {@link withinMs}. */
  readonly judged: boolean;
}

/** Somebody is on the telephone meanwhile. */
export const withinMs = 300;

/** Of each page. */
const requests = 60;

interface TaskPage {
  readonly tasks: readonly { readonly taskId: string }[];
  readonly next?: string;
}

type Asking = (path: string, body?: object) => Promise<unknown>;

const asking =
  (apiUrl: string, token: string): Asking =>
  async (path, body) => {
    const answer = await fetch(apiUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${text}`);
    return JSON.parse(text) as unknown;
  };

/** Asks a page as staff or supervisor and sees that there is something on it. */
export async function askPages(
  { apiUrl, tokens }: Pick<StackFile, 'apiUrl' | 'tokens'>,
  copies: readonly Copy[],
  chance: () => number,
  progress: (line: string) => void,
): Promise<Answered[]> {
  if (tokens === undefined) throw new Error('the stack has no tokens');
  const staff = asking(apiUrl, tokens.staff);
  const supervisor = asking(apiUrl, tokens.supervisor);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(chance() * items.length)];
    if (item === undefined) throw new Error('the ledger is too small for what is asked');
    return item;
  };
  const found = async (by: object): Promise<void> => {
    const { applications } = (await staff('/v1/applications/search', by)) as { applications: unknown[] };
    if (applications.length === 0) throw new Error('an application that is there was not found');
  };
  const list = async (query: string): Promise<TaskPage> => (await staff(`/v1/tasks?${query}`)) as TaskPage;
  const listed = async (query: string): Promise<void> => {
    if ((await list(query)).tasks.length === 0) throw new Error(`no tasks: ${query}`);
  };
  const rare = copies.filter(({ name }) => isRare(name)).map(({ name }) => name);
  // Of a small ledger some of them bear nobody's name; each that is there is as likely as the others.
  const frequent = [...new Set(copies.map(({ name }) => name).filter((name) => !isRare(name)))];
  const [cursors, taskIds] = await pagesOfTasks(list);

  const answered: Answered[] = [];
  const measure = async (page: string, ask: () => Promise<unknown>, judged = true): Promise<void> => {
    const took: number[] = [];
    for (let n = 0; n < requests; n += 1) {
      const startedAt = performance.now();
      await ask();
      took.push(performance.now() - startedAt);
    }
    answered.push({ page, requests, judged, ...spreadOf(took) });
    progress(`asked ${page}`);
  };
  await measure('search by id', () => found({ applicationId: pick(copies).applicationId }));
  await measure('search by number', () => found({ mobile: pick(copies).mobile }));
  await measure('search by frequent name', () => found({ name: pick(frequent) }));
  await measure('search by rare name', () => found({ name: pick(rare) }));
  await measure('application', () => staff(`/v1/applications/${pick(copies).applicationId}`), false);
  await measure('tasks, mine', () => listed('mine=true'));
  await measure('tasks, unclaimed', () => listed('unclaimed=true'));
  await measure('tasks, overdue', () => listed('overdue=true'));
  await measure('tasks, a later page', () => listed(`unclaimed=true&cursor=${pick(cursors)}`));
  await measure('tasks, counts', () => staff('/v1/tasks/counts'));
  await measure('a task', () => staff(`/v1/tasks/${pick(taskIds)}`));
  await measure('live picture', () => supervisor('/v1/live'), false);
  await measure('inquiries, counts', () => supervisor('/v1/inquiries/counts'), false);
  return answered;
}

/** Cursors behind the first pages of what nobody has, and the tasks on them. */
async function pagesOfTasks(list: (query: string) => Promise<TaskPage>): Promise<[string[], string[]]> {
  const cursors: string[] = [];
  const taskIds: string[] = [];
  for (let cursor = ''; cursors.length < 10;) {
    const { tasks, next } = await list(`unclaimed=true${cursor}`);
    taskIds.push(...tasks.map(({ taskId }) => taskId));
    if (next === undefined) break;
    cursors.push(encodeURIComponent(next));
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  return [cursors, taskIds];
}

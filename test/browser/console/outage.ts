/** A provider out of service, as those who watch come upon it: applications it would be the first to carry. */
import { rankByWeight } from '../../../domain/plan/rank.js';
import type { ConsoleWorld } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;

interface Configured {
  readonly route: string;
  readonly configuredWeight: number;
}

/** What the API answers somebody of a role. */
export async function asked<Answer>(
  world: ConsoleWorld,
  who: 'staff' | 'supervisor' | 'engineer',
  path: string,
  method = 'GET',
  body?: object,
): Promise<Answer> {
  const answer = await fetch(`${world.file.apiUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${world.file.tokens?.[who] ?? ''}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** Ids, each with another prefix, whose notices go by a route of SMS first. */
export async function idsOf(
  world: ConsoleWorld,
  route: string,
  prefix: string,
  count: number,
): Promise<string[]> {
  const { routes } = await asked<{ routes: readonly Configured[] }>(world, 'staff', '/v1/routes');
  const sms = routes
    .filter((one) => one.route.startsWith('sms/'))
    .map((one) => ({ route: one.route, weight: one.configuredWeight }));
  const ids: string[] = [];
  for (let nth = 1; ids.length < count; nth += 1) {
    const id = `${prefix}-${nth}`;
    if (rankByWeight(sms, id)[0]?.route === route) ids.push(id);
  }
  return ids;
}

/** Reports final decisions that may be told by SMS alone, and waits until each was. */
export async function toldBySms(world: ConsoleWorld, ids: readonly string[], mobile: string): Promise<void> {
  await Promise.all(ids.map((id) => world.report(id, { mobile, consent: { sms: true } }, approved)));
  await Promise.all(ids.map((id) => world.comesTo(id, 'delivered')));
}

/** The short chaos run of every day: another seed each day, printed, so that a failure can be played again. */
import { allKept, chaosOrder, runChaos } from './run.js';
import { planChaos } from './plan.js';

const dayMs = 24 * 3_600_000;
const seed = Math.floor(Date.now() / dayMs);
const applications = 60;

test('everything promised is kept while processes die and providers fail', async () => {
  const order = chaosOrder(seed, applications);
  const said: string[] = [];
  const report = await runChaos(order, (line) => said.push(line)).catch((failure: unknown) => {
    throw new Error(`chaos seed ${String(seed)}\n${said.join('\n')}`, { cause: failure });
  });
  expect({ seed, kept: allKept(report), breaches: report.breaches }).toEqual({
    seed,
    kept: true,
    breaches: [],
  });
  expect(report.plan).toBe(planChaos(order).digest);
  expect(report.attempts).toBeGreaterThan(applications);
  for (const part of ['worker', 'api', 'temporal', 'postgres'])
    expect({ part, died: (report.deaths[part] ?? 0) > 0 }).toEqual({ part, died: true });
  // Longer than it gives itself to come to rest, so that what did not is told.
}, 330_000);

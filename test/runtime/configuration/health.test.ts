import { healthRules, healthSchema, monitorSchema } from '../../../runtime/configuration/health-schema.js';

const byReceipt = healthSchema({ byReceipt: true });
const byApp = healthSchema({ byReceipt: false });
const faults = (schema: typeof byReceipt | typeof monitorSchema, given: unknown): string[] =>
  (schema.safeParse(given).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

test('what is off is not judged, and silence of an app says nothing unless it is asked for', () => {
  expect(healthRules(byReceipt.parse({}))).toEqual({
    windowMs: 900_000,
    failure: { share: 0.15, minSample: 10 },
    silence: { share: 0.15, minSample: 10, afterMs: 180_000 },
    slowness: { share: 0.15, minSample: 10, afterMs: 300_000 },
  });
  expect(monitorSchema.parse({})).toEqual({
    everyMs: 60_000,
    balances: true,
    downMs: 120_000,
    upMs: 600_000,
    mostUpMs: 9_600_000,
  });
  expect(healthRules(byReceipt.parse({ silence: false }))).not.toHaveProperty('silence');
  expect(healthRules(byApp.parse({}))).toEqual({
    windowMs: 900_000,
    failure: { share: 0.15, minSample: 10 },
  });
  expect(healthRules(byApp.parse({ silence: {} }))).toHaveProperty('silence.afterMs', 180_000);
});

test.each([
  [{ failure: { share: 0 } }, 'failure.share: expected a share from 0.01 to 0.95'],
  [{ failure: { share: 15 } }, 'failure.share: expected a share from 0.01 to 0.95'],
  [{ failure: { minSample: 1 } }, 'failure.minSample: Too small: expected number to be >=5'],
  [{ windowMs: 1_000 }, 'windowMs: Too small: expected number to be >=300000'],
  [
    { silence: { afterMs: 600_000 } },
    ': expected silence.afterMs to be at most slowness.afterMs: what is not heard of is not heard of in time either',
  ],
])('thresholds that make no sense are refused: %j', (given, fault) => {
  expect(faults(byReceipt, given)).toEqual([fault]);
});

test('a pace that makes no sense is refused', () => {
  expect(faults(monitorSchema, { upMs: 600_000, mostUpMs: 60_000 })).toEqual([
    ': expected mostUpMs to be at least upMs',
  ]);
});

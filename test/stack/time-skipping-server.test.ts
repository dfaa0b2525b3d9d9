import { createTimeSkippingEnvironment } from './time-skipping-server.js';

test('the time-skipping server lets a day pass in no time', async () => {
  const environment = await createTimeSkippingEnvironment();
  try {
    const dayMs = 24 * 3_600_000;
    const before = await environment.currentTimeMs();
    const startedMs = Date.now();
    await environment.sleep(dayMs);
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(dayMs);
    expect(Date.now() - startedMs).toBeLessThan(10_000);
  } finally {
    await environment.teardown();
  }
});

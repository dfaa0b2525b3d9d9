/** `npm run bench:surge -- --quick`: that a morning is held, drains and is judged by the provider's log; never how fast. */
import type { Surge } from '../../../bench/surge/measure.js';
import { quickRun, quickTimeoutMs } from '../quick.js';

jest.setTimeout(quickTimeoutMs);

test('what is held to one opening goes out once each, urgent notices meanwhile, by a worker that keeps few stories', async () => {
  const { measured, files } = await quickRun('surge', [
    ...['--notices', '20', '--per-second', '50', '--cached', '10', '--lead', '60'],
  ]);
  const [drain, ...others] = (measured as Surge).drains;
  expect(others).toEqual([]);
  expect(drain).toMatchObject({ cached: 10, held: 20, lost: 0, twice: 0 });
  expect(drain?.urgent).toBeGreaterThan(0);
  // Nothing leaves before the window opens.
  expect(drain?.latenessMs.p50).toBeGreaterThan(0);
  expect(drain?.mostInAnySecond).toBeLessThanOrEqual(50);
  expect(Object.keys(files)).toEqual(['surge.json', 'surge.md']);
  expect(files['surge.md']).toContain('20 held to one opening');
});

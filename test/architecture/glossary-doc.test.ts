/** docs/glossary.md explains every word of the domain, and points to where it lives. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { settlements, outcomes, purposes } from '../../domain/attempt/attempt.js';
import { channels } from '../../domain/attempt/route.js';
import { taskKinds } from '../../domain/human-task/human-task.js';
import { finishedStates, unfinishedStates } from '../../domain/notice/state.js';
import { stages } from '../../domain/stage/stage.js';
import { read, root } from './sources.js';

const page = read('docs/glossary.md');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| word'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const words = rows.map(([word]) => word);

test('the nouns of the house are explained', () => {
  const nouns = [
    ...[
      'application',
      'stage',
      'round',
      'notice',
      'channel',
      'provider',
      'route',
      'attempt',
      'copy',
      'receipt',
    ],
    ...['send policy', 'send window', 'quiet hours', 'calendar', 'human task', 'failure class'],
    ...['incident', 'drill', 'rollout', 'alarm', 'approval'],
  ];
  expect(words).toEqual(expect.arrayContaining(nouns));
});

test('every state of a notice and of an attempt is explained', () => {
  const states = [...unfinishedStates, ...finishedStates, ...outcomes, ...settlements];
  expect(words).toEqual(expect.arrayContaining(states));
});

test('every stage, channel, kind of task and purpose stands on the page', () => {
  const others = purposes.filter((purpose) => purpose !== 'first');
  expect(words).toEqual(expect.arrayContaining(others));
  for (const word of [...stages, ...channels, ...taskKinds]) expect(page).toContain(`\`${word}\``);
});

test('no word is explained twice', () => {
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});

test.each(rows)(
  '%s has a Chinese word (%s), a meaning, and a place that exists',
  (_word, zh, means, where = '') => {
    expect(zh).toMatch(/^\p{Script=Han}+$/u);
    expect(means).toMatch(/\.\)?$/);
    const places = [...where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(places.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    if (places.length === 0) expect(where).toBe('–');
  },
);

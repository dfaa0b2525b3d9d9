import { segmentsOf } from '../../../domain/words/segments.js';

test.each([
  ['', 0, 1],
  ['好'.repeat(56), 56, 1],
  ['好'.repeat(57), 57, 2],
  ['a'.repeat(120), 120, 2],
  ['a'.repeat(121), 121, 3],
  // Beyond the basic plane a character is charged as two.
  ['😀'.repeat(28), 56, 1],
  ['😀'.repeat(29), 58, 2],
])('a text of its length is charged as so many messages (%#)', (text, characters, messages) => {
  expect(segmentsOf(text)).toMatchObject({ characters, messages });
});

test('how many characters a message holds is told, how many more fit, and which count twice', () => {
  expect(segmentsOf('好'.repeat(50))).toMatchObject({ perMessage: 70, left: 6, doubled: 0 });
  expect(segmentsOf('好'.repeat(57))).toMatchObject({ perMessage: 67, left: 63, doubled: 0 });
  expect(segmentsOf('好😀👍')).toMatchObject({ characters: 5, left: 51, doubled: 2 });
});

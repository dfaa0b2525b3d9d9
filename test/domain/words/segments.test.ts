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
  expect(segmentsOf(text)).toEqual({ characters, messages });
});

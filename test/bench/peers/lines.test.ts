import { codeLines } from '../../../bench/peers/lines.js';

test('neither blank lines nor lines of comment are counted, and a path in quotes begins no comment', () => {
  expect(
    codeLines(
      [
        '/** What it',
        ' * does. */',
        '',
        'const one = 1; // it is counted',
        '// it is not',
        "const path = '/*';",
        '  /* in one line */',
      ].join('\n'),
    ),
  ).toBe(2);
});

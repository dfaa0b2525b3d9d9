import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNumberSegments } from '../../../runtime/configuration/number-segments.js';
import { temporaryFolder } from '../temporary-folder.js';

const folder = temporaryFolder();
let files = 0;
const reading = (text: string) => {
  const file = join(folder, `segments-${String((files += 1))}.csv`);
  writeFileSync(file, text);
  return readNumberSegments({ numberSegments: file });
};

test('a bank’s own table is read, with comments, Windows line ends and a byte order mark', () => {
  const read = reading(
    '\uFEFF# of June\r\nprefix,province,carrier\r\n1390571,浙江,china-mobile\r\n133,,china-telecom\r\n',
  );
  if (!('segments' in read)) throw new Error(JSON.stringify(read));
  expect(read.segments.size).toBe(2);
  expect(read.segments.guess('13905711234')).toEqual({ province: '浙江', carrier: 'china-mobile' });
});

test('every line that is wrong is told by its number, and nothing of it is used', () => {
  const read = reading(
    [
      'prefix,province,carrier',
      '139,,china-mobile',
      '13,,china-mobile',
      '138,Bejing,',
      '137,,AT&T',
      '136,,',
      '135,北京',
    ].join('\n'),
  );
  expect(read).toEqual({
    faults: [
      { path: 'line 3', expected: 'a prefix of 3 to 7 digits that begins with 1' },
      { path: 'line 4', expected: 'a province such as 北京, or none' },
      {
        path: 'line 5',
        expected: 'one of china-mobile, china-unicom, china-telecom, china-broadnet, or no carrier',
      },
      { path: 'line 6', expected: 'a province or a carrier' },
      { path: 'line 7', expected: 'three cells: prefix, province, carrier' },
    ],
  });
});

test('a file of another kind is told in a few words, not in one for each line', () => {
  expect(reading('hello')).toEqual({
    faults: [{ path: '', expected: 'the first line prefix,province,carrier' }],
  });
  const read = reading(['prefix,province,carrier', ...Array.from({ length: 500 }, () => 'x,y,z')].join('\n'));
  expect('faults' in read && read.faults).toHaveLength(21);
  expect(readNumberSegments({ numberSegments: join(folder, 'nowhere.csv') })).toEqual({
    faults: [{ path: '', expected: 'a file that can be read (ENOENT)' }],
  });
});

test('`none` guesses nothing', () => {
  const read = readNumberSegments({ numberSegments: 'none' });
  expect('segments' in read && read.segments.guess('13901000000')).toEqual({});
});

import fc from 'fast-check';
import { carriers, numberSegments, provinces } from '../../../domain/contact/number-segment.js';
import type { Segment } from '../../../domain/contact/number-segment.js';
import { readNumberSegments } from '../../../runtime/configuration/number-segments.js';

const rows: Segment[] = [
  { prefix: '139', carrier: 'china-mobile' },
  { prefix: '13901', carrier: 'china-mobile', province: '北京' },
  { prefix: '1390571', province: '浙江' },
];

test('the longest beginning tells, and no other adds to it', () => {
  const { guess, size } = numberSegments(rows);
  expect(size).toBe(3);
  expect(guess('13912345678')).toEqual({ carrier: 'china-mobile' });
  expect(guess('13901345678')).toEqual({ carrier: 'china-mobile', province: '北京' });
  expect(guess('13905715678')).toEqual({ province: '浙江' });
});

test('whatever is no mobile number, or unknown, is not guessed at', () => {
  const { guess } = numberSegments(rows);
  for (const other of [
    '',
    '139',
    '+8613912345678',
    '057187654321',
    'a@b.example',
    '18812345678',
    '139123456789',
  ])
    expect(guess(other)).toEqual({});
});

test('any table answers as looking through all its rows would', () => {
  const prefix = fc
    .integer({ min: 100, max: 1_999_999 })
    .map(String)
    .filter((text) => text.startsWith('1'));
  const segment = fc.record({
    prefix,
    carrier: fc.constantFrom(...carriers),
    province: fc.constantFrom(...provinces),
  });
  const digits = fc.stringMatching(/^1\d{10}$/);
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 60 }), digits, fc.nat(), (table, any, pick) => {
      const near = table[pick % Math.max(1, table.length)]?.prefix ?? '';
      const mobile = near + any.slice(near.length);
      const fitting = table.filter((row) => mobile.startsWith(row.prefix));
      const most = Math.max(0, ...fitting.map((row) => row.prefix.length));
      const last = fitting.filter((row) => row.prefix.length === most).at(-1);
      const { carrier, province } = last ?? {};
      expect(numberSegments(table).guess(mobile)).toEqual(last === undefined ? {} : { carrier, province });
    }),
  );
});

describe('the shipped sample', () => {
  const read = readNumberSegments({ numberSegments: 'sample' });
  if (!('segments' in read)) throw new Error('the sample cannot be read');
  const carrierOf = (beginning: string) => read.segments.guess(beginning.padEnd(11, '0')).carrier;

  test.each([
    ['134', 'china-mobile'],
    ['1349', undefined],
    ['139', 'china-mobile'],
    ['130', 'china-unicom'],
    ['133', 'china-telecom'],
    ['192', 'china-broadnet'],
    ['165', 'china-mobile'],
    ['167', 'china-unicom'],
    ['162', 'china-telecom'],
    ['1701', 'china-telecom'],
    ['1705', 'china-mobile'],
    ['1709', 'china-unicom'],
    ['197', 'china-mobile'],
    ['196', 'china-unicom'],
    ['17490', undefined],
  ] as const)('knows whose %s is', (beginning, carrier) => {
    expect(carrierOf(beginning)).toBe(carrier);
  });

  test('tells a province of well-known beginnings alone', () => {
    expect(read.segments.guess('13901000000').province).toBe('北京');
    expect(read.segments.guess('13800000101').province).toBeUndefined();
  });
});

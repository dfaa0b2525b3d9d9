import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { mask } from '../../../runtime/logging/mask.js';

const wide = (text: string) =>
  text.replace(/[0-9+@.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

test.each([
  ['13812345678', '[mobile]'],
  ['+8613812345678', '[mobile]'],
  ['008613812345678', '[mobile]'],
  ['+86 138 1234 5678', '[mobile]'],
  ['(+86)138-1234-5678', '([mobile]'],
  ['138.1234.5678', '[mobile]'],
  ['138 1234-5678,', '[mobile],'],
  ['1 3 8 1 2 3 4 5 6 7 8', '[mobile]'],
  ['\u202d138\u00a01234\u00a05678\u202c', '\u202d[mobile]\u202c'],
  ['１３８１２３４５６７８', '[mobile]'],
  ['tel=13812345678&x', 'tel=[mobile]&x'],
  ['mobile%3D%2B8613812345678', 'mobile%3D%2B[mobile]'],
  ['sent to13812345678ok', 'sent to[mobile]ok'],
  ['手机13812345678。', '手机[mobile]。'],
  ['{"PhoneNumbers":"13812345678"}', '{"PhoneNumbers":"[mobile]"}'],
  ['+852 6123 4567', '[phone]'],
  ['010-12345678', '[phone]'],
  ['0755 8888 8888', '[phone]'],
  ['11010119900307451X', '[id-number]'],
  ['110101199003074514', '[id-number]'],
  ['110101 19900307 4514', '[id-number]'],
  ['110101900307451', '[id-number]'],
  ['6222021234567890123', '[digits]'],
  ['6222 0212 3456 7890 123', '[digits]'],
  ['order 20261123000001', 'order [digits]'],
  ['zhang.san@example.com', '[email]'],
  ['<zhang+loan@mail.example.com.cn>', '<[email]>'],
  ['张三@例子.中国', '[email]'],
  ['to=zhang%40example.com', '[email]'],
  ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', '[email]'],
  ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [masked]'],
  ['authorization: basic dXNlcjpwYXNzd29yZA==', 'authorization: basic [masked]'],
  ['token eyJhbGciOi.eyJzdWIiOi.c2ln', 'token [token]'],
  ['postgres://bida:pa@ss@127.0.0.1:5432/bida', 'postgres://[masked]@127.0.0.1:5432/bida'],
  ['https://sms.example.com/?Phone=1&Name=z', 'https://sms.example.com/?[masked]'],
  ['https://sms.example.com/a?plain', 'https://sms.example.com/a?[masked]'],
  ['GET /v1/notices?name=张三', 'GET /v1/notices?[masked]'],
  ['POST /v1/receipts/sms/aliyun/s3cr3t-path', 'POST /v1/receipts/sms/aliyun/[masked]'],
])('%s is masked', (text, expected) => {
  expect(mask(text)).toBe(expected);
});

test.each([
  'at send (/app/node_modules/@temporalio/worker/lib/worker.js:1234:56)',
  'connect ECONNREFUSED 127.0.0.1:7233',
  'peer 192.168.10.100:50051, then 192.168.100.100',
  '2026-11-23T18:29:00.123Z',
  '2026-11-23 18:29:00.123456789+08:00',
  'woke at 1763900000000, due 1763900003600000 in 3600000 ms'.replace('1763900003600000', '1763900003600'),
  'loan-application/A-2026-000123 final-decision/1',
  'send/sms/aliyun attempt 3 of 5 took 1500 ms',
  'temporal 1.24.0, package@1.2.3',
  'isv.BUSINESS_LIMIT_CONTROL HTTP 429',
  'Bearer token expired',
  '已通知 3 份,等待 1 份',
])('%s says nothing of a person and stays', (text) => {
  expect(mask(text)).toBe(text);
});

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (length: number) =>
  fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
const mobile = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digits(9))
  .map(([a, b]) => `1${a}${b}`);
const written = fc
  .tuple(
    mobile,
    fc.constantFrom('', '86', '+86', '0086', '+86 ', '+86-', '0086 ', '86-', '(+86) '),
    fc.constantFrom('', ' ', '-', ' - ', '\u00a0', '\u2011', '　'),
    fc.boolean(),
  )
  .map(([number, country, gap, full]) => {
    const text = country + [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(gap);
    return { number, gap, text: full ? wide(text) : text };
  });
const date = fc.constantFrom('19900307', '20011231', '19780101');
const identity = fc
  .tuple(digits(6), date, digits(3), fc.constantFrom('0', '1', '5', '9', 'X', 'x'))
  .map((parts) => parts.join(''));

const surroundings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    ...[
      '1700 ',
      '2026-11-23 10:00:00',
      '2026-11-23T10:00:00.',
      '2026-11-23T10:00:00+',
      '1763900000000 ',
      '86 ',
    ],
    ...[
      '0',
      'round 1 ',
      'A-1/final-decision/1 ',
      '{"mobile":"',
      'https://x.example/',
      '?a=',
      '11-',
      '1.',
      '#',
    ],
    ...[`${randomUUID()}-`, `${randomUUID()} `, `id=${randomUUID()}`],
  ),
);
const digitsOf = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\p{Pd}()\u200b-\u200f\u202a-\u202e]/gu, '');
// Thirteen digits beginning 16 to 19 are taken for a time: the one shape that hides a number written into it.
const looksLikeTime = (text: string): boolean => /(?<!\d)1[6-9]\d{11}(?!\d)/.test(text.normalize('NFKC'));

test('no mobile number survives, however written and whatever stands around it', () => {
  fc.assert(
    fc.property(surroundings, written, surroundings, (before, { number, gap, text }, after) => {
      const line = before + text + after;
      fc.pre(!looksLikeTime(line));
      // In groups, digits that run into the number make it another one; in one run they hide nothing.
      fc.pre(gap === '' || !(/\d$/.test(digitsOf(before)) || /^\d/.test(digitsOf(after))));
      expect(digitsOf(mask(line))).not.toContain(number);
    }),
    { numRuns: 5_000 },
  );
});

test('no identity number survives', () => {
  fc.assert(
    fc.property(surroundings, identity, surroundings, (before, number, after) => {
      expect(mask(before + number + after)).not.toContain(number);
      expect(mask(wide(number))).not.toContain(number);
    }),
    { numRuns: 2_000 },
  );
});

test('no e-mail address survives', () => {
  fc.assert(
    fc.property(surroundings, fc.emailAddress(), surroundings, (before, address, after) => {
      expect(mask(`${before}${address}${after}`)).not.toContain(address);
    }),
    { numRuns: 2_000 },
  );
});

test('a UUID and a time, in milliseconds or ISO, survive beside anything that is no letter or digit', () => {
  const time = fc.integer({ min: 1_600_000_000_000, max: 1_999_999_999_999 }).map(String);
  const iso = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const edge = fc.constantFrom(
    ' ',
    '/',
    ':',
    '=',
    '"',
    ',',
    '(',
    ')',
    '\n',
    '，',
    ' 1 ',
    ' round 1 ',
    ': 13 ',
  );
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), time, iso), edge, edge, (kept, before, after) => {
      expect(mask(`${before}${kept}${after}`)).toContain(kept);
    }),
    { numRuns: 5_000 },
  );
});

test('masking twice changes nothing more', () => {
  const line = fc.array(fc.oneof(surroundings, mobile, identity, fc.emailAddress(), fc.webUrl()), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(line, (parts) => {
      const once = mask(parts.join(' '));
      expect(mask(once)).toBe(once);
    }),
    { numRuns: 2_000 },
  );
});

test.each(['a', '1 ', '1-', '.', 'a.', '@', '%', 'http://', '2026-', '/', '?', '138,', '１'])(
  'a long line of %j is masked in a time that grows as the line does',
  (unit) => {
    // Work that grew with the square of the length would take minutes, and end the test.
    const line = unit.repeat(300_000 / unit.length);
    expect(mask(line)).toBeDefined();
  },
  60_000,
);

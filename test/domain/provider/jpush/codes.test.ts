import { classifyJpush, jpushCodes, readableJpushCode } from '../../../../domain/provider/jpush/codes.js';

describe('the table of JPush’s codes', () => {
  test('speaks of no code twice, except where the message tells the meanings apart', () => {
    const keys = jpushCodes.map(({ code, when }) => `${code} ${String(when)}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has words in both languages and a source on every row', () => {
    for (const { zh, en, doc } of jpushCodes) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e’]+$/);
      expect(doc).toMatch(/^https:\/\//);
    }
  });

  test('never says that a push was delivered', () => {
    for (const { meaning } of jpushCodes) expect(['delivered', 'pending']).not.toContain(meaning);
  });

  test('strikes a registration id out only where JPush names it', () => {
    expect(jpushCodes.filter(({ meaning }) => meaning === 'wrong-number').map(({ code }) => code)).toEqual([
      '1003',
    ]);
    expect(classifyJpush('1003', 'The registration_id x is invalid!').failure).toBe('wrong-number');
    expect(classifyJpush('1003', 'The value of options is invalid!').failure).toBe('content-rejected');
  });
});

test('a code that no table has is told to be unlisted, and leaves the outcome unknown', () => {
  expect(classifyJpush('9876')).toMatchObject({ listed: false, failure: 'unknown-outcome' });
});

test.each([[1011], ['1011']])('%p can be kept as it is', (raw) => {
  expect(readableJpushCode(raw)).toBe('1011');
});

test.each([[undefined], [7], [''], [13812345678], ['13812345678'], ['abcd'], [10.5], [null]])(
  '%p cannot be kept as it is',
  (raw) => {
    expect(readableJpushCode(raw)).toBe('unreadable');
  },
);

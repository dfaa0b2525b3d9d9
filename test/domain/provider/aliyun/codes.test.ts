import { classifyReceipt, classifyRequest, readableCode } from '../../../../domain/provider/aliyun/codes.js';
import { receiptCodes } from '../../../../domain/provider/aliyun/receipt-codes.js';
import { requestCodes } from '../../../../domain/provider/aliyun/request-codes.js';

const rows = [...requestCodes, ...receiptCodes];

describe('the tables of Aliyun’s codes', () => {
  test('speak of no code twice, except where the message tells the meanings apart', () => {
    const keys = rows.map(({ source, code, when }) => `${source} ${code} ${String(when)}`);
    expect(new Set(keys).size).toBe(keys.length);
    const plain = rows
      .filter(({ when }) => when === undefined)
      .map(({ source, code }) => `${source} ${code}`);
    expect(new Set(plain).size).toBe(plain.length);
  });

  test('have words in both languages and a source on every row', () => {
    for (const { zh, en, doc } of rows) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e’]+$/);
      expect(doc).toMatch(/^https:\/\//);
    }
  });

  test('keep requests and receipts apart: only receipts say delivered or pending', () => {
    expect(requestCodes.filter(({ meaning }) => meaning === 'delivered' || meaning === 'pending')).toEqual(
      [],
    );
    expect(requestCodes.every(({ source }) => source === 'request')).toBe(true);
    expect(receiptCodes.every(({ source }) => source === 'receipt')).toBe(true);
  });

  test('never call a number wrong because of a receipt', () => {
    expect(receiptCodes.filter(({ meaning }) => meaning === 'wrong-number')).toEqual([]);
  });

  test('hold only codes that are readable', () => {
    for (const { code } of rows) expect(readableCode(code.replace('*', ''))).toBe(code.replace('*', ''));
  });
});

describe('a refusal’s code', () => {
  test.each([
    ['isv.MOBILE_NUMBER_ILLEGAL', 'wrong-number'],
    ['isv.SMS_SIGNATURE_ILLEGAL', 'content-rejected'],
    ['isv.SMS_SIGNATURE_NEVER_SEEN', 'content-rejected'],
    ['isv.TEMPLATE_NEVER_SEEN', 'content-rejected'],
    ['isv.AMOUNT_NOT_ENOUGH', 'provider-down'],
    ['Throttling', 'rate-limited'],
    ['Throttling.User', 'rate-limited'],
    ['isp.SYSTEM_ERROR', 'unknown-outcome'],
    ['SignatureNonceUsed', 'unknown-outcome'],
  ])('%s means %s', (code, failure) => {
    expect(classifyRequest(code, '')).toMatchObject({ listed: true, failure });
  });

  test.each([
    '触发分钟级流控Permits:1',
    '触发小时级流控Permits:5',
    '触发天级流控Permits:10',
    '触发号码天级流控Permits:50',
  ])('for flow control reading "%s" means the number is blocked for now', (message) => {
    expect(classifyRequest('isv.BUSINESS_LIMIT_CONTROL', message).failure).toBe('blocked');
  });

  test.each(['', '业务限流', 'account flow control'])(
    'for flow control reading "%s" means our rate is limited',
    (message) => {
      expect(classifyRequest('isv.BUSINESS_LIMIT_CONTROL', message).failure).toBe('rate-limited');
    },
  );

  test.each(['isv.NEVER_SEEN', 'ThrottlingX', 'OK', 'DELIVERED', 'unreadable', '__proto__'])(
    'that no table has (%s) leaves the outcome unknown',
    (code) => {
      expect(classifyRequest(code, '')).toMatchObject({ listed: false, failure: 'unknown-outcome' });
    },
  );
});

describe('a delivery report’s code', () => {
  test('DELIVERED settles the message', () => {
    expect(classifyReceipt('DELIVERED', true)).toMatchObject({ listed: true, settlement: 'delivered' });
    expect(classifyReceipt('DELIVERED', undefined)).toMatchObject({ listed: true, settlement: 'delivered' });
  });

  test.each(['REQUEST_SUCCESS', 'SP_UNKNOWN_ERROR'])('%s settles nothing', (code) => {
    const verdict = classifyReceipt(code, false);
    expect(verdict).toMatchObject({ listed: true, settlement: undefined });
    expect(verdict.failure).toBeUndefined();
  });

  test('that no table has makes the number suspect, unless it reports success', () => {
    expect(classifyReceipt('NEVER_SEEN', false)).toMatchObject({
      listed: false,
      settlement: 'undelivered',
      failure: 'suspect-number',
    });
    expect(classifyReceipt('NEVER_SEEN', undefined)).toMatchObject({
      listed: false,
      failure: 'suspect-number',
    });
    expect(classifyReceipt('NEVER_SEEN', true)).toMatchObject({ listed: false, settlement: 'delivered' });
  });

  test('at odds with its success field counts as the worse of the two, and is not taken for listed', () => {
    expect(classifyReceipt('DELIVERED', false)).toMatchObject({ listed: false, settlement: 'undelivered' });
    expect(classifyReceipt('MOBILE_IN_BLACK', true)).toMatchObject({
      listed: false,
      settlement: 'undelivered',
      failure: 'blocked',
    });
  });
});

test('what could carry a number or words instead of a code is not repeated', () => {
  for (const raw of [
    'isv.13912345678',
    '13912345678',
    'a b',
    '欧阳',
    '',
    'x'.repeat(65),
    12,
    null,
    undefined,
    {},
  ])
    expect(readableCode(raw)).toBe('unreadable');
  expect(readableCode('MK:0001')).toBe('MK:0001');
});

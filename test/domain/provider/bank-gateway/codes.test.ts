import {
  classifyGatewayReport,
  classifyGatewayRefusal,
  readableGatewayCode,
} from '../../../../domain/provider/bank-gateway/codes.js';
import { gatewayReceiptCodes } from '../../../../domain/provider/bank-gateway/receipt-codes.js';
import { gatewayRequestCodes } from '../../../../domain/provider/bank-gateway/request-codes.js';
import { parseGatewayReceipts } from '../../../../domain/provider/bank-gateway/receipt.js';
import { failureClasses } from '../../../../domain/failure/failure-class.js';

describe('the tables of the contract’s codes', () => {
  test.each([
    ['requests', gatewayRequestCodes],
    ['receipts', gatewayReceiptCodes],
  ])('of %s speak of no code twice, in both languages, in codes that can be read', (_, rows) => {
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    for (const { code, zh, en } of rows) {
      expect(readableGatewayCode(code)).toBe(code);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e’]+$/);
    }
  });

  test('have a code for every failure class', () => {
    const meanings = new Set<string>(
      [...gatewayRequestCodes, ...gatewayReceiptCodes].map(({ meaning }) => meaning),
    );
    for (const failure of failureClasses) expect(meanings).toContain(failure);
  });

  test('never take a number for wrong by a report alone', () => {
    expect(gatewayReceiptCodes.filter(({ meaning }) => meaning === 'wrong-number')).toEqual([]);
  });

  test('leave certain only what did not come from behind the point of acceptance', () => {
    for (const { status, meaning } of gatewayRequestCodes)
      if (status >= 500 && status !== 503) expect(meaning).toBe('unknown-outcome');
  });
});

test('a code in no table leaves a request unknown, and makes a report doubtful', () => {
  expect(classifyGatewayRefusal('brand-new')).toEqual({ listed: false, failure: 'unknown-outcome' });
  expect(classifyGatewayReport('brand-new')).toEqual({
    listed: false,
    settlement: 'undelivered',
    failure: 'suspect-number',
  });
});

test.each([[undefined], [7], [''], ['13812345678'], ['x1'], ['Delivered'], ['a'.repeat(65)]])(
  '%p cannot be kept as a code',
  (raw) => {
    expect(readableGatewayCode(raw)).toBe('unreadable');
  },
);

describe('a push of receipts', () => {
  const reference = '6f1c2f6e-6c1f-4c0e-9c39-0d7f5d2a7b11';
  const row = { reference, messageId: 'm-1', code: 'delivered', at: '2026-11-02T10:00:03+08:00' };

  test('is read, further fields and all', () => {
    expect(parseGatewayReceipts({ receipts: [{ ...row, segments: 2 }], batch: 'x' })).toEqual({
      receipts: [
        {
          ourReference: reference,
          messageId: 'm-1',
          settlement: 'delivered',
          code: 'delivered',
          listed: true,
          reportedAt: Date.parse('2026-11-02T02:00:03Z'),
        },
      ],
      malformed: 0,
    });
  });

  test.each([[undefined], ['2026-11-02 10:00:03'], [1_793_000_000], ['2026-13-02T10:00:03Z']])(
    'is read with the time %p, which is left out',
    (at) => {
      const { receipts } = parseGatewayReceipts({ receipts: [{ ...row, at }] });
      expect(receipts[0]).not.toHaveProperty('reportedAt');
    },
  );

  test('loses no good entry for a bad one', () => {
    const bad = [
      null,
      7,
      {},
      { ...row, reference: 'x' },
      { ...row, messageId: 7 },
      { ...row, code: undefined },
    ];
    expect(parseGatewayReceipts({ receipts: [row, ...bad, row] })).toMatchObject({ malformed: bad.length });
  });

  test.each([[null], [[]], [{}], ['x'], [{ receipts: 'x' }]])('%p is one malformed entry', (body) => {
    expect(parseGatewayReceipts(body)).toEqual({ receipts: [], malformed: 1 });
  });
});

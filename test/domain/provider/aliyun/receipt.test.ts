import fc from 'fast-check';
import { aliyunReceiptReply, parseAliyunReceipts } from '../../../../domain/provider/aliyun/receipt.js';
import { instantOfWallTime, sendDateOf } from '../../../../domain/provider/aliyun/wall-time.js';

const row = {
  phone_number: '13912345678',
  send_time: '2026-11-02 09:00:00',
  report_time: '2026-11-02 09:00:03',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '628323749491270669^0',
  out_id: '5f0c8a52-0d6a-4d6e-8a51-6d5c6f1c1c11',
};

describe('a push of delivery reports', () => {
  test('is read row by row, with the carrier’s time as an instant', () => {
    expect(parseAliyunReceipts([row])).toEqual({
      receipts: [
        {
          outId: row.out_id,
          messageId: row.biz_id,
          settlement: 'delivered',
          code: 'DELIVERED',
          listed: true,
          reportedAt: Date.UTC(2026, 10, 2, 1, 0, 3),
        },
      ],
      malformed: 0,
    });
  });

  test('carries no number and no provider’s words on', () => {
    const text = JSON.stringify(
      parseAliyunReceipts([row, { ...row, err_code: '13912345678', err_msg: 'of 13912345678' }]),
    );
    expect(text).not.toContain('13912345678');
    expect(text).not.toContain('用户');
  });

  test.each([
    ['true', 'DELIVERED', 'delivered'],
    ['TRUE', 'DELIVERED', 'delivered'],
    ['false', 'USER_REJECT', 'undelivered'],
    [false, 'USER_REJECT', 'undelivered'],
    ['yes', 'USER_REJECT', 'undelivered'],
    [1, 'DELIVERED', 'delivered'],
    [false, 'REQUEST_SUCCESS', undefined],
  ])('with success %j and %s settles as %s', (success, err_code, settlement) => {
    const { receipts } = parseAliyunReceipts([{ ...row, success, err_code }]);
    expect(receipts[0]?.settlement).toBe(settlement);
  });

  test('keeps a report that says nothing yet, without a settlement', () => {
    const { receipts } = parseAliyunReceipts([{ ...row, success: false, err_code: 'SP_UNKNOWN_ERROR' }]);
    expect(receipts).toHaveLength(1);
    expect(receipts[0]).toMatchObject({ settlement: undefined, code: 'SP_UNKNOWN_ERROR', listed: true });
  });

  test('loses no good row to a bad one', () => {
    const bad = [
      null,
      7,
      'text',
      [],
      [row],
      {},
      { ...row, biz_id: undefined },
      { ...row, biz_id: '' },
      { ...row, biz_id: { $ne: null } },
      { ...row, biz_id: 'a b' },
      { ...row, biz_id: 'x'.repeat(129) },
      { ...row, err_code: 5, success: 'perhaps' },
    ];
    const { receipts, malformed } = parseAliyunReceipts([row, ...bad, { ...row, biz_id: 99 }]);
    expect(receipts.map(({ messageId }) => messageId)).toEqual([row.biz_id, '99']);
    expect(malformed).toBe(bad.length);
  });

  test('lets further fields and an unreadable time pass', () => {
    const { receipts } = parseAliyunReceipts([
      { ...row, report_time: '2026-02-31 09:00:00', extra: { a: 1 } },
    ]);
    expect(receipts[0]?.reportedAt).toBeUndefined();
    expect(receipts[0]?.settlement).toBe('delivered');
  });

  test('without our reference is matched by the message id alone', () => {
    const { receipts } = parseAliyunReceipts([{ ...row, out_id: '' }]);
    expect(receipts[0]).not.toHaveProperty('outId');
    expect(receipts[0]?.messageId).toBe(row.biz_id);
  });

  test.each([[undefined], [null], ['[]'], [{}], [row]])(
    'that is no array (%j) counts as one malformed row',
    (body) => {
      expect(parseAliyunReceipts(body)).toEqual({ receipts: [], malformed: 1 });
    },
  );

  test('never throws, and accounts for every row, whatever it is given', () => {
    const field = fc.oneof(fc.json(), fc.string(), fc.integer(), fc.constant(undefined), fc.object());
    const record = fc.record(
      { biz_id: field, out_id: field, success: field, err_code: field, report_time: field, __proto__: field },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(record, fc.anything())), (body) => {
        const { receipts, malformed } = parseAliyunReceipts(body);
        expect(receipts.length + malformed).toBe(body.length);
      }),
    );
  });

  test('is answered with code 0 only when it was taken', () => {
    expect(aliyunReceiptReply(true).code).toBe(0);
    expect(aliyunReceiptReply(false).code).not.toBe(0);
  });
});

describe('China’s wall time', () => {
  test('is eight hours ahead of UTC', () => {
    expect(instantOfWallTime('2026-01-01 00:00:00')).toBe(Date.UTC(2025, 11, 31, 16));
  });

  test.each([
    '2026-02-29 00:00:00',
    '2026-13-01 00:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01',
    ' 2026-01-01 00:00:00',
    1,
    null,
  ])('is not made of %j', (text) => {
    expect(instantOfWallTime(text)).toBeUndefined();
  });

  test('gives the day a message is looked up by', () => {
    expect(sendDateOf(Date.UTC(2026, 10, 1, 15, 59, 59))).toBe('20261101');
    expect(sendDateOf(Date.UTC(2026, 10, 1, 16))).toBe('20261102');
  });
});

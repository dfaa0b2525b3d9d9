import fc from 'fast-check';
import { parseAliyunCallReceipts } from '../../../../domain/provider/aliyun/call-receipt.js';
import { callStatusCodes } from '../../../../domain/provider/aliyun/call-status-codes.js';

const row = {
  status_code: '200000',
  callee: '13912345678',
  caller: '057156660000',
  ring_time: '2026-11-02 09:00:00',
  end_time: '2026-11-02 09:00:30',
  duration: '18',
  voice_type: 'voice',
  status_msg: '执行完成',
  call_id: '122628733198^109422060001',
  out_id: '5f0c8a52-0d6a-4d6e-8a51-6d5c6f1c1c11',
};

test('a record of a call that was heard is a delivery, at the time the call ended', () => {
  expect(parseAliyunCallReceipts([row])).toEqual({
    receipts: [
      {
        ourReference: row.out_id,
        messageId: row.call_id,
        settlement: 'delivered',
        code: '200000',
        listed: true,
        reportedAt: Date.UTC(2026, 10, 2, 1, 0, 30),
      },
    ],
    malformed: 0,
  });
});

test('no number and no words of the provider’s are carried on', () => {
  const text = JSON.stringify(parseAliyunCallReceipts([row, { ...row, status_code: '13912345678' }]));
  expect(text).not.toContain('13912345678');
  expect(text).not.toContain('执行');
  expect(text).toContain('unreadable');
});

test('a call under way settles nothing, and one that nobody heard is no delivery', () => {
  const settled = (status_code: unknown) =>
    parseAliyunCallReceipts([{ ...row, status_code }]).receipts[0]?.settlement;
  expect(settled('200101')).toBeUndefined();
  expect(settled(200000)).toBe('delivered');
  for (const { code } of callStatusCodes.filter(({ meaning }) => meaning !== 'delivered'))
    expect(settled(code.replace('*', '01'))).not.toBe('delivered');
});

test('what cannot be read is counted and loses nothing else', () => {
  const bad = [
    null,
    7,
    {},
    { ...row, call_id: '' },
    { ...row, call_id: 'a b' },
    { ...row, status_code: null },
  ];
  const { receipts, malformed } = parseAliyunCallReceipts([...bad, row]);
  expect([receipts.length, malformed]).toEqual([1, bad.length]);
  expect(parseAliyunCallReceipts('x')).toEqual({ receipts: [], malformed: 1 });
});

test('nothing that can be posted makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      const { receipts, malformed } = parseAliyunCallReceipts(body);
      expect(receipts.length + malformed).toBe(Array.isArray(body) ? body.length : 1);
    }),
  );
});

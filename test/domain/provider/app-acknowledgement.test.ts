import fc from 'fast-check';
import { parseAcknowledgements } from '../../../domain/provider/app-acknowledgement.js';

const reference = '0b6f3c1e-8a55-4d0e-9d5e-3f2a1b4c5d6e';
const only = (entry: unknown) => parseAcknowledgements({ acknowledgements: [entry] });

test('an acknowledgement is a delivery of what we sent under that reference', () => {
  expect(only({ reference, at: '2026-11-02T10:00:03+08:00' })).toEqual({
    receipts: [
      {
        ourReference: reference,
        settlement: 'delivered',
        code: 'APP_ACKNOWLEDGED',
        listed: true,
        reportedAt: Date.parse('2026-11-02T02:00:03Z'),
      },
    ],
    malformed: 0,
  });
});

test('a reference in capitals, as some phones write UUIDs, is the same reference', () => {
  expect(only({ reference: reference.toUpperCase() }).receipts[0]?.ourReference).toBe(reference);
});

test.each([['2026-11-02 10:00:03'], ['2026-11-02T10:00:03'], ['yesterday'], [7], [null], ['']])(
  'the time %p, which has no one meaning, is left out and the acknowledgement kept',
  (at) => {
    const { receipts, malformed } = only({ reference, at });
    expect(malformed).toBe(0);
    expect(receipts).toHaveLength(1);
    expect(receipts[0]).not.toHaveProperty('reportedAt');
  },
);

test('whatever is posted, every entry is a receipt or counted', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ reference: fc.uuid() }))), (entries) => {
      const { receipts, malformed } = parseAcknowledgements({ acknowledgements: entries });
      expect(receipts.length + malformed).toBe(entries.length);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      expect(parseAcknowledgements(body).receipts).toEqual([]);
    }),
  );
});

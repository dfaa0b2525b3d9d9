import fc from 'fast-check';
import type { Settlement } from '../../../domain/attempt/attempt.js';
import { judgeReceipt } from '../../../domain/receipt/judge.js';

type Stands = Settlement | undefined;
type Says = 'delivered' | 'undelivered' | undefined;

test.each<[Stands, Says, string]>([
  [undefined, 'delivered', 'settles'],
  [undefined, 'undelivered', 'settles'],
  ['no-receipt', 'delivered', 'settles'],
  ['no-receipt', 'undelivered', 'settles'],
  ['undelivered', 'delivered', 'settles'],
  ['undelivered', 'undelivered', 'repeats'],
  ['delivered', 'delivered', 'repeats'],
  ['delivered', 'undelivered', 'contradicts'],
  [undefined, undefined, 'undecided'],
  ['no-receipt', undefined, 'undecided'],
  ['undelivered', undefined, 'undecided'],
  ['delivered', undefined, 'undecided'],
])('an attempt that is %s and a receipt that says %s: %s', (stands, says, verdict) => {
  expect(judgeReceipt(stands, says)).toBe(verdict);
});

const take = (stands: Stands, says: Says): Stands =>
  judgeReceipt(stands, says) === 'settles' ? says : stands;
const settled = (receipts: readonly Says[], from?: Stands): Stands => receipts.reduce<Stands>(take, from);
const rank = (stands: Stands): number => ['no-receipt', 'undelivered', 'delivered'].indexOf(stands ?? '');

const says = fc.constantFrom<Says>('delivered', 'undelivered', undefined);
const stand = fc.constantFrom<Stands>(undefined, 'no-receipt', 'undelivered', 'delivered');
const receipts = fc.array(says, { maxLength: 8 });

test('what is settled depends on which receipts came, not on their order', () => {
  const inTwoOrders = receipts.chain((came) =>
    fc.tuple(fc.constant(came), fc.shuffledSubarray(came, { minLength: came.length })),
  );
  fc.assert(
    fc.property(stand, inTwoOrders, (from, [one, other]) =>
      expect(settled(one, from)).toBe(settled(other, from)),
    ),
  );
});

test('a receipt that comes twice settles what it settled once', () => {
  fc.assert(
    fc.property(stand, says, (from, one) => expect(settled([one, one], from)).toBe(settled([one], from))),
  );
});

test('no receipt takes back what stands', () => {
  fc.assert(
    fc.property(stand, says, (from, one) => expect(rank(take(from, one))).toBeGreaterThanOrEqual(rank(from))),
  );
});

test('delivered once is delivered for good', () => {
  fc.assert(
    fc.property(stand, receipts, receipts, (from, before, after) =>
      expect(settled([...before, 'delivered', ...after], from)).toBe('delivered'),
    ),
  );
});

test('only a failure after a delivery contradicts', () => {
  fc.assert(
    fc.property(stand, says, (from, one) =>
      expect(judgeReceipt(from, one) === 'contradicts').toBe(from === 'delivered' && one === 'undelivered'),
    ),
  );
});

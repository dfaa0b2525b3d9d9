/** What an endpoint took goes on record several at a time, and nothing of it is forgotten. */
import { TakenTogether } from '../../../client/webhook/taken-together.js';
import type { Taken } from '../../../ledger/webhook/settle.js';

const one = (deliveryId: number) => ({ deliveryId }) as unknown as Taken;

test('what comes while others wait to be put on record goes with them, what comes later by itself', async () => {
  const records: (readonly Taken[])[] = [];
  const taken = new TakenTogether((some) => {
    records.push(some);
    return Promise.resolve();
  });
  expect(taken.isWaiting).toBe(false);
  for (const deliveryId of [1, 2, 3]) taken.take(one(deliveryId));
  expect(taken.isWaiting).toBe(true);
  await taken.recorded();
  expect(records).toEqual([[one(1), one(2), one(3)]]);
  expect(taken.isWaiting).toBe(false);
  taken.take(one(4));
  await taken.recorded();
  expect(records.slice(1)).toEqual([[one(4)]]);
});

test('what comes while a record is being written waits for the next, which is written after it', async () => {
  const records: (readonly Taken[])[] = [];
  let written = () => {};
  const taken = new TakenTogether((some) => {
    records.push(some);
    return new Promise((resolve) => (written = resolve));
  });
  const begun = async (count: number) => {
    while (records.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  taken.take(one(1));
  await begun(1);
  taken.take(one(2));
  taken.take(one(3));
  expect(taken.isWaiting).toBe(true);
  written();
  await begun(2);
  expect(records).toEqual([[one(1)], [one(2), one(3)]]);
  expect(taken.isWaiting).toBe(true);
  written();
  await taken.recorded();
  expect(taken.isWaiting).toBe(false);
});

import { acknowledgeSoon, allAcknowledged, toldAlready } from '../../../client/relay/acknowledgements.js';
import { reportApplication, reportWithdrawal } from '../../../client/intake/applications.js';
import { backlog } from '../../../ledger/outbox/outbox.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { applicationBody, newId, openedIntake } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

let intake: OpenedIntake;
beforeAll(async () => {
  intake = await openedIntake();
});
afterAll(() => intake.close());

test('what was told leaves the outbox soon, several at a time', async () => {
  const { world } = intake;
  const query = jest.spyOn(world.ledger, 'query');
  await Promise.all(Array.from({ length: 30 }, () => reportApplication(world, newId(), applicationBody())));
  await allAcknowledged(world.ledger, world.logger);
  const deleting = query.mock.calls.flatMap(([text, values]) =>
    text.startsWith('DELETE FROM outbox') ? [values?.[0]] : [],
  );
  query.mockRestore();
  expect(new Set(deleting.flat()).size).toBe(30);
  expect(deleting.length).toBeLessThan(10);
  expect(toldAlready(world.ledger)).toEqual([]);
  expect(await backlog(world.ledger)).toEqual({ count: 0, oldestAt: null });
});

test('the same report again says that it was told, also while its message is still in the outbox', async () => {
  const { world } = intake;
  const id = newId();
  await reportApplication(world, id, applicationBody());
  await reportWithdrawal(world, id, {});
  expect(await reportWithdrawal(world, id, {})).toEqual({ result: 'known', told: true });
});

test('where the ledger does not take them, that is said, and they are told once more by the relay', async () => {
  const { world } = intake;
  await allAcknowledged(world.ledger, world.logger);
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: 'test', level: 'warn', destination });
  const away = jest.spyOn(world.ledger, 'query').mockRejectedValueOnce(new Error('away'));
  acknowledgeSoon(world.ledger, 4_711, logger);
  await allAcknowledged(world.ledger, logger);
  away.mockRestore();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ messages: 1 }),
  ]);
  expect(toldAlready(world.ledger)).toEqual([]);
});

import fc from 'fast-check';
import { Ledger, instant } from '../../ledger/ledger.js';
import { openedLedger } from './opened-ledger.js';
import type { OpenedLedger } from './opened-ledger.js';

describe('instants in the ledger', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger(1);
  });
  afterAll(() => opened.close());

  // Half-hour offsets and changes of the clock included: a server may be set to any zone.
  test.each(['UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'Europe/Amsterdam', 'America/St_Johns'])(
    'come back to the millisecond from a server in %s',
    async (zone) => {
      const ledger = new Ledger({
        url: `${opened.database.url}?options=-c%20TimeZone%3D${zone}`,
        connections: 1,
      });
      try {
        expect(await ledger.query('SHOW TimeZone')).toEqual([{ TimeZone: zone }]);
        const anyInstant = fc.integer({ min: 0, max: Date.parse('2199-12-31T23:59:59.999Z') });
        const clockChange = fc
          .integer({ min: -7_200_000, max: 7_200_000 })
          .map((ms) => ms + Date.parse('2026-10-25T01:00:00Z'));
        const some = fc.array(fc.oneof(anyInstant, clockChange), { minLength: 50, maxLength: 50 });
        await fc.assert(
          fc.asyncProperty(some, async (given) => {
            const rows = await ledger.query<{ at: number }>('SELECT unnest($1::timestamptz[]) AS at', [
              given.map(instant),
            ]);
            expect(rows.map(({ at }) => at)).toEqual(given);
          }),
          { numRuns: 20 },
        );
      } finally {
        await ledger.close();
      }
    },
  );

  test('that are absent stay absent, and counts are numbers', async () => {
    expect(instant(undefined)).toBeNull();
    const rows = await opened.ledger.query('SELECT $1::timestamptz AS at, count(*) AS count FROM alarm', [
      instant(undefined),
    ]);
    expect(rows).toEqual([{ at: null, count: 0 }]);
  });
});

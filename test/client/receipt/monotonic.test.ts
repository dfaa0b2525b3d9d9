import fc from 'fast-check';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { settleAttempt } from '../../../ledger/attempt/settle.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';
import { startMs } from '../../ledger/owed-notice.js';
import { record, reportOf, sentAttempt } from './sent.js';

type Said = 'delivered' | 'undelivered' | 'undecided' | 'silence';

/** What must stand after all of it, in whatever order it came. */
function mustStand(said: readonly Said[]): 'delivered' | 'undelivered' | 'no-receipt' | null {
  if (said.includes('delivered')) return 'delivered';
  if (said.includes('undelivered')) return 'undelivered';
  return said.includes('silence') ? 'no-receipt' : null;
}

const happening = fc.record({
  said: fc.constantFrom<Said>('delivered', 'undelivered', 'undecided', 'silence'),
  // Codes are few, so that the same one comes again, also with another meaning.
  code: fc.constantFrom('A', 'B', 'unreadable'),
});

describe('receipts are monotonic', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());

  test('delivered wins, however late, and never goes back; undelivered wins over silence alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
        const sent = await sentAttempt(opened.ledger);
        const said: Said[] = [];
        for (const { said: now, code } of happenings) {
          if (now === 'silence')
            await settleAttempt(opened.ledger, sent.attemptId, { settlement: 'no-receipt', at: startMs });
          else await record(opened.api, reportOf(sent, now === 'undecided' ? undefined : now, { code }));
          said.push(now);
          expect((await findAttempt(opened.ledger, sent.attemptId))?.settlement ?? null).toBe(
            mustStand(said),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('also when they all come at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 2, maxLength: 8 }), async (happenings) => {
        const sent = await sentAttempt(opened.ledger);
        await Promise.all(
          happenings.map(({ said, code }) =>
            said === 'silence'
              ? settleAttempt(opened.ledger, sent.attemptId, { settlement: 'no-receipt', at: startMs })
              : record(opened.api, reportOf(sent, said === 'undecided' ? undefined : said, { code })),
          ),
        );
        expect((await findAttempt(opened.ledger, sent.attemptId))?.settlement ?? null).toBe(
          mustStand(happenings.map(({ said }) => said)),
        );
      }),
      { numRuns: 40 },
    );
  });
});

/** Ten thousand attempts on one application: the answer stands at once, the rest is there for who wants it. */
import type { Ledger } from '../../../ledger/ledger.js';
import { asOwner } from './owner-ledger.js';
import { idsOf } from './outage.js';
import { picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const made = 10_000;

/** Copies rows of the application so many times, each a second older than the one before, as its owner may. */
async function copied(ledger: Ledger, table: 'attempt' | 'event', attemptId: string): Promise<void> {
  const columns = await ledger.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_identity = 'NO' AND column_name <> 'xact'`,
    [table],
  );
  const at = table === 'event' ? ['at'] : ['intended_at', 'answered_at'];
  const names = columns.map(({ name }) => name);
  const older = at.map((name) => `'${name}', row.${name} - ago`).join(', ');
  // Version and variant as RFC 9562 has them; the same for both tables.
  const uuid = `overlay(overlay(md5(nth || attempt_id::text) placing '4' from 13 for 1) placing '8' from 17 for 1)`;
  await ledger.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.map((name) => `(copy.it).${name}`).join(', ')} FROM (
       SELECT jsonb_populate_record(row, jsonb_build_object('attempt_id', ${uuid}, ${older})) AS it
         FROM ${table} AS row, generate_series(1, $2::int) AS nth, make_interval(secs => nth) AS ago
        WHERE attempt_id = $1) AS copy`,
    [attemptId, made - 2],
  );
}

export function manyAttempts(world: () => ConsoleWorld): void {
  let id = '';
  beforeAll(async () => {
    const { file, rules, report, comesTo, ask } = world();
    [id = ''] = await idsOf(world(), 'sms/aliyun', 'OFTEN', 1);
    await rules([
      { match: { phone: '13800029001', route: 'sms/aliyun' }, action: { reject: 'isv.OUT_OF_SERVICE' } },
    ]);
    await report(id, { mobile: '13800029001' }, ['final-decision', { decision: 'declined' }]);
    await comesTo(id, 'delivered');
    const { attempts } = (await ask('staff', 'GET', `/v1/applications/${id}`)) as {
      attempts: { attemptId: string; outcome: string }[];
    };
    const refused = attempts.find(({ outcome }) => outcome === 'rejected')?.attemptId;
    if (refused === undefined) throw new Error('nothing was refused');
    await asOwner(file, async (ledger) => {
      await copied(ledger, 'attempt', refused);
      await copied(ledger, 'event', refused);
    });
  }, 120_000);

  test('is answered in a page a person can read, and whatever is older is shown when asked for', async () => {
    const { page, complaints, close } = await world().signedIn('li.na', `/applications/${id}`);
    const timeline = page.getByRole('region', { name: '全部记录' });
    await timeline.getByText(/此前还有 \d+ 条/).waitFor();
    await page.getByText(`共发送 ${made} 次；`, { exact: false }).waitFor();
    await page
      .getByText(/其间另有 \d+ 条记录，此处从略。/)
      .first()
      .waitFor({ state: 'attached' });
    const earlier = async () =>
      Number(/此前还有 (\d+) 条/.exec((await timeline.textContent()) ?? '')?.[1] ?? '0');
    const before = await earlier();
    expect(before).toBeGreaterThan(made);
    expect(before % 100).toBe(0);
    expect(await timeline.getByRole('listitem').count()).toBeLessThan(201);
    await timeline.getByRole('button', { name: '显示更早的记录' }).click();
    await timeline.getByText(`此前还有 ${before - 100} 条`).waitFor();
    const shown = await timeline.getByRole('listitem').count();
    expect(shown).toBeGreaterThan(200);
    // What comes now moves nothing of what is shown.
    await world().call('PUT', `${id}/stages/final-decision`, { decision: 'declined' });
    await timeline.getByRole('button', { name: '显示更早的记录' }).click();
    await timeline.getByText(`此前还有 ${before - 200} 条`).waitFor();
    expect(await timeline.getByRole('listitem').count()).toBe(shown + 100);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await timeline.getByRole('button', { name: '显示更早的记录' }).scrollIntoViewIfNeeded();
    await picture(page, 'console-many-attempts.phone');
    expect(complaints).toEqual([]);
    await close();
  });
}

/** Where a route is in trouble: what the monitor put on record is seen on a page that is open, frozen and set back. */
import { theMonitor } from '../../../domain/plan/override.js';
import { keepStanding } from '../../../ledger/health/standings.js';
import { insertOverride } from '../../../ledger/override/override.js';
import { asOwner } from './owner-ledger.js';
import { barriers, picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const hourMs = 3_600_000;

/** As the monitor writes it: China Mobile's numbers of one province hear nothing. */
async function inTrouble(world: ConsoleWorld): Promise<void> {
  const at = Date.now() - 120_000;
  const place = { province: '广东', carrier: 'china-mobile' } as const;
  await asOwner(world.file, (ledger) =>
    ledger.transaction(async (tx) => {
      await keepStanding(
        tx,
        {
          scope: { route: 'sms/tencent', ...place },
          measures: ['silence'],
          since: at,
          sickAt: at,
          step: 3,
          movedAt: at,
          isRising: false,
          falls: 1,
          evidence: { silence: { sample: 20, bad: 19 } },
        },
        at,
      );
      await insertOverride(tx, {
        sort: 'share',
        target: 'sms/tencent',
        ...place,
        share: 0.02,
        staffRef: theMonitor,
        reason: 'silence 19/20',
        setAt: at,
        expiresAt: at + 24 * hourMs,
      });
    }),
  );
}

export function troubles(world: () => ConsoleWorld): void {
  test('trouble in one place shows on a page that is open; a supervisor sets the share back, and frees it again', async () => {
    const { page, complaints, close } = await world().signedIn('wang.wei', '/routes');
    await page.getByText('实时更新', { exact: true }).waitFor();
    const row = page
      .getByRole('table', { name: '短信', exact: true })
      .getByRole('row')
      .filter({ hasText: 'tencent' });
    await inTrouble(world());
    await row.getByText('广东 · 中国移动 异常').waitFor();
    await row.getByText('已受理的 20 条中 19 条没有回执').waitFor();
    await row.getByText('权重已自动降为 2%').waitFor();
    await row.getByRole('button', { name: '冻结份额' }).click();
    const dialog = page.getByRole('dialog', { name: '冻结短信（tencent）的份额' });
    await dialog.getByRole('textbox', { name: '原因' }).fill('服务商称已修复');
    await dialog.getByRole('checkbox', { name: '先恢复已自动降低的份额' }).check();
    await dialog.getByText('已自动降低的份额立即恢复。').waitFor();
    expect(await dialog.getByRole('checkbox', { name: /紧急/ }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-routes-freeze');
    await dialog.getByRole('button', { name: '冻结份额' }).click();
    await page.getByText(/已冻结短信（tencent）的份额，至/).waitFor();
    await row.getByText('服务商称已修复').waitFor();
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 1_200 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await picture(page, `console-routes-trouble.${width}`);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await row.getByRole('button', { name: '解除冻结' }).click();
    const thaw = page.getByRole('dialog', { name: '解除对短信（tencent）份额的冻结？' });
    await thaw.getByRole('button', { name: '解除冻结' }).click();
    await row.getByText('份额已冻结').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });
}

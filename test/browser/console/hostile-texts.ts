/** What others wrote is text, however it looks: script, marks that turn a line round, and more than fits. */
import { picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const texts = {
  script: `<script>alert('C4NARY')</script><img src=x onerror="alert('C4NARY')">`,
  turned: '\u202e高小明\u202c\u200f שלום عربي\u2066',
  emoji: '👩🏽‍💼🏳️‍🌈王😀'.repeat(8),
  long: '欧阳'.repeat(100),
  unbroken: 'W'.repeat(200),
};

export function hostileTexts(world: () => ConsoleWorld): void {
  test.each(Object.entries(texts))('%s in a name stays a name', async (kind, name) => {
    const id = `TEXT-${kind}`;
    await world().report(id, { mobile: '13800007001', name, product: name.slice(0, 100) });
    const { page, complaints, close } = await world().signedIn('li.na', `/applications/${id}`, {
      size: { width: 390, height: 844 },
    });
    await page.getByRole('button', { name: '查看完整信息' }).click();
    await page.getByRole('textbox', { name: '查看原因' }).fill(name.slice(0, 200));
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: '记录并查看' }).click();
    // Isolated: a mark in it turns nothing outside of it.
    const shown = page.locator('.revealed bdi.value').first();
    await shown.waitFor();
    expect(await shown.textContent()).toBe(name.trim());
    expect(await page.locator('.particulars bdi').textContent()).toBe(name.slice(0, 100).trim());
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
    await picture(page, `console-hostile-${kind}`);
    await close();
  });

  test('script in the field is a name that nobody has', async () => {
    const { page, complaints, close } = await world().signedIn('li.na');
    // Not the one above, whose application would be found.
    const nobodys = texts.script.replaceAll('C4NARY', 'N0B0DY');
    await page.getByRole('textbox').fill(nobodys);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '没有找到' }).waitFor();
    await page.goto(`${world().file.consoleUrl ?? ''}applications/${encodeURIComponent(nobodys)}`);
    await page.getByRole('alert').waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
}

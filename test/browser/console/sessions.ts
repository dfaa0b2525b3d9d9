/** A session ends in the middle of a form, and its own person, or another, signs in again. */
import type { Page } from 'playwright-core';
import { barriers, picture } from './world.js';
import type { Account, ConsoleWorld, Window } from './world.js';

const id = 'ENDS-1';
const reason = '申请人来电，核对尾号';

/** Ends a window's session as signing out in another one does. */
export async function endSession({ file: { apiUrl } }: ConsoleWorld, { context }: Window): Promise<void> {
  const who = await context.request.get(`${apiUrl}/v1/session`);
  const { csrfToken } = (await who.json()) as { csrfToken: string };
  const headers = { 'x-csrf-token': csrfToken, origin: apiUrl };
  expect((await context.request.post(`${apiUrl}/v1/session/sign-out`, { headers })).status()).toBe(204);
}

/**
 * Ends it while a form is filled in, and sends the form by the button of a name. The page may have found out by itself
 * meanwhile, and its dialog stand before the button: so it is clicked without looking what lies above it.
 */
export async function endSessionMidForm(world: ConsoleWorld, window: Window, button: string): Promise<void> {
  const { page } = window;
  await endSession(world, window);
  await page.getByRole('button', { name: button }).dispatchEvent('click');
  await page.getByRole('dialog', { name: '登录已失效' }).waitFor();
}

/** Signs in again in a second window, as the first one asks for. */
export async function signInAgain(
  world: ConsoleWorld,
  { context, page }: Window,
  account: Account,
): Promise<Page> {
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: '在新窗口登录' }).click(),
  ]);
  await world.choose(other, account);
  await other.waitForURL('**/signed-in');
  return other;
}

export function sessions(world: () => ConsoleWorld): void {
  beforeAll(() => world().report(id, { mobile: '13800009001' }));

  /** Ends the session behind the page's back, while a reason is being typed, and asks with it. */
  async function endsMidForm(): Promise<Window> {
    const window = await world().signedIn('li.na', `/applications/${id}`, { anew: true });
    const { page } = window;
    await page.getByRole('button', { name: '查看完整信息' }).click();
    await page.getByRole('textbox', { name: '查看原因' }).fill(reason);
    await endSessionMidForm(world(), window, '记录并查看');
    return window;
  }

  test('signing in again in a second window lets the first go on, and what was typed is still there', async () => {
    const window = await endsMidForm();
    const { page, complaints, close } = window;
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-session-ended');
    const other = await signInAgain(world(), window, 'li.na');
    await other.getByRole('heading', { name: '已登录' }).waitFor();
    await page.bringToFront();
    await page.getByRole('dialog', { name: '登录已失效' }).waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: '查看原因' }).inputValue()).toBe(reason);
    await page.getByRole('button', { name: '记录并查看' }).click();
    await page.getByText('13800009001').waitFor();
    await page.getByText('实时更新').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('somebody else who signs in does not go on with what the first one saw and typed', async () => {
    const window = await endsMidForm();
    const { page, close } = window;
    await signInAgain(world(), window, 'wang.wei');
    await page.bringToFront();
    const dialog = page.getByRole('dialog', { name: '已换成另一个账户' });
    await dialog.getByText(/li\.na.*wang\.wei/).waitFor();
    await dialog.getByRole('button', { name: '重新开始' }).click();
    await page.getByRole('button', { name: '账户 wang.wei' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.content()).not.toContain(reason);
    await close();
  });
}

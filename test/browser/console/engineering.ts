/** What engineers look up: links that lead where they say, settings without secrets, webhooks sent once more. */
import { readFileSync } from 'node:fs';
import { programVersion } from '../../../runtime/version/version.js';
import { until } from '../../journeys/until.js';
import { asked } from './outage.js';
import { picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const approved = ['final-decision', { decision: 'approved' }] as const;

/** Every file that a setting names; each holds a secret, whole or line by line. */
function filesIn(settings: unknown): string[] {
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.entries(settings).flatMap(([name, value]) =>
    typeof value === 'string' && name.endsWith('File') ? [value] : filesIn(value),
  );
}

const secretsIn = (file: string): string[] => {
  const text = readFileSync(file, 'latin1').trim();
  return [text, ...text.split('\n')].filter((part) => part.length >= 16);
};

export function engineering(world: () => ConsoleWorld): void {
  const id = 'TEMPORAL-1';
  beforeAll(async () => {
    await world().report(id, { mobile: '13800023001' }, approved);
    await world().comesTo(id, 'delivered');
  }, 60_000);
  afterEach(() => world().rules([]));

  test('which versions run is seen: of the process that answers, and of the workers Temporal knows', async () => {
    const { page, complaints, close } = await world().signedIn('chen.jun', '/engineering');
    const workers = page.getByRole('region', { name: '运行版本' }).getByRole('list', { name: '工作进程' });
    await workers.getByText(programVersion, { exact: true }).waitFor();
    await workers.getByText(process.version, { exact: true }).waitFor();
    expect(await workers.getByText('与应答此页的进程版本不同').count()).toBe(0);
    // Histories name the version that worked on them.
    const [worker] = ((await world().ask('engineer', 'GET', '/v1/engineering'))['workers'] ?? []) as {
      identity: string;
    }[];
    expect(worker?.identity).toMatch(/^bida\/\S+ node\/v\S+ \d+@/);
    await picture(page, 'console-engineering-versions');
    expect(complaints).toEqual([]);
    await close();
  });

  test('links lead into Temporal UI: searches by state and stage, and the workflow of an application', async () => {
    const { page, context, complaints, close } = await world().signedIn('chen.jun', '/engineering');
    const ui = world().file.temporalUiUrl ?? 'missing';
    const section = page.getByRole('region', { name: 'Temporal 中的流程' });
    const waiting = await section.getByRole('link', { name: '等待人工' }).getAttribute('href');
    const { searchParams, pathname, origin } = new URL(waiting ?? '');
    expect([origin, pathname]).toEqual([ui, '/namespaces/default/workflows']);
    expect(searchParams.get('query')).toBe(
      '`WorkflowType`="loanApplication" AND `ExecutionStatus`="Running" AND `NeedsPerson`=true',
    );
    // Temporal takes each of them: it lists what there is, rather than say that the search is faulty.
    const opened = await context.newPage();
    const completed = await section.getByRole('link', { name: '已完成' }).getAttribute('href');
    await opened.goto(completed ?? '');
    await opened.getByText('loan-application/TEMPORAL-1').first().waitFor();
    const byStage = await section.getByRole('link', { name: '审批结果' }).getAttribute('href');
    expect(new URL(byStage ?? '').searchParams.get('query')).toContain('`LoanStage`="final-decision"');
    await page.goto(new URL(`/applications/${id}`, world().file.consoleUrl).href);
    const way = page.getByRole('region', { name: '全部记录' });
    const links = way.getByRole('link', { name: '在 Temporal 中查看' });
    const address = (await links.first().getAttribute('href')) ?? '';
    expect(address).toBe(
      `${ui}/namespaces/default/workflows/${encodeURIComponent(`loan-application/${id}`)}`,
    );
    await way.scrollIntoViewIfNeeded();
    await picture(page, 'console-application-engineer');
    // Each entry has its own.
    expect(await links.count()).toBe(await way.getByRole('listitem').count());
    await opened.goto(address);
    await opened.getByText('loan-application/TEMPORAL-1').first().waitFor();
    await opened.getByText('loanApplication').first().waitFor();
    await opened.close();
    expect(complaints).toEqual([]);
    await close();
  });

  test('an application has no such link for who may not see the workflows, and nothing is asked', async () => {
    const { page, close } = await world().signedIn('wang.wei');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).not.toContain('工程');
    await page.goto(new URL(`/applications/${id}`, world().file.consoleUrl).href);
    await page.getByRole('region', { name: '全部记录' }).waitFor();
    expect(await page.getByText('在 Temporal 中查看').count()).toBe(0);
    await page.goto(new URL('/engineering', world().file.consoleUrl).href);
    await page.getByRole('heading', { name: '您的角色不使用这个页面' }).waitFor();
    await page.getByText('实时更新', { exact: true }).waitFor();
    expect(requests.filter((path) => /^\/v1\/(engineering|webhooks)|engineering-page/.test(path))).toEqual(
      [],
    );
    await close();
  });

  test('the configuration is read, looked through and copied, and no secret is in it', async () => {
    const { page, complaints, close } = await world().signedIn('chen.jun', '/engineering');
    const section = page.getByRole('region', { name: '生效配置' });
    await section.getByText('callBackNumber').waitFor({ state: 'attached' });
    const search = section.getByRole('textbox', { name: '查找配置项' });
    await search.fill('aliyun WEIGHT');
    await section.getByText('没有符合的配置项').waitFor();
    await search.fill('callback 95599');
    await section.getByText('staff.callBackNumber').waitFor();
    await section.getByRole('button', { name: '复制 staff.callBackNumber' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('staff.callBackNumber: 95599');
    await search.fill('aliyun');
    await search.scrollIntoViewIfNeeded();
    await picture(page, 'console-engineering-search');
    await search.fill('');
    await section.getByRole('button', { name: '复制全部（JSON）' }).click();
    const whole = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(JSON.parse(whole)).toMatchObject({ version: 1, staff: { callBackNumber: '95599' } });
    const shown = `${whole}\n${await page.content()}`;
    const { keys, databaseUrl } = world().file;
    const secrets = [...filesIn(JSON.parse(whole)), keys.master, keys.codec].flatMap(secretsIn);
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    const password = new URL(databaseUrl).password;
    expect(password === '' || !shown.includes(password)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a webhook that was not taken is there, and sent once more by hand; an auditor only sees it', async () => {
    const id = 'WEBHOOK-1';
    await world().rules([{ match: { operation: 'webhook' }, action: { reject: 'away', status: 503 } }]);
    await world().report(id, { mobile: '13800023002' }, approved);
    await world().comesTo(id, 'delivered');
    const { page, complaints, close } = await world().signedIn('chen.jun', '/engineering');
    const row = page.getByRole('table', { name: '未被接收的推送' }).getByRole('row').filter({ hasText: id });
    await row.getByText('通知已送达').waitFor();
    await row.getByText(/应答状态 503/).waitFor();
    await picture(page, 'console-engineering-undelivered');
    const auditor = await world().signedIn('sun.yue', '/engineering');
    await auditor.page.getByRole('table', { name: '未被接收的推送' }).waitFor();
    expect(await auditor.page.getByRole('button', { name: /重推/ }).count()).toBe(0);
    await auditor.close();
    await world().rules([]);
    const dialog = page.getByRole('dialog', { name: '重推这一条？' });
    await row.getByRole('button', { name: '重推' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '重推' }).focus();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await row.locator('button:focus', { hasText: '重推' }).waitFor();
    await row.getByRole('button', { name: '重推' }).click();
    await dialog.getByText(/以原来的编号再次发送/).waitFor();
    await dialog.getByRole('button', { name: '重推' }).click();
    await page.getByText('已安排重推 1 条。').waitFor();
    const left = async () =>
      (
        await asked<{ undelivered: { announcement: { applicationId: string } }[] }>(
          world(),
          'engineer',
          '/v1/webhooks/undelivered',
        )
      ).undelivered.every(({ announcement }) => announcement.applicationId !== id);
    await until(left, 20_000, 'the webhook is taken');
    await row.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });
}

/** Every page in both languages, on a desk and on a telephone: nothing unsaid, nobody kept out, nothing cut off. */
import type { Page } from 'playwright-core';
import { raised } from './raised.js';
import { barriers, picture, wordsOn } from './world.js';
import type { ConsoleWorld, Window } from './world.js';

const id = 'PAGE-1';

interface Shown {
  readonly name: string;
  readonly open: (world: ConsoleWorld) => Promise<Window>;
  /** What is done there before it is looked at. */
  readonly then?: (page: Page) => Promise<void>;
  /** What is there once it stands. */
  readonly ready: string;
}

const shown: readonly Shown[] = [
  { name: 'sign-in', open: (world) => world.opened('/'), ready: '.sign-in h1' },
  {
    name: 'sign-in-failed',
    open: (world) => world.opened('/sign-in-failed?code=sign-in-failed&request=example'),
    ready: '[role="alert"] code',
  },
  { name: 'search', open: (world) => world.signedIn('li.na'), ready: '.search-form' },
  {
    name: 'found',
    open: (world) => world.signedIn('li.na'),
    then: (page) => find(page, '13800006001'),
    ready: '.found-one',
  },
  {
    name: 'none-found',
    open: (world) => world.signedIn('wang.wei'),
    then: (page) => find(page, '查无此人'),
    ready: '.nothing-found',
  },
  { name: 'application', open: (world) => world.signedIn('li.na', `/applications/${id}`), ready: '.answer' },
  {
    name: 'reveal',
    open: (world) => world.signedIn('li.na', `/applications/${id}`),
    then: (page) => page.locator('.sheet .ant-btn-block').click(),
    ready: '.ant-modal textarea',
  },
  {
    name: 'account',
    open: (world) => world.signedIn('zhou.min'),
    then: (page) => page.getByRole('button', { name: /zhou\.min/ }).click(),
    ready: '[role="menuitem"]',
  },
  {
    name: 'unknown-application',
    open: (world) => world.signedIn('sun.yue', '/applications/NOBODY-1'),
    ready: '.nothing-found',
  },
  {
    name: 'refused',
    open: (world) => world.signedIn('li.na', '/applications/-'),
    ready: '[role="alert"] code',
  },
  { name: 'live', open: (world) => world.signedIn('wang.wei', '/live'), ready: '.chart svg text' },
  {
    name: 'alarms',
    open: async (world) => {
      for (const [kind, subject] of [
        ['provider-misconfigured', 'push/fcm'],
        ['task-overdue', '00000000-0000-4000-8000-000000000000'],
        ['unlisted-code', 'sms/aliyun receipt PAGE-CODE'],
      ] as const)
        await raised(world, kind, subject);
      return world.signedIn('wang.wei', '/alarms');
    },
    then: (page) => page.locator('.alarm-card button').first().click(),
    ready: '.alarm-acknowledge textarea',
  },
  {
    name: 'engineering',
    open: (world) => world.signedIn('chen.jun', '/engineering'),
    ready: '.webhooks table',
  },
  {
    name: 'incidents',
    open: (world) => world.signedIn('wang.wei', '/incidents'),
    then: (page) => page.locator('.page-head button').click(),
    ready: '.ant-modal .consequences',
  },
  {
    name: 'incident',
    open: async (world) => {
      const from = new Date(Date.now() - 60_000).toISOString();
      const order = { target: 'push/fcm', province: '西藏', from, reason: 'PAGE-1' };
      const { incidentId } = await world.ask('supervisor', 'POST', '/v1/incidents', order);
      return world.signedIn('wang.wei', `/incidents/${String(incidentId)}`);
    },
    ready: '.incident-acts',
  },
  {
    name: 'unknown-incident',
    open: (world) => world.signedIn('li.na', '/incidents/999999'),
    ready: '[role="alert"] code',
  },
  { name: 'routes', open: (world) => world.signedIn('wang.wei', '/routes'), ready: '.hour' },
  {
    name: 'no-such-page',
    open: (world) => world.signedIn('li.na', '/applications/x/y'),
    ready: '.plain-page',
  },
  {
    name: 'approvals',
    open: async (world) => {
      await numberProposed(world);
      return world.signedIn('wang.wei', '/approvals');
    },
    ready: '.approval-row',
  },
  {
    name: 'approvals-past',
    open: (world) => world.signedIn('sun.yue', '/approvals?show=past'),
    ready: '.filters',
  },
  {
    name: 'approval',
    open: async (world) => world.signedIn('wang.wei', `/approvals/${await numberProposed(world)}`),
    ready: '.decision-open',
  },
  {
    name: 'unknown-approval',
    open: (world) => world.signedIn('wang.wei', '/approvals/13812345678'),
    ready: '[role="alert"] code',
  },
  {
    name: 'templates',
    open: (world) => world.signedIn('li.na', '/templates'),
    then: (page) => page.locator('.template-group button').first().click(),
    ready: '.mail',
  },
  {
    name: 'template',
    open: (world) => world.signedIn('wang.wei', '/templates/preliminary-approval.sms.zh-CN.person@1'),
    ready: '.segments',
  },
  {
    name: 'unknown-template',
    open: (world) => world.signedIn('chen.jun', '/templates/nothing@1'),
    ready: '[role="alert"] code',
  },
  {
    name: 'write',
    open: (world) => world.signedIn('li.na', '/templates/preliminary-approval.email.zh-CN.person@1/write'),
    ready: '.placeholders li',
  },
  {
    name: 'not-for-role',
    open: (world) => world.signedIn('chen.jun', '/approvals'),
    ready: '.plain-page',
  },
  {
    name: 'tasks',
    open: (world) => world.signedIn('li.na', '/tasks?of=open'),
    ready: '.task-line',
  },
  {
    name: 'task',
    open: async (world) => world.signedIn('li.na', `/tasks/${(await world.taskOf('PAGE-TASK')).taskId}`),
    then: (page) => page.getByRole('button', { name: /领取任务|Take it on|延长|Prolong/ }).click(),
    ready: '.outcome',
  },
  {
    name: 'unknown-task',
    open: (world) => world.signedIn('li.na', '/tasks/7b0c7a1e-0000-4000-8000-000000000000'),
    ready: '.nothing-found',
  },
  { name: 'signed-in', open: (world) => world.signedIn('li.na', '/signed-in'), ready: '.plain-page' },
];

/** The approval of a changed number; the same proposal as often as it is asked for. */
async function numberProposed(world: ConsoleWorld): Promise<string> {
  const body = { mobile: '13900006009' };
  const { approvalId } = await world.ask('staff', 'PATCH', `/v1/applications/${id}/contacts`, body);
  return String(approvalId);
}

async function find(page: Page, said: string): Promise<void> {
  await page.getByRole('textbox').fill(said);
  await page.keyboard.press('Enter');
}

export function pages(world: () => ConsoleWorld): void {
  beforeAll(async () => {
    const consent = {
      sms: { allowed: true, basis: 'contract', at: '2026-11-01T09:00:00+08:00' },
      email: false,
    };
    for (const one of [id, 'PAGE-2'])
      await world().report(
        one,
        { mobile: '13800006001', name: '王芳', region: '310000', consent },
        ['preliminary-approval', { amount: 200_000 }],
        [
          'final-decision',
          { decision: 'approved', decidedAt: new Date(Date.now() - 3_600_000).toISOString() },
        ],
      );
    await world().report('PAGE-TASK', { mobile: '13800006002', name: '赵敏', consent: { sms: false } }, [
      'final-decision',
      { decision: 'approved' },
    ]);
    await world().comesTo(id, 'delivered');
    await world().taskOf('PAGE-TASK');
  });

  test.each(shown)(
    '$name speaks both languages whole, and keeps nobody out',
    async ({ name, open, then, ready }) => {
      const { page, complaints, close } = await open(world());
      // A dialog or a menu lies above the switch, so the language is changed before.
      for (const language of ['zh', 'en'] as const) {
        if (language === 'en') await toEnglish(page);
        await then?.(page);
        await page.locator(ready).first().waitFor();
        const words = await wordsOn(page);
        expect(words).not.toMatch(/undefined|NaN|\[object|null/);
        if (language === 'en') expect(words).not.toMatch(/\p{Script=Han}/u);
        else expect(words).toMatch(/\p{Script=Han}/u);
        expect(await page.evaluate('document.documentElement.lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
        expect(await barriers(page)).toEqual([]);
        await picture(page, `console-${name}.${language}`);
        await page.setViewportSize({ width: 390, height: 844 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
        await picture(page, `console-${name}.${language}.phone`);
        await page.setViewportSize({ width: 1366, height: 768 });
      }
      expect(complaints).toEqual([]);
      await close();
    },
  );

  async function toEnglish(page: Page): Promise<void> {
    await page.evaluate(`localStorage.setItem('bida.language', 'en')`);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
  }

  test('the language is changed in place, and nothing that was typed is lost by it', async () => {
    const { page, close } = await world().signedIn('li.na');
    await page.keyboard.type('138 0000');
    await page.getByRole('button', { name: 'English' }).click();
    const field = page.getByRole('textbox', { name: 'Application id, mobile number or name' });
    expect(await field.inputValue()).toBe('138 0000');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('textbox', { name: '申请编号、手机号或姓名' }).waitFor();
    await close();
  });

  test('the whole way goes by keyboard: past the head, through the dialog, and back to where one was', async () => {
    const { page, close } = await world().signedIn('li.na', `/applications/${id}`);
    await page.locator('.answer').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    const reveal = page.getByRole('button', { name: '查看完整信息' });
    await reveal.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '查看原因' }).waitFor();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('button:focus', { hasText: '查看完整信息' }).waitFor();
    await close();
  });
}

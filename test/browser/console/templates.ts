/** The words for applicants: written, previewed, compared, agreed to by somebody else, and live. */
import type { Page } from 'playwright-core';
import { endSession, signInAgain } from './sessions.js';
import { barriers, picture } from './world.js';
import type { ConsoleWorld } from './world.js';

const push = 'final-decision.approved.push.zh-CN.person';
const sms = 'supplementary-documents.sms.en.person';
const hostile = `<script>alert('C4NARY')</script><img src=x onerror="alert('C4NARY')"> \u202e反转\u202c 👩🏽‍💼 ${'长'.repeat(40)} ${'W'.repeat(120)}`;
const tail = '查询码{{ reference }}，请致电{{ callBackNumber }}。';

export function templates(world: () => ConsoleWorld): void {
  /** Words proposed by somebody; the version's name, and its approval. */
  async function proposed(
    written: object,
    who: 'staff' | 'supervisor' = 'staff',
  ): Promise<{ template: string; approvalId: string; place: string }> {
    const answer = await world().ask(who, 'POST', '/v1/templates', written);
    const template = String(answer['subject']);
    return { template, approvalId: String(answer['approvalId']), place: `/templates/${template}` };
  }
  const body = (page: Page) => page.getByRole('textbox', { name: '正文' });

  test('written by one, not for the same one to agree to, agreed to by another, live, and seen so elsewhere', async () => {
    const [reader, list] = await Promise.all([
      world().signedIn('li.na', `/templates/${push}@1`),
      world().signedIn('sun.yue', '/templates'),
    ]);
    await reader.page.getByText('使用中').first().waitFor();
    const writer = await world().signedIn('wang.wei', `/templates/${push}@1`);
    await writer.page.getByRole('link', { name: '写新版本' }).click();
    await body(writer.page).fill('您的贷款申请已审批通过，查询码{{ reference }}，详情请登录手机银行。');
    await writer.page.getByText('符合规定，可以提交。').waitFor();
    await writer.page
      .locator('.notification')
      .getByText(/已审批通过，查询码\S+-F1/)
      .waitFor();
    await picture(writer.page, 'console-write');
    await writer.page.getByRole('button', { name: '提交审批' }).click();
    await writer.page.waitForURL(`**/templates/${push}@2`);
    await writer.page.getByRole('link', { name: '查看审批' }).click();
    await writer.page.getByText('这是您提议或起草的，须由另一个人决定。').waitFor();
    expect(await writer.page.getByRole('button', { name: '批准' }).count()).toBe(0);
    await writer.page.locator('ins').first().waitFor();
    await picture(writer.page, 'console-approval-words');

    const { page, complaints, close } = await world().signedIn('zhao.min', '/approvals');
    await page
      .getByRole('region', { name: '需要您处理' })
      .getByRole('link', { name: /批准「审批结果」（通过）的中文个人应用推送文案第 2 版/ })
      .click();
    await page.locator('del').first().waitFor();
    await page.getByRole('button', { name: '批准' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await page.getByText(/zhao\.min 于 .* 批准。/).waitFor();
    await writer.page.getByText(/zhao\.min 于 .* 批准。/).waitFor();
    await page.getByRole('link', { name: '查看文案全部信息和预览' }).click();
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await page.getByRole('dialog', { name: '启用这一版' }).getByRole('button', { name: '启用' }).click();
    await page.locator('.template-title').getByText('使用中').waitFor();
    // By themselves: the version that was live is over, and the list has the new one.
    await reader.page.locator('.template-title').getByText('已停用').waitFor();
    const group = list.page.getByRole('region', { name: '审批结果（通过）' });
    await group.getByRole('link', { name: '第 2 版 使用中' }).waitFor();
    expect([...complaints, ...writer.complaints, ...reader.complaints]).toEqual([]);
    await Promise.all([close(), writer.close(), reader.close(), list.close()]);
  });

  test('words that are not agreed to come back with the reason, and can be proposed again', async () => {
    const slot = {
      stage: 'preliminary-approval',
      channel: 'email',
      locale: 'zh-CN',
      applicantType: 'company',
    };
    const { approvalId, place } = await proposed({ ...slot, subject: '结果 {{ reference }}', body: tail });
    const { page, complaints, close } = await world().signedIn('li.na', place);
    await page.getByText('li.na 已提交审批').waitFor();
    const decider = await world().signedIn('wang.wei', `/approvals/${approvalId}`);
    await decider.page.getByRole('button', { name: '不同意' }).click();
    await decider.page.getByRole('textbox', { name: '不同意的原因' }).fill('请写明办理时间');
    await decider.page.getByRole('button', { name: '确认不同意' }).click();
    // About no application: it stands in clear.
    await decider.page.getByText('请写明办理时间').waitFor();
    await page.getByRole('button', { name: '重新提交审批' }).click();
    await page.getByText('li.na 已提交审批').waitFor();
    expect([...complaints, ...decider.complaints]).toEqual([]);
    await Promise.all([close(), decider.close()]);
  });

  test('a text message goes live only once its provider’s code is taken down, by whoever may', async () => {
    const slot = { stage: 'supplementary-documents', channel: 'sms', locale: 'en', applicantType: 'person' };
    const text =
      'Please send {{ documentsInShort }} by {{ dueDate }}, reference {{ reference }}, call {{ callBackNumber }}.';
    const { template, approvalId, place } = await proposed({ ...slot, body: text });
    expect(template.startsWith(sms)).toBe(true);
    await world().ask('supervisor', 'POST', `/v1/approvals/${approvalId}/approve`);
    const supervisor = await world().signedIn('wang.wei', place);
    await supervisor.page.locator('.template-title').getByText('已批准').waitFor();
    expect(await supervisor.page.getByRole('button', { name: '启用', exact: true }).count()).toBe(0);
    const { page, complaints, close } = await world().signedIn('chen.jun', place);
    await page.getByRole('button', { name: '登记服务商批准' }).click();
    const dialog = page.getByRole('dialog', { name: '登记服务商批准' });
    await dialog.getByRole('textbox', { name: '模板代码' }).fill('SMS 1');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.getByText('请选择路由。').waitFor();
    await dialog.getByText(/代码为 1 至 64 位/).waitFor();
    await dialog.getByRole('combobox', { name: '路由' }).click();
    await page.locator('.ant-select-item-option').getByText('短信（aliyun）').click();
    await dialog.getByRole('textbox', { name: '模板代码' }).fill('SMS_90210');
    await picture(page, 'console-provider-approval');
    await dialog.getByRole('button', { name: '登记' }).click();
    await page.getByRole('region', { name: '服务商批准' }).getByText('SMS_90210').waitFor();
    await supervisor.page.getByRole('button', { name: '启用', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '停用' }).count()).toBe(0);
    expect([...complaints, ...supervisor.complaints]).toEqual([]);
    await Promise.all([close(), supervisor.close()]);
  });

  test('every channel and language is previewed, an SMS with what it is charged as, an e-mail where nothing runs', async () => {
    const { page, complaints, close } = await world().signedIn('li.na', '/templates');
    for (const [about, count] of [
      ['审批结果（通过）', 6],
      ['审批结果（不分结果）', 2],
      ['补充材料', 8],
    ] as const) {
      const group = page.getByRole('region', { name: about, exact: true });
      await group.getByRole('button', { name: '预览各渠道和语言' }).click();
      const previews = group.locator('.previews > li');
      expect(await previews.count()).toBe(count);
      await group
        .locator('.preview')
        .nth(count - 1)
        .waitFor();
    }
    const group = page.getByRole('region', { name: '审批结果（通过）', exact: true });
    for (const language of ['中文', '英文']) {
      const message = group.getByRole('listitem').filter({ hasText: `短信 · ${language} · 个人` });
      await message.getByText(/按 \d 条计费/).waitFor();
      await message.getByText(/UCS-2 编码，每条 (?:70|67) 字/).waitFor();
      const mail = group.getByRole('listitem').filter({ hasText: `电子邮件 · ${language} · 个人` });
      expect(await mail.locator('iframe').getAttribute('sandbox')).toBe('');
      await mail
        .frameLocator('iframe')
        .getByText(/2048-F1/)
        .first()
        .waitFor();
    }
    expect(await barriers(page)).toEqual([]);
    await group.scrollIntoViewIfNeeded();
    await picture(page, 'console-previews');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await picture(page, 'console-previews.phone');
    expect(complaints).toEqual([]);
    await close();
  });

  test('faults are told where they are, as one writes; what is filled in is put where one writes; what it costs is seen', async () => {
    const place = '/templates/final-decision.declined.sms.zh-CN.person@1/write';
    const { page, complaints, close } = await world().signedIn('li.na', place);
    await body(page).fill('【银行】恭喜中奖 {{ amount }}{{ surname }} 请看 https://bank.example');
    const faults = page.locator('.part-faults');
    for (const fault of [
      '不能自带签名',
      '不能有营销内容',
      '不能有链接',
      'amount：不能用在',
      'surname：没有这个占位符',
      '缺少 {{ reference }}',
    ])
      await faults.getByText(fault).waitFor();
    expect(await body(page).getAttribute('aria-invalid')).toBe('true');
    await page.getByText('有不符合规定之处，无法预览。').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'console-write-faults');
    await page.getByRole('button', { name: '提交审批' }).click();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await body(page).fill(`${'您的贷款申请已有结果'.repeat(6)}😀，`);
    await page.keyboard.press('End');
    await page.getByRole('button', { name: '插入查询码' }).click();
    await page.keyboard.type('，详询');
    await page.getByRole('button', { name: '插入客服电话' }).click();
    await page.keyboard.type('。');
    expect(await body(page).inputValue()).toMatch(/😀，\{\{ reference \}\}，详询\{\{ callBackNumber \}\}。$/);
    await page.getByText('按 2 条计费').waitFor();
    await page.getByText('UCS-2 编码，每条 67 字').waitFor();
    await page.getByText('有 1 个字符（如表情）按两字计').waitFor();
    await page.locator('ins').first().waitFor();
    // Looking at another page of ours, and coming back, finds it again.
    await page.getByRole('link', { name: '查通知' }).click();
    await page.getByRole('textbox').waitFor();
    await page.goBack();
    await page.getByText('已恢复您上次没有提交的文字。').waitFor();
    expect(await body(page).inputValue()).toContain('😀');
    await page.getByRole('button', { name: '放弃，重新开始' }).click();
    expect(await body(page).inputValue()).not.toContain('😀');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a session that ends while words are written loses none of them', async () => {
    const place = '/templates/final-decision.conditional.push.en.person@1/write';
    const window = await world().signedIn('li.na', place, { anew: true });
    const { page, close } = window;
    const text = 'Your application has news, reference {{ reference }}.';
    // Not before there is something to write in: a page that still loads has nothing to lose.
    await body(page).waitFor();
    await endSession(world(), window);
    // What is typed is checked as one types: so it is noticed.
    await body(page).fill(text);
    await page.getByRole('dialog', { name: '登录已失效' }).waitFor();
    await signInAgain(world(), window, 'li.na');
    await page.bringToFront();
    await page.getByRole('dialog', { name: '登录已失效' }).waitFor({ state: 'hidden' });
    expect(await body(page).inputValue()).toBe(text);
    await page.getByText('符合规定，可以提交。').waitFor();
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.waitForURL('**/templates/final-decision.conditional.push.en.person@2');
    await close();
  });

  test('hostile words are words: on their page, in the mail’s frame, compared, and while they wait', async () => {
    const slot = {
      stage: 'final-decision',
      decision: 'declined',
      channel: 'email',
      locale: 'zh-CN',
      applicantType: 'company',
    };
    const written = { ...slot, subject: '结果 {{ reference }} <b>', body: `${hostile}\n\n${tail}` };
    const { approvalId, place } = await proposed(written);
    const { page, complaints, close } = await world().signedIn('wang.wei', place);
    const frame = page.frameLocator('iframe');
    await frame.getByText('<script>').waitFor();
    expect(await frame.locator('script, img').count()).toBe(0);
    expect(await page.locator('.template-main .words').first().textContent()).toContain(hostile);
    await page.locator('ins').first().waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await picture(page, 'console-template-hostile.phone');
    await page.goto(`${world().file.consoleUrl ?? ''}approvals/${approvalId}`);
    await page.locator('ins').first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
    await close();
  });

  test('two versions are compared in the order they were written, whichever is looked at', async () => {
    const slot = { stage: 'preliminary-approval', channel: 'push', locale: 'en', applicantType: 'company' };
    await proposed({ ...slot, title: 'News', body: 'There is news, reference {{ reference }}.' });
    const { template } = await proposed({
      ...slot,
      title: 'News',
      body: 'There is good news, reference {{ reference }}.',
    });
    const { page, close } = await world().signedIn('sun.yue', `/templates/${template}`);
    await page.getByRole('combobox', { name: '与之比较' }).click();
    await page.locator('.ant-select-item-option').getByText('第 2 版（草稿）').click();
    const compared = page.getByRole('region', { name: '版本比较' });
    await compared.locator('ins').getByText('good').waitFor();
    expect(await compared.locator('del').count()).toBe(0);
    // An auditor looks, and does nothing.
    await page.getByText('没有您可以做的操作。').or(page.getByText('已提交审批')).waitFor();
    expect(await page.getByRole('link', { name: '写新版本' }).count()).toBe(0);
    await close();
  });

  test('whoever writes no words is not let write, and nothing is asked for', async () => {
    const { page, close } = await world().signedIn('sun.yue', '/templates');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${world().file.consoleUrl ?? ''}templates/${push}@1/write`);
    await page.getByRole('heading', { name: '您的角色不使用这个页面' }).waitFor();
    expect(asked.filter((path) => path.startsWith('/v1/templates'))).toEqual([]);
    await close();
  });
}

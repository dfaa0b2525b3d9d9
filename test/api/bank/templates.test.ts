/** The words of applicants over HTTP: from a draft to what is sent. */
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

const staff: Caller = { account: 'li.na', roles: new Set(['staff'] as const) };
const supervisor: Caller = { account: 'zhao.min', roles: new Set(['supervisor'] as const) };
const slot = {
  stage: 'final-decision',
  decision: 'approved',
  channel: 'sms',
  locale: 'zh-CN',
  applicantType: 'person',
} as const;
const sms = {
  ...slot,
  body: '您尾号{{ applicationEnding }}的贷款申请已有审批结果，查询码{{ reference }}，详询{{ callBackNumber }}。',
};
const post = (who: Caller, path: string, body?: unknown) =>
  door.call(who, 'POST', `/v1/templates${path}`, body);
const get = (path = '') => door.call(staff, 'GET', `/v1/templates${path}`);

test('a draft waits for a second person, then for its provider, is live then, and its history says by whom', async () => {
  const drafted = await post(staff, '', sms);
  expect(drafted).toMatchObject({ status: 202, json: { kind: 'words', state: 'proposed' } });
  const approvalId = drafted.json['approvalId'] as string;
  const template = drafted.json['subject'] as string;
  const approve = (who: Caller) => door.call(who, 'POST', `/v1/approvals/${approvalId}/approve`);
  expect((await post(supervisor, `/${template}/live`)).json['code']).toBe('words-step');
  expect((await approve(staff)).status).toBeGreaterThanOrEqual(400);
  expect((await approve(supervisor)).status).toBe(200);
  const granted = { route: 'sms/aliyun', code: 'SMS_1' };
  expect((await post(supervisor, `/${template}/provider-approval`, granted)).json).toMatchObject({
    state: 'provider-approved',
    providerCodes: { 'sms/aliyun': 'SMS_1' },
  });
  expect(await post(supervisor, `/${template}/live`)).toMatchObject({ status: 200, json: { state: 'live' } });
  const { json } = await get(`/${template}`);
  expect(json).toMatchObject({ template, version: 1, ...slot, draftedBy: 'li.na', approvedBy: 'zhao.min' });
  expect(
    (json['history'] as { step: string; staffRef: string }[]).map(({ step, staffRef }) => [step, staffRef]),
  ).toEqual([
    ['drafted', 'li.na'],
    ['approved', 'zhao.min'],
    ['provider-approved', 'zhao.min'],
    ['went-live', 'zhao.min'],
  ]);
  expect((await get('?state=live')).json['templates']).toMatchObject([{ template }]);
  expect((await get('?state=draft')).json['templates']).toEqual([]);
});

test('a preview shows what the applicant reads, what the provider is asked, and what it is charged as', async () => {
  expect(await post(staff, '/preview', sms)).toMatchObject({
    status: 200,
    json: {
      faults: [],
      text: '您尾号2048的贷款申请已有审批结果，查询码2048-F1，详询95500。',
      sms: {
        ...{ characters: 38, messages: 1, perMessage: 70, left: 18 },
        ...{ doubled: 0, signature: 14, encoding: 'UCS-2' },
      },
    },
  });
  const { json } = await post(staff, '/preview', sms);
  expect(json['providerText']).toMatch(/^您尾号\$\{\w+\}的贷款申请/);
  const mail = {
    ...slot,
    channel: 'email',
    subject: '贷款申请结果 {{ reference }}',
    body: '尊敬的{{ name }}：\n\n您的贷款申请{{ decision }}。\n\n查询码{{ reference }}，详询{{ callBackNumber }}。',
  };
  const shown = (await post(staff, '/preview', mail)).json;
  expect(shown).toMatchObject({
    subject: '贷款申请结果 2048-F1',
    text: expect.stringContaining('示例客户') as string,
  });
  expect(shown['html']).toContain('<p>');
  expect(shown['sms']).toBeUndefined();
});

test('what breaks the rules is named in the preview, and refused as a draft', async () => {
  const wrong = { ...sms, body: '【银行】恭喜中奖 {{ guidance }} https://example.com' };
  const { json } = await post(staff, '/preview', wrong);
  const faults = json['faults'] as { part: string; zh: string; en: string }[];
  expect(faults.length).toBeGreaterThan(2);
  for (const { zh } of faults) expect(zh).toMatch(/\p{Script=Han}/u);
  expect(faults).toContainEqual({ part: 'body', zh: '不能有链接', en: 'expected no link' });
  expect(json['text']).toBeUndefined();
  const lines = faults.map(({ part, en }) => `${part}: ${en}`);
  expect(await post(staff, '', wrong)).toMatchObject({
    status: 400,
    json: { code: 'words-faulty', faults: lines },
  });
});

test.each<[string, unknown]>([
  ['a call that would speak of a decision', { ...sms, channel: 'voice' }],
  ['a final decision without one', { ...sms, decision: undefined }],
  ['an earlier stage with one', { ...sms, stage: 'preliminary-approval' }],
  ['a field nobody knows', { ...sms, signature: '银行' }],
  ['no words', { ...slot }],
])('%s is no slot, and nothing is taken down', async (_what, body) => {
  const before = ((await get()).json['templates'] as unknown[]).length;
  for (const path of ['', '/preview'])
    expect(await post(staff, path, body)).toMatchObject({ status: 400, json: { code: 'body-invalid' } });
  expect((await get()).json['templates']).toHaveLength(before);
});

test('a name that is none, or of a version that is not there, is words unknown', async () => {
  for (const name of ['final-decision.approved.sms.zh-CN.person@99', 'x', '..%2f..%2fetc', 'a@1@2'])
    expect(await get(`/${name}`)).toMatchObject({ status: 404, json: { code: 'words-unknown' } });
});

test('whoever writes words hears which fields they may show, with a sample of each', async () => {
  const { json } = await post(staff, '/preview', { ...slot, channel: 'email', subject: '', body: '' });
  const fields = json['placeholders'] as { field: string }[];
  expect(fields).toContainEqual({
    ...{ field: 'guidance', parts: ['body'], required: false, optional: true, list: false },
    sample: '请携带身份证件到网点办理。',
  });
  expect(fields).toContainEqual(
    expect.objectContaining({ field: 'reference', parts: ['subject', 'body'], required: true }),
  );
  expect(fields.map(({ field }) => field)).not.toContain('dueDate');
});

test('every slot is listed, also one that nobody wrote words for', async () => {
  const { slots } = (await get()).json as { slots: { slot: string }[] };
  expect(slots).toContainEqual({ slot: 'final-decision.approved.sms.zh-CN.person', ...slot });
  expect(new Set(slots.map((one) => one.slot)).size).toBe(slots.length);
});

test('what is done with words is in the trail, so that an open page hears of it', async () => {
  const push = { ...slot, channel: 'push', title: '结果', body: '查询码{{ reference }}。' };
  const { json } = await post(staff, '', push);
  await door.call(supervisor, 'POST', `/v1/approvals/${json['approvalId'] as string}/approve`);
  const template = json['subject'] as string;
  await post(supervisor, `/${template}/live`);
  await post(supervisor, `/${template}/retire`);
  const trail = await door.opened.ledger.query(
    `SELECT kind, detail FROM event WHERE detail->>'words' = $1 ORDER BY event_id`,
    [template],
  );
  expect(trail).toEqual([
    { kind: 'words-went-live', detail: { words: template, staffRef: 'zhao.min' } },
    { kind: 'words-retired', detail: { words: template, staffRef: 'zhao.min' } },
  ]);
});

test('one version says what the caller may do with it, and which approval it waits for', async () => {
  const mail = {
    ...slot,
    ...{ channel: 'email', locale: 'en', subject: 'Result {{ reference }}' },
    body: 'Reference {{ reference }}, call {{ callBackNumber }}.',
  };
  const { json } = await post(staff, '', mail);
  const [template, approvalId] = [json['subject'] as string, json['approvalId'] as string];
  const seen = async (who: Caller) => {
    const { may, proposal } = (await door.call(who, 'GET', `/v1/templates/${template}`)).json;
    return { may, proposal };
  };
  const waits = { approvalId, by: 'li.na', until: expect.any(String) as string };
  expect(await seen(staff)).toEqual({ may: ['write'], proposal: waits });
  expect(await seen(supervisor)).toEqual({ may: ['write', 'retire'], proposal: waits });
  expect(await seen('auditor')).toEqual({ may: [], proposal: waits });
  await door.call(staff, 'POST', `/v1/approvals/${approvalId}/withdraw`);
  expect(await seen(staff)).toEqual({ may: ['write', 'propose'], proposal: undefined });
  const anew = (await post(staff, `/${template}/propose`)).json['approvalId'] as string;
  await door.call(supervisor, 'POST', `/v1/approvals/${anew}/approve`);
  expect((await seen(supervisor)).may).toEqual(['write', 'live', 'retire']);
  expect((await seen('engineer')).may).toEqual([]);
});

import { Refusal } from '../../../domain/failure/catalogue.js';
import type { WordsName, WrittenTemplate } from '../../../domain/words/template.js';
import { templateIdOf } from '../../../domain/words/slot.js';
import type { Queryable } from '../../../ledger/ledger.js';
import {
  approveTemplate,
  draftTemplate,
  goLive,
  recordProviderApproval,
  retire,
} from '../../../ledger/words/life.js';
import { liveTemplate, templateHistory } from '../../../ledger/words/row.js';
import { loadShippedWords } from '../../../cli/words/shipped.js';
import { ask, openedLedger } from '../opened-ledger.js';
import type { OpenedLedger } from '../opened-ledger.js';

const template: WrittenTemplate = {
  stage: 'final-decision',
  decision: 'declined',
  channel: 'sms',
  locale: 'en',
  applicantType: 'company',
  body: 'Not approved. Call {{ callBackNumber }}, quote {{ reference }}.',
};
const li = { staffRef: 'li.na', at: 1_000 };
const wang = { staffRef: 'wang.wei', at: 2_000 };
const grant = { route: 'sms/aliyun', code: 'SMS_1' } as const;

describe('the life of words', () => {
  let opened: OpenedLedger;
  beforeAll(async () => {
    opened = await openedLedger();
  });
  afterAll(() => opened.close());
  const inTurn = <Answer>(work: (tx: Queryable) => Promise<Answer>) => opened.ledger.transaction(work);
  const refused = (work: (tx: Queryable) => Promise<unknown>) =>
    inTurn(work).then(
      () => 'taken',
      (failure: unknown) => (failure instanceof Refusal ? failure.code : failure),
    );
  const brought = (): Promise<WordsName> =>
    inTurn(async (tx) => {
      const name = await draftTemplate(tx, template, li);
      await approveTemplate(tx, name, wang);
      await recordProviderApproval(tx, name, grant, wang);
      return name;
    });

  test('each step needs the one before it, and a second person', async () => {
    const name = await inTurn((tx) => draftTemplate(tx, template, li));
    expect(name.templateId).toBe(templateIdOf(template));
    expect(await refused((tx) => goLive(tx, name, wang))).toBe('words-step');
    expect(await refused((tx) => approveTemplate(tx, name, { ...li, staffRef: 'LI.NA' }))).toBe(
      'approval-own',
    );
    await inTurn((tx) => approveTemplate(tx, name, wang));
    expect(await refused((tx) => goLive(tx, name, wang))).toBe('words-step');
    const email = { route: 'email/smtp', code: 'X' } as const;
    expect(await refused((tx) => recordProviderApproval(tx, name, email, wang))).toBe('words-route');
    await inTurn((tx) => recordProviderApproval(tx, name, grant, wang));
    expect(await refused((tx) => recordProviderApproval(tx, name, { ...grant, code: 'X' }, wang))).toBe(
      'words-provider-code',
    );
    expect(await liveTemplate(opened.ledger, template)).toBeUndefined();
    await inTurn((tx) => goLive(tx, name, wang));
    expect(await liveTemplate(opened.ledger, template)).toMatchObject({
      ...template,
      ...name,
      providerCodes: { 'sms/aliyun': 'SMS_1' },
    });
    expect(
      (await templateHistory(opened.ledger, name)).map(({ step, staffRef }) => `${step} ${staffRef}`),
    ).toEqual(['drafted li.na', 'approved wang.wei', 'provider-approved wang.wei', 'went-live wang.wei']);
  });

  test('two that go live at once leave exactly one live', async () => {
    const names = [await brought(), await brought()];
    await Promise.all(names.map((name) => inTurn((tx) => goLive(tx, name, wang))));
    const live = await opened.ledger.query(`SELECT 1 FROM template WHERE state = 'live'`);
    expect(live).toHaveLength(1);
  });

  test('retired words leave the slot without any, and do not come back', async () => {
    const name = await brought();
    await inTurn((tx) => goLive(tx, name, wang));
    await inTurn((tx) => retire(tx, name, li));
    expect(await liveTemplate(opened.ledger, template)).toBeUndefined();
    expect(await refused((tx) => goLive(tx, name, wang))).toBe('words-step');
  });

  test('faulty words are not even a draft', async () => {
    expect(await refused((tx) => draftTemplate(tx, { ...template, body: '{{ idNumber }}' }, li))).toBe(
      'words-faulty',
    );
  });

  test('neither words nor their history can be rewritten', async () => {
    for (const statement of [
      `UPDATE template SET body = 'x'`,
      'DELETE FROM template',
      'DELETE FROM template_event',
    ])
      await expect(ask(opened.database.url, statement)).rejects.toThrow('permission denied');
    await expect(ask(opened.database.migrateUrl, 'DELETE FROM template_event')).rejects.toThrow(
      'append-only',
    );
  });

  test('the shipped words fill what is empty, leave what the bank has, and load once', async () => {
    const grants = { routes: ['sms/aliyun'] as const, codeOf: () => 'SMS_9' };
    for (const at of [5_000, 6_000]) await loadShippedWords(opened.ledger, grants, at);
    const rows = await opened.ledger.query<{ state: string }>(
      `SELECT state FROM template WHERE drafted_by = 'shipped.words'`,
    );
    expect(rows).toEqual(Array.from({ length: 59 }, () => ({ state: 'live' })));
    expect(await liveTemplate(opened.ledger, template)).toBeUndefined();
  });
});

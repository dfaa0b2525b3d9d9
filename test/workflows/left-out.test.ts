/** Why a route was not used is on record with the plan, and is what staff are told. */
import { templateIdOf } from '../../domain/words/slot.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { TemplateSlot } from '../../domain/words/slot.js';
import {
  approveTemplate,
  draftTemplate,
  goLive,
  recordProviderApproval,
  retire,
} from '../../ledger/words/life.js';
import { findTemplate, liveTemplate } from '../../ledger/words/row.js';
import type { TemplateRow } from '../../ledger/words/row.js';
import { eventually } from './stage/eventually.js';
import { secondRoute } from './stage/configuration.js';
import { stories } from './stage/stories.js';
import type { Story } from './stage/story.js';

const { world, begin } = stories();

const drafts = (at: number) => ({ staffRef: 'li.na', at });
const approves = (at: number) => ({ staffRef: 'wang.wei', at });

/** A company that reads English; nobody else's words are touched. */
const company = {
  applicant: { name: 'Lark Ltd', type: 'company', contactPerson: 'Wang Wei', locale: 'en' },
};
const slotOf = (stage: Stage): TemplateSlot => ({
  stage,
  ...(stage === 'final-decision' ? { decision: 'approved' } : {}),
  channel: 'sms',
  locale: 'en',
  applicantType: 'company',
});

async function liveWords(stage: Stage): Promise<TemplateRow> {
  const words = await liveTemplate(world().ledger, slotOf(stage));
  if (words === undefined) throw new Error('no words of the slot are live');
  return words;
}

const leftOutOf = async (story: Story) =>
  (await story.facts('notice-planned')).map(({ leftOut }) => leftOut).at(-1);

test('words that were retired are not sent, and staff are told to have some approved', async () => {
  const stage = 'preliminary-approval';
  const words = await liveWords(stage);
  await world().ledger.transaction((tx) => retire(tx, words, approves(world().clock.now())));
  const story = await begin('Tue 10:00', { application: company });
  await story.stage(stage);
  await story.stands(stage, 'with-staff');
  expect(await leftOutOf(story)).toEqual([
    'sms/aliyun: not-allowed: words-not-approved',
    'sms/aliyun-b: not-allowed: words-not-approved',
  ]);
  expect(story.accepted()).toEqual([]);
  const { cause, en, zh } = await story.why(stage);
  expect(cause).toBe('not-permitted');
  expect(en.cause).toContain(
    'text message (aliyun) and text message (aliyun-b) could not be used, since no approved wording is in force for that.',
  );
  expect(en.nextStep).toContain(
    'Have wording for text message (aliyun) and text message (aliyun-b) approved and put into force',
  );
  expect(zh.cause).toContain('短信（aliyun）、短信（aliyun-b）不能使用，因没有经批准并已启用的文字。');

  // What staff order by hand meets the same, and the trail says so.
  await story.resend(stage);
  await eventually('the order came to nothing', async () => (await story.facts('resend-not-sent'))[0]);
  expect(await story.facts('resend-not-sent')).toMatchObject([
    { because: 'no-route', leftOut: await leftOutOf(story) },
  ]);
});

test('words one provider has not approved go by the other, and what was left out is told', async () => {
  const stage = 'supplementary-documents';
  const words = await liveWords(stage);
  await world().ledger.transaction(async (tx) => {
    const at = world().clock.now();
    const next = await draftTemplate(tx, words, drafts(at));
    await approveTemplate(tx, next, approves(at));
    const code = words.providerCodes[secondRoute] ?? '';
    await recordProviderApproval(tx, next, { route: secondRoute, code }, approves(at));
    await goLive(tx, next, approves(at));
  });
  const story = await begin('Tue 10:00', { application: company });
  await story.stage(stage);
  await story.stands(stage, 'delivered');
  expect(await leftOutOf(story)).toEqual(['sms/aliyun: not-allowed: words-not-approved-by-provider']);
  const { cause, en, zh } = await story.why(stage);
  expect(cause).toBe('delivered');
  expect(en.evidence).toContain(
    'Not used: text message (aliyun), since the provider has not approved the wording for that; e-mail, since no such contact is on record.',
  );
  expect(zh.evidence).toContain(
    '没有采用：短信（aliyun），因文字还没有经服务商批准；电子邮件，因没有登记相应的联系方式。',
  );
});

test('words that show what was not reported are not sent, and the field is named', async () => {
  const stage = 'final-decision';
  const words = await liveWords(stage);
  const { templateId, version } = words;
  await world().ledger.transaction(async (tx) => {
    await retire(tx, words, approves(world().clock.now()));
    // Drafting would find it: words of a time when every decision had a date.
    await tx.query(
      `INSERT INTO template (stage, decision, channel, locale, applicant_type, version, body, state,
                             drafted_by, drafted_at, approved_by)
       SELECT stage, decision, channel, locale, applicant_type, version + 1, body || ' {{ dueDate }}',
              'live', drafted_by, drafted_at, approved_by
         FROM template WHERE template_id = $1 AND version = $2`,
      [templateId, version],
    );
  });
  expect(
    await findTemplate(world().ledger, { templateId: templateIdOf(words), version: version + 1 }),
  ).toBeDefined();
  const story = await begin('Tue 10:00', { application: company });
  await story.stage(stage);
  await story.stands(stage, 'with-staff');
  expect(await leftOutOf(story)).toEqual([
    'sms/aliyun: not-allowed: field-missing: dueDate',
    'sms/aliyun-b: not-allowed: field-missing: dueDate',
  ]);
  const { en, zh } = await story.why(stage);
  expect(en.cause).toContain('since the wording for that needs what is not on record: the due date.');
  expect(en.nextStep).toContain(
    'Report to whoever keeps the wording for text message (aliyun) and text message (aliyun-b) what it needs and is not on record: the due date.',
  );
  expect(zh.cause).toContain('因文字中要写的内容没有记录（截止日期）。');
});

test('a field too long for an SMS keeps it from being sent, and is named', async () => {
  const { current } = world();
  const staff = { ...current.configuration.staff, callBackNumber: '9'.repeat(36) };
  current.configuration = { ...current.configuration, staff };
  const story = await begin('Tue 10:00');
  await story.stage('final-decision');
  await story.stands('final-decision', 'with-staff');
  expect(await leftOutOf(story)).toEqual([
    'sms/aliyun: not-allowed: field-too-long: callBackNumber',
    'sms/aliyun-b: not-allowed: field-too-long: callBackNumber',
  ]);
  expect((await story.why('final-decision')).en.cause).toContain('the number to call back');
});

test('a number that was taken away and came back is not written to twice by a route, and that is told', async () => {
  world().withoutLingering();
  const stage = 'final-decision';
  const story = await begin('Tue 10:00');
  story.provider({ receipt: 'none' });
  await story.stage(stage);
  await story.stands(stage, 'awaiting-receipt');
  await world().clock.pass(3_600_000);
  await story.stands(stage, 'with-staff');
  await story.contacts('123');
  await story.contacts(story.mobile);
  await eventually('both routes are barred', async () =>
    (await story.lastTask()).because === 'not-allowed' ? true : undefined,
  );
  expect(await story.facts('attempt-barred')).toEqual([{ route: 'sms/aliyun' }, { route: 'sms/aliyun-b' }]);
  expect(story.accepted()).toHaveLength(2);
  const { cause, en, zh } = await story.why(stage);
  expect(cause).toBe('not-permitted');
  expect(en.cause).toContain(
    'was not sent by text message (aliyun) or text message (aliyun-b): it may already have gone to the same number or address that way, and nothing is sent there twice.',
  );
  expect(zh.cause).toContain(
    '没有经短信（aliyun）、短信（aliyun-b）发送：可能已经这样发给过同一号码或地址，不重复发送。',
  );
});

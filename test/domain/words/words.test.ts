import { faultLine } from '../../../domain/words/template-fault.js';
import { templateFaults } from '../../../domain/words/template-faults.js';
import { renderWords } from '../../../domain/words/render.js';
import { sampleFields } from '../../../domain/words/sample.js';
import { allSlots, slotFrom, templateIdOf } from '../../../domain/words/slot.js';
import type { WrittenTemplate } from '../../../domain/words/template.js';
import { slotOf, wordFields } from '../../../domain/words/word-fields.js';
import { applicationIdOf } from '../../../domain/ids/ids.js';
import { readShippedWords } from '../../../cli/words/shipped.js';

const tail = '请致电{{ callBackNumber }}，查询码{{ reference }}。';
const sms = (body: string): WrittenTemplate => ({
  stage: 'final-decision',
  decision: 'approved',
  channel: 'sms',
  locale: 'zh-CN',
  applicantType: 'person',
  body,
});
const email = (body: string): WrittenTemplate => ({
  ...sms(`${body}${tail}`),
  channel: 'email',
  subject: '审批结果{{ reference }}',
});

const linesOf = (template: WrittenTemplate): string => templateFaults(template).map(faultLine).join('\n');

test('every slot has a shipped template without fault, and it renders', () => {
  const shipped = readShippedWords();
  expect(shipped.map(templateIdOf).sort()).toEqual(allSlots().map(templateIdOf).sort());
  for (const template of shipped) {
    expect({ id: templateIdOf(template), faults: templateFaults(template) }).toMatchObject({ faults: [] });
    expect(renderWords(template, sampleFields(template))).toHaveProperty('ok');
  }
});

test('a slot is read back from its name, and nothing else is read', () => {
  for (const slot of allSlots()) expect(slotFrom(templateIdOf(slot))).toEqual(slot);
  for (const name of [
    '',
    'final-decision.sms.en.person',
    'final-decision.approved.voice.en.person',
    'preliminary-approval.sms.en.person.x',
  ])
    expect(slotFrom(name)).toBeUndefined();
});

test.each([
  ['an unknown field', `{{ surname }}${tail}`, 'is no field'],
  ['the identity number', `{{ idNumber }}${tail}`, 'is never shown'],
  ['the whole application id', `{{ applicationId }}${tail}`, 'is never shown'],
  ['a name', `{{ name }}您好，${tail}`, 'may not stand in sms words'],
  ['an amount', `额度{{ amount }}，${tail}`, 'may not stand in sms words'],
  ['free text', `{{ guidance }}，${tail}`, 'may not stand in sms words'],
  ['joined variables', `{{ decision }}{{ reference }}，${tail}`, 'words between two variables'],
  ['advertising', `限时优惠，${tail}`, 'no advertising'],
  ['a link', `请看 https://bank.example ，${tail}`, 'no link'],
  ['a signature', `【银行】${tail}`, 'no signature'],
  ['a tag', `{% if decision %}好{% endif %}${tail}`, 'plain variables alone'],
  ['a filter nobody allowed', `{{ decision | upcase }}，${tail}`, 'undefined filter'],
  ['no number to call', '结果已出，查询码{{ reference }}。', 'expected {{ callBackNumber }}'],
  ['no reference', '请致电{{ callBackNumber }}。', 'expected {{ reference }}'],
])('an SMS with %s is refused', (_what, body, fault) => {
  expect(linesOf(sms(body))).toContain(fault);
});

test.each([
  ['a file', '{% include "secret" %}', 'include'],
  ['an assignment', '{% assign x = 1 %}', 'assign'],
  ['a prototype', '{{ name.constructor }}', 'is no field'],
  ['an optional field nobody asked for', '{{ guidance }}', 'may be absent'],
  ['a tag left open', '{% if amount %}', 'not closed'],
  ['work without end', '{% for a in (1..100000000) %}x{% endfor %}', 'more than rendering allows'],
])('an e-mail that uses %s is refused', (_what, body, fault) => {
  expect(linesOf(email(body))).toContain(fault);
});

test('missing fields are all named, and nothing is rendered', () => {
  expect(renderWords(email('{{ amount }}{{ guidance }}'), { reference: 'x' })).toEqual({
    missing: ['amount', 'guidance', 'callBackNumber'],
  });
});

test('a variable longer than providers take is named', () => {
  const fields = { callBackNumber: '9'.repeat(36), reference: 'r' };
  expect(renderWords(sms(tail), fields)).toEqual({ tooLong: ['callBackNumber'] });
});

test('hostile names and texts are shown as text: not evaluated, not markup, not a second line', () => {
  const fields = wordFields({
    key: { applicationId: applicationIdOf('A-123456'), stage: 'final-decision', round: 1 },
    body: { decision: 'approved', guidance: '<b>{{ idNumber }}</b>\r\n{% raw %}\u202eabc' },
    applicant: { name: '{{ 7 }}<script>\r\nBcc: x\u202e' },
    callBackNumber: '95500',
  });
  const rendering = renderWords(
    email('{{ name }}\n\n{% if guidance %}{{ guidance }}{% endif %}\n\n'),
    fields,
  );
  if (!('ok' in rendering) || rendering.ok.channel !== 'email') throw new Error('not rendered');
  const { text, html } = rendering.ok;
  expect(text).toContain('{{ 7 }}<script> Bcc: x\n\n<b>{{ idNumber }}</b>\n{% raw %} abc');
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|<b>|\u202e/);
  expect(text + html).not.toContain('A-123456');
});

const call = (body: string): WrittenTemplate => ({
  stage: 'final-decision',
  channel: 'voice',
  locale: 'zh-CN',
  applicantType: 'person',
  body,
});

test.each([
  ['a decision', '您的申请审批通过，请致电{{ callBackNumber }}。', 'nothing of a decision'],
  ['a decision in English', 'You are approved, call {{ callBackNumber }}.', 'nothing of a decision'],
  [
    'the field of the decision',
    '结果{{ decision }}，请致电{{ callBackNumber }}。',
    'may not stand in voice words',
  ],
  ['a reference', '查询码{{ reference }}，请致电{{ callBackNumber }}。', 'may not stand in voice words'],
  ['a name', '{{ name }}您好，请致电{{ callBackNumber }}。', 'may not stand in voice words'],
  [
    'a document asked for',
    '请补{{ documentsInShort }}，致电{{ callBackNumber }}。',
    'may not stand in voice words',
  ],
  ['no number to call back', '您的申请有新的进展。', 'expected {{ callBackNumber }}'],
])('a call with %s is refused', (_what, body, fault) => {
  expect(linesOf(call(body))).toContain(fault);
});

test('whatever was decided, a call has the same words and the same variables', () => {
  const spoken = (['approved', 'declined', 'conditional'] as const).map((decision) => {
    const facts = {
      key: { applicationId: applicationIdOf('A-123456'), stage: 'final-decision', round: 1 } as const,
      body: { decision, guidance: '补充担保' },
      applicant: { name: '王小明' },
      callBackNumber: '95500',
    };
    const slot = slotOf(facts, 'voice');
    const template = readShippedWords().find((one) => templateIdOf(one) === templateIdOf(slot));
    if (template === undefined) throw new Error('no words');
    return JSON.stringify([templateIdOf(slot), renderWords(template, wordFields(facts))]);
  });
  expect(new Set(spoken).size).toBe(1);
  expect(spoken[0]).toContain('95500');
});

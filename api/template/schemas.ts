/** Words for applicants as they are told and given. */
import { z } from 'zod';
import { applicantTypes, decisions, locales, wordChannels } from '../../domain/words/slot.js';
import { templateStates, templateSteps } from '../../domain/words/template.js';
import { wordFieldNames } from '../../domain/words/field.js';
import { instantSchema, stageSchema } from '../application/schemas.js';

/** Each is an address of its own. */
export const templateDeeds = ['write', 'propose', 'provider-approval', 'live', 'retire'] as const;

export const templateParams = z.object({
  template: z.string().meta({
    description: 'slot and version: `final-decision.approved.sms.zh-CN.person@1`',
    examples: ['final-decision.approved.sms.zh-CN.person@1'],
  }),
});

const slot = {
  stage: stageSchema,
  decision: z
    .enum(decisions)
    .optional()
    .meta({ description: 'of a final decision, but for a call; else none' }),
  channel: z.enum(wordChannels),
  locale: z.enum(locales),
  applicantType: z.enum(applicantTypes),
};
const parts = ['subject', 'title', 'body'] as const;
const text = {
  subject: z.string().max(500).optional().meta({ description: 'of an e-mail' }),
  title: z.string().max(500).optional().meta({ description: 'of a push message' }),
  body: z.string().max(20_000).meta({ description: 'Liquid with `if`, `for` and `join`' }),
};

/** A slot by name: what a version's name begins with. */
export const slotSchema = z
  .object({ slot: z.string(), ...slot })
  .meta({ id: 'TemplateSlot', description: 'what words are for' });

/** Words as somebody writes them; what is wrong with them is judged by the rules for templates. */
export const writtenSchema = z.strictObject({ ...slot, ...text }).meta({ id: 'WrittenTemplate' });

export const templateSchema = z
  .object({
    template: z.string(),
    version: z.int(),
    ...slot,
    state: z.enum(templateStates),
    draftedBy: z.string(),
    draftedAt: instantSchema,
    approvedBy: z.string().optional(),
    providerCodes: z
      .record(z.string(), z.string())
      .meta({ description: 'by route, the code under which its provider approved them' }),
  })
  .meta({ id: 'Template', description: 'one version of a slot’s words; its text never changes' });

const placeholderSchema = z
  .object({
    field: z.enum(wordFieldNames),
    parts: z.array(z.enum(parts)).meta({ description: 'where it may stand' }),
    required: z.boolean().meta({ description: 'whether the body must show it' }),
    optional: z.boolean().meta({ description: 'may be absent: it stands inside of `if`' }),
    list: z.boolean().meta({ description: 'for `for` or `join`' }),
    sample: z.string(),
  })
  .meta({ id: 'Placeholder', description: 'a field that words of a slot may show' });

export const previewSchema = z
  .object({
    faults: z
      .array(z.object({ part: z.enum(parts), zh: z.string(), en: z.string() }))
      .meta({ description: 'what breaks the rules, and where; then nothing is rendered' }),
    placeholders: z.array(placeholderSchema),
    subject: z.string().optional(),
    title: z.string().optional(),
    text: z
      .string()
      .optional()
      .meta({ description: 'as the applicant reads or hears it, with made-up fields' }),
    html: z.string().optional().meta({ description: 'of an e-mail' }),
    providerText: z
      .string()
      .optional()
      .meta({ description: 'of SMS and calls: what the provider is asked to approve' }),
    sms: z
      .object({
        characters: z.int(),
        messages: z.int(),
        perMessage: z.int().meta({ description: 'characters each of these messages holds' }),
        left: z.int().meta({ description: 'characters until it is a message more' }),
        doubled: z.int().meta({ description: 'characters that count as two, such as emoji' }),
        signature: z.int().meta({ description: 'characters that the longest signature takes' }),
        encoding: z.literal('UCS-2').meta({ description: 'whatever script it is written in' }),
      })
      .optional()
      .meta({
        description: 'how long the sample is, and how many messages that is with the longest signature',
      }),
  })
  .meta({ id: 'TemplatePreview' });

export const wholeTemplateSchema = templateSchema
  .extend({
    ...text,
    preview: previewSchema,
    proposal: z
      .object({ approvalId: z.uuid(), by: z.string(), until: instantSchema })
      .optional()
      .meta({ description: 'of a draft: the approval that waits for a second person' }),
    may: z
      .array(z.enum(templateDeeds))
      .meta({ description: 'what the caller may do with it now; `write`: a further version of its slot' }),
    history: z.array(
      z.object({
        at: instantSchema,
        step: z.enum(templateSteps),
        staffRef: z.string(),
        route: z.string().optional(),
        code: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'WholeTemplate' });

export const providerApprovalSchema = z.strictObject({
  route: z
    .string()
    .max(60)
    .meta({ examples: ['sms/aliyun'] }),
  code: z
    .string()
    .max(64)
    .meta({ description: 'the provider’s code of the template', examples: ['SMS_123'] }),
});

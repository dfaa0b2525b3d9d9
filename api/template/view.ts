import type { z } from 'zod';
import { renderWords } from '../../domain/words/render.js';
import type { RenderedWords } from '../../domain/words/render.js';
import { sampleFields } from '../../domain/words/sample.js';
import { placeholdersOf } from '../../domain/words/placeholders.js';
import { longestSignature, segmentsOf } from '../../domain/words/segments.js';
import { providerTextOf } from '../../domain/words/sms-text.js';
import { templateFaults } from '../../domain/words/template-faults.js';
import { isApprovedByProvider, wordsNameOf } from '../../domain/words/template.js';
import type { WrittenTemplate } from '../../domain/words/template.js';
import type { ApprovalRow } from '../../ledger/approval/row.js';
import type { TemplateEvent, TemplateRow } from '../../ledger/words/row.js';
import { instantOf, present } from '../application/view.js';
import { allSlots, templateIdOf } from '../../domain/words/slot.js';
import type { previewSchema, slotSchema, templateSchema, wholeTemplateSchema } from './schemas.js';

type Preview = z.input<typeof previewSchema>;

/** Every slot there is, in its order, also one that nobody wrote words for. */
export const slotViews = (): z.input<typeof slotSchema>[] =>
  allSlots().map((slot) => ({ slot: templateIdOf(slot), ...slot }));

export const templateView = (row: TemplateRow): z.input<typeof templateSchema> => {
  const { version, stage, decision, channel, locale, applicantType, state, draftedBy, approvedBy } = row;
  return {
    template: wordsNameOf(row),
    version,
    stage,
    channel,
    locale,
    applicantType,
    state,
    draftedBy,
    draftedAt: instantOf(row.draftedAt),
    providerCodes: { ...row.providerCodes },
    ...present({ decision, approvedBy }),
  };
};

/** What is told of one version beside its own row. */
export interface AboutTemplate {
  readonly history: readonly TemplateEvent[];
  /** The proposal that waits, of a draft. */
  readonly proposal?: ApprovalRow | undefined;
  readonly may: z.input<typeof wholeTemplateSchema>['may'];
}

export const wholeTemplateView = (
  row: TemplateRow,
  { history, proposal, may }: AboutTemplate,
): z.input<typeof wholeTemplateSchema> => ({
  ...templateView(row),
  body: row.body,
  ...present({ subject: row.subject, title: row.title }),
  preview: previewOf(row),
  history: history.map(({ at, step, staffRef, route, code }) => ({
    at: instantOf(at),
    step,
    staffRef,
    ...present({ route, code }),
  })),
  ...(proposal === undefined
    ? {}
    : {
        proposal: {
          approvalId: proposal.approvalId,
          by: proposal.proposedBy,
          until: instantOf(proposal.expiresAt),
        },
      }),
  may,
});

/** The words with made-up fields, or what is wrong with them. */
export function previewOf(template: WrittenTemplate): Preview {
  const faults = templateFaults(template);
  const placeholders = placeholdersOf(template).map((one) => ({ ...one, parts: [...one.parts] }));
  if (faults.length > 0) return { faults, placeholders };
  const rendered = renderWords(template, sampleFields(template));
  if (!('ok' in rendered))
    return {
      faults: Object.values(rendered)
        .flat()
        .map((field) => ({
          part: 'body',
          zh: `${field}：放不下示例内容`,
          en: `${field}: expected to fit the sample`,
        })),
      placeholders,
    };
  const { channel, body } = template;
  const said = partsOf(rendered.ok);
  return {
    faults,
    placeholders,
    ...said,
    ...(isApprovedByProvider(channel) ? { providerText: providerTextOf(body) } : {}),
    ...(channel === 'sms'
      ? { sms: { ...segmentsOf(said.text), signature: longestSignature, encoding: 'UCS-2' as const } }
      : {}),
  };
}

function partsOf(rendered: RenderedWords): Pick<Preview, 'subject' | 'title' | 'html'> & { text: string } {
  switch (rendered.channel) {
    case 'sms':
    case 'voice':
      return { text: rendered.text };
    case 'push':
      return { title: rendered.title, text: rendered.body };
    case 'email':
      return { subject: rendered.subject, text: rendered.text, html: rendered.html };
  }
}

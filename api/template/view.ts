import type { z } from 'zod';
import { renderWords } from '../../domain/words/render.js';
import type { RenderedWords } from '../../domain/words/render.js';
import { sampleFields } from '../../domain/words/sample.js';
import { segmentsOf } from '../../domain/words/segments.js';
import { providerTextOf } from '../../domain/words/sms-text.js';
import { templateFaults } from '../../domain/words/template-faults.js';
import { isApprovedByProvider, wordsNameOf } from '../../domain/words/template.js';
import type { WrittenTemplate } from '../../domain/words/template.js';
import type { TemplateEvent, TemplateRow } from '../../ledger/words/row.js';
import { instantOf, present } from '../application/view.js';
import type { previewSchema, templateSchema, wholeTemplateSchema } from './schemas.js';

type Preview = z.input<typeof previewSchema>;

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

export const wholeTemplateView = (
  row: TemplateRow,
  history: readonly TemplateEvent[],
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
});

/** The words with made-up fields, or what is wrong with them. */
export function previewOf(template: WrittenTemplate): Preview {
  const faults = templateFaults(template);
  if (faults.length > 0) return { faults };
  const rendered = renderWords(template, sampleFields(template));
  if (!('ok' in rendered))
    return {
      faults: Object.values(rendered)
        .flat()
        .map((field) => `body: ${field}: expected to fit the sample`),
    };
  const { channel, body } = template;
  const said = partsOf(rendered.ok);
  return {
    faults,
    ...said,
    ...(isApprovedByProvider(channel) ? { providerText: providerTextOf(body) } : {}),
    ...(channel === 'sms' ? { sms: segmentsOf(said.text) } : {}),
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

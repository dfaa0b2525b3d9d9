/** Made-up fields, for previews and for trying a template out. Nobody has this name or this number. */
import { applicationIdOf } from '../ids/ids.js';
import type { StageBody } from '../report/schemas.js';
import type { WordFields } from './field.js';
import type { TemplateSlot } from './slot.js';
import { wordFields } from './word-fields.js';

/** All fields a slot can have, the optional ones among them. */
export function sampleFields(slot: TemplateSlot): WordFields {
  const chinese = slot.locale === 'zh-CN';
  const person = chinese ? '示例客户' : 'Sample Applicant';
  const company = chinese ? '示例贸易有限公司' : 'Sample Trading Ltd';
  return wordFields({
    key: { applicationId: applicationIdOf('SAMPLE-2048'), stage: slot.stage, round: 1 },
    body: sampleBody(slot, chinese),
    applicant: {
      name: slot.applicantType === 'company' ? company : person,
      type: slot.applicantType,
      locale: slot.locale,
    },
    callBackNumber: '95500',
  });
}

function sampleBody({ stage, decision = 'approved' }: TemplateSlot, chinese: boolean): StageBody {
  switch (stage) {
    case 'preliminary-approval':
      return { amount: 100_000, validUntil: '2030-01-31' };
    case 'supplementary-documents':
      return {
        documents: chinese
          ? ['近三个月工资流水', '居住证明']
          : ['payslips of three months', 'proof of address'],
        dueDate: '2030-01-31',
      };
    case 'final-decision':
      return {
        decision,
        amount: 100_000,
        guidance: chinese ? '请携带身份证件到网点办理。' : 'Please bring your identity document to a branch.',
      };
  }
}

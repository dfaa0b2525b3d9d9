/**
 * What a member of staff says on the phone, made from the facts of the application. The person is verified before
 * anything of the loan is said, and whoever else picks up hears nothing of it. Pure.
 */
import type { TaskKind } from '../human-task/human-task.js';
import { referenceOf } from '../ids/ids.js';
import type { NoticeKey } from '../ids/ids.js';
import type { ApplicationBody, StageBody } from '../report/schemas.js';
import { plainLine } from '../words/plain-text.js';
import { wordFields } from '../words/word-fields.js';
import type { Locale } from '../words/slot.js';
import { chinese } from './chinese.js';
import { english } from './english.js';
import type { CallScript, Said } from './said.js';

/** What a script is made from. */
export interface CallFacts {
  readonly kind: TaskKind;
  readonly applicationId: string;
  readonly applicant: ApplicationBody['applicant'];
  readonly product: string;
  /** The local day on which the application was reported, `YYYY-MM-DD`. */
  readonly appliedOn: string;
  /** The number applicants may call. */
  readonly callBackNumber: string;
  /** What is to be told; absent where the task is about no notice. */
  readonly notice?: { readonly key: NoticeKey; readonly body: StageBody };
}

/** The script in both languages; which one is spoken, the applicant's `locale` says. */
export function callScripts(facts: CallFacts): { readonly zh: CallScript; readonly en: CallScript } {
  return { zh: chinese(saidOf(facts, 'zh-CN')), en: english(saidOf(facts, 'en')) };
}

function saidOf(
  { kind, applicationId, applicant, product, appliedOn, callBackNumber, notice }: CallFacts,
  locale: Locale,
): Said {
  const { name, contactPerson, idNumber } = applicant;
  return {
    kind,
    isCompany: applicant.type === 'company',
    name: plainLine(name),
    person: plainLine(contactPerson ?? name),
    ...(idNumber === undefined ? {} : { idEnding: plainLine(idNumber).slice(-4) }),
    product,
    appliedOn,
    callBackNumber,
    reference: notice === undefined ? applicationId.slice(-4) : referenceOf(notice.key),
    ...(notice === undefined
      ? {}
      : {
          notice: {
            body: notice.body,
            fields: wordFields({ ...notice, applicant: { ...applicant, locale }, callBackNumber }),
          },
        }),
  };
}

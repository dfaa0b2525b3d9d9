/** Which approved words an SMS carries, and the short variables in them. */
import type { NoticeKey } from '../../../domain/ids/ids.js';
import { referenceOf } from '../../../domain/ids/ids.js';
import type { StageBody } from '../../../domain/report/schemas.js';
import type { Stage } from '../../../domain/stage/stage.js';

export interface SmsWords {
  /** The provider's code of the approved template. */
  readonly templateCode: string;
  /** At most 35 characters each; no name, no amount, no free text. */
  readonly templateParam: Readonly<Record<string, string>>;
}

type Templates = Readonly<
  Partial<
    Record<
      Stage,
      | string
      | Readonly<Partial<Record<'approved' | 'declined' | 'conditional', string | undefined>>>
      | undefined
    >
  >
>;

/** The template for a stage, and for the decision where there is one each; undefined if none is approved. */
export function templateFor(templates: Templates, stage: Stage, body: StageBody): string | undefined {
  const template = templates[stage];
  if (template === undefined || typeof template === 'string') return template;
  return 'decision' in body ? template[body.decision] : undefined;
}

/** The variables: what the applicant may quote, where to call, and by when documents are due. */
export function smsWords(
  templateCode: string,
  key: NoticeKey,
  body: StageBody,
  callBackNumber: string,
): SmsWords {
  return {
    templateCode,
    templateParam: {
      ref: referenceOf(key),
      phone: callBackNumber,
      ...('dueDate' in body ? { due: body.dueDate } : {}),
    },
  };
}

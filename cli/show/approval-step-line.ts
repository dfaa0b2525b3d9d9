import type { ApprovalStep } from '../../domain/approval/approval.js';
import type { ApprovalStepRow } from '../../ledger/approval/step.js';
import type { Language } from '../terminal.js';
import { approvalStateWords } from './approval-words.js';

type Said = Readonly<Record<Language, string>>;

const stepWords: Readonly<Record<ApprovalStep, Said>> = {
  ...approvalStateWords,
  proposed: { en: 'proposed', zh: '已提议' },
  'acted-alone': { en: 'done alone', zh: '单人紧急操作' },
  revealed: { en: 'looked at what is sealed', zh: '查看密封内容' },
  'carried-out': { en: 'carried out', zh: '已执行' },
  'came-to-nothing': { en: 'could not be carried out any more', zh: '未能执行' },
};

/** One step of an approval; what is sealed is said to be. */
export const stepLine = (
  { at, step, staffRef, reason, isSealed }: Omit<ApprovalStepRow, 'sealed'> & { readonly isSealed: boolean },
  lang: Language,
): string =>
  [
    new Date(at).toISOString(),
    stepWords[step][lang],
    ...(staffRef === null ? [] : [staffRef]),
    ...(reason === null ? [] : [reason]),
    ...(isSealed ? [{ en: '(why is kept sealed)', zh: '（原因密封保存）' }[lang]] : []),
  ].join('  ');

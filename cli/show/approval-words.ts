/** Approvals in words: what is to be done, and where it stands. */
import type { ApprovalKind, ApprovalState } from '../../domain/approval/approval.js';
import type { Language } from '../terminal.js';

type Said = Readonly<Record<Language, string>>;

export const actWords: Readonly<Record<ApprovalKind, Said>> = {
  unreachable: { en: 'close a task as unreachable', zh: '以「无法联系」结束任务' },
  'contact-change': { en: 'replace or take away a mobile number', zh: '更换或删除手机号' },
  'route-hold': { en: 'hold a route for long', zh: '较长时间暂停通路' },
  'route-weight': { en: 'give a route another weight', zh: '更改通路权重' },
  'corrected-decision': { en: 'correct a decision that may have been told', zh: '更正可能已告知的决定' },
  'incident-close': { en: 'close an incident', zh: '结束事故' },
  compensation: { en: 'offer compensation', zh: '给予补偿' },
  words: { en: 'approve words for applicants', zh: '审批通知模板' },
};

export const approvalStateWords: Readonly<Record<ApprovalState, Said>> = {
  proposed: { en: 'waits for a second person', zh: '待第二人审批' },
  approved: { en: 'approved', zh: '已批准' },
  rejected: { en: 'rejected', zh: '已否决' },
  expired: { en: 'expired', zh: '已过期' },
  withdrawn: { en: 'taken back', zh: '已撤回' },
  overtaken: { en: 'overtaken: what it is about has changed', zh: '情况已变，作废' },
  'acted-alone': { en: 'done alone, to be reviewed', zh: '已单人紧急操作，待复核' },
  reviewed: { en: 'done alone, reviewed', zh: '单人紧急操作，已复核' },
};

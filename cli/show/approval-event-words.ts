/** The steps of an approval, as they stand in the trail. */
import { approvalKinds } from '../../domain/approval/approval.js';
import type { ApprovalKind } from '../../domain/approval/approval.js';
import type { EventKind } from '../../domain/event/event.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import { catalogue } from '../../domain/failure/catalogue.js';
import type { Language } from '../terminal.js';
import { actWords } from './approval-words.js';

type Detail = EventRow['detail'];
type Words = (detail: Detail, clock: (instant: number) => string) => string;
type ApprovalEvent = Extract<EventKind, `approval-${string}`>;

const isKind = (text: unknown): text is ApprovalKind => (approvalKinds as readonly unknown[]).includes(text);
const act = ({ act: kind }: Detail, lang: Language): string => (isKind(kind) ? actWords[kind][lang] : '–');
const who = ({ staffRef }: Detail): string => (typeof staffRef === 'string' ? staffRef : '–');
const until = (value: Detail[string] | undefined, clock: (instant: number) => string): string =>
  typeof value === 'number' ? clock(value) : '–';
const because = ({ because: code }: Detail, lang: Language): string =>
  typeof code === 'string' && code in catalogue ? catalogue[code as keyof typeof catalogue][lang] : '–';

export const approvalEventWords: Readonly<Record<ApprovalEvent, Readonly<Record<Language, Words>>>> = {
  'approval-proposed': {
    en: (d, clock) =>
      `${who(d)} proposes to ${act(d, 'en')}; a second person may agree until ${until(d['expiresAt'], clock)}`,
    zh: (d, clock) => `${who(d)} 提议${act(d, 'zh')}，待第二人审批，期限 ${until(d['expiresAt'], clock)}`,
  },
  'approval-approved': {
    en: (d) => `${who(d)} agreed to ${act(d, 'en')}`,
    zh: (d) => `${who(d)} 同意${act(d, 'zh')}`,
  },
  'approval-rejected': {
    en: (d) => `${who(d)} did not agree to ${act(d, 'en')}; why is kept sealed`,
    zh: (d) => `${who(d)} 否决${act(d, 'zh')}，原因密封保存`,
  },
  'approval-withdrawn': {
    en: (d) => `${who(d)} took back the proposal to ${act(d, 'en')}`,
    zh: (d) => `${who(d)} 撤回提议：${act(d, 'zh')}`,
  },
  'approval-expired': {
    en: (d) => `the proposal to ${act(d, 'en')} expired: nobody had decided`,
    zh: (d) => `提议已过期，无人审批：${act(d, 'zh')}`,
  },
  'approval-overtaken': {
    en: (d) => `the proposal to ${act(d, 'en')} is void: what it is about has changed`,
    zh: (d) => `情况已变，提议作废：${act(d, 'zh')}`,
  },
  'approval-acted-alone': {
    en: (d, clock) =>
      `${who(d)} broke the glass to ${act(d, 'en')}; to be reviewed by somebody else until ${until(d['reviewBy'], clock)}`,
    zh: (d, clock) =>
      `${who(d)} 紧急单人操作：${act(d, 'zh')}；须由他人于 ${until(d['reviewBy'], clock)} 前复核`,
  },
  'approval-reviewed': {
    en: (d) =>
      `${who(d)} reviewed what was done alone and ${d['verdict'] === 'objected' ? 'objected to it' : 'endorsed it'}: ${act(d, 'en')}`,
    zh: (d) =>
      `${who(d)} 已复核单人操作（${d['verdict'] === 'objected' ? '有异议' : '认可'}）：${act(d, 'zh')}`,
  },
  'approval-revealed': {
    en: (d) => `what is sealed of an approval was shown to ${who(d)}: ${act(d, 'en')}`,
    zh: (d) => `${who(d)} 查看了审批的密封内容：${act(d, 'zh')}`,
  },
  'approval-carried-out': {
    en: (d) => `carried out: ${act(d, 'en')}`,
    zh: (d) => `已执行：${act(d, 'zh')}`,
  },
  'approval-came-to-nothing': {
    en: (d) => `agreed to, but not carried out any more (${because(d, 'en')}): ${act(d, 'en')}`,
    zh: (d) => `已批准但未能执行（${because(d, 'zh')}）：${act(d, 'zh')}`,
  },
};

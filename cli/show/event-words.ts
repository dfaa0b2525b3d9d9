/** Each recorded fact in words, in both languages. */
import type { EventKind } from '../../domain/event/event.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import { leftOutFromTrail } from '../../domain/plan/left-out.js';
import { catalogue } from '../../domain/failure/catalogue.js';
import { classifyReceipt, classifyRequest } from '../../domain/provider/aliyun/codes.js';
import type { Language } from '../terminal.js';
import { alarmEventWords } from './alarm-event-words.js';
import { approvalEventWords } from './approval-event-words.js';
import { contactInWords } from './contact-lines.js';
import { incidentEventWords } from './incident-event-words.js';
import { inWords } from './plain-words.js';

/** Writes an instant of a fact's detail. */
export type Clockface = (instant: number) => string;

type Value = EventRow['detail'][string] | undefined;
type Words = (detail: EventRow['detail'], clock: Clockface) => string;

const text = (value: Value): string =>
  typeof value === 'object' ? (value ?? []).join(', ') : String(value ?? '');
const list = (value: Value): string => text(value) || '–';
const at = (value: Value, clock: Clockface): string => (typeof value === 'number' ? clock(value) : '–');
const after = (prefix: string, value: string): string => (value === '' ? '' : `${prefix}${value}`);
const zh = (value: Value): string => inWords(text(value), 'zh');

/** When the bank decided: reported as an ISO instant, shown on the clock of everything else. */
const decided = (value: Value, clock: Clockface): string => {
  const instant = Date.parse(text(value));
  return Number.isNaN(instant) ? '' : clock(instant);
};

/** Routes a plan left out, with their reasons: `sms/aliyun: not-allowed (no-consent)`. */
const leftOut = (value: Value, lang: Language): string =>
  (Array.isArray(value) ? (value as readonly string[]) : [])
    .map((one) => {
      const { route = one, because = '', reason, fields = [] } = leftOutFromTrail(one) ?? {};
      const why = [because, reason ?? ''].filter((word) => word !== '').map((word) => inWords(word, lang));
      if (lang === 'zh') return `${route}（${[...why, fields.join('、')].filter(Boolean).join('：')}）`;
      const [cause = '', more = ''] = why;
      return `${route}${after(': ', cause)}${more === '' ? '' : ` (${[more, ...fields].join(' ')})`}`;
    })
    .join(lang === 'zh' ? '、' : ', ');

/** `mobile: good` and so on; before other contacts were checked, the mobile number alone was on record. */
function checked(detail: EventRow['detail'], lang: Language): string[] {
  const { contacts, mobile } = detail;
  const all = Array.isArray(contacts) ? (contacts as readonly string[]) : [`mobile: ${text(mobile)}`];
  const lacking = mobile === 'missing' ? ['mobile: missing'] : [];
  return [...new Set([...lacking, ...all])].map((one) => {
    const [name = '', state = ''] = one.split(': ');
    return `${contactInWords(name, lang)} ${inWords(state, lang)}`;
  });
}

/** What a provider's code means, where it is one we know. */
function meaning(code: Value, of: 'request' | 'receipt', lang: Language): string {
  if (typeof code !== 'string' || code === '') return '';
  const known = of === 'request' ? classifyRequest(code, '') : classifyReceipt(code, undefined);
  if (lang === 'en') return known.listed ? ` (${code}: ${known.en})` : ` (${code})`;
  return known.listed ? `（${code}：${known.zh}）` : `（${code}）`;
}

/** Who answered a check, with which code: ` (aliyun: NOT_EXIST)`. */
function verifiedBy({ provider, code }: EventRow['detail'], lang: Language): string {
  if (typeof provider !== 'string') return '';
  const by = `${provider}${after(lang === 'zh' ? '：' : ': ', text(code))}`;
  return lang === 'zh' ? `（${by}）` : ` (${by})`;
}

/** That nobody else had agreed. */
const alone = ({ actedAlone }: EventRow['detail'], lang: Language): string =>
  actedAlone === true ? { en: ', acting alone', zh: '，紧急单人操作' }[lang] : '';

/** What a refusal's code says, where it is one of the catalogue. */
const refused = (code: Value, lang: Language): string =>
  typeof code === 'string' && code in catalogue ? catalogue[code as keyof typeof catalogue][lang] : '';

const words: Readonly<Record<EventKind, Readonly<Record<Language, Words>>>> = {
  'application-reported': { en: () => 'application reported', zh: () => '申请已报送' },
  'application-erased': {
    en: (d) =>
      `the applicant’s data was erased (${text(d['because'])}${after(', ', plain(d['reason']))}${after(', file ', text(d['reference']))}${after(', by ', text(d['staffRef']))}); the record remains`,
    zh: (d) =>
      `申请人的个人信息已删除（${zh(d['because'])}${after('，', zh(d['reason']))}${after('，文号 ', text(d['reference']))}${after('，经办 ', text(d['staffRef']))}）；记录保留`,
  },
  'contacts-reported': {
    en: (d) =>
      `contacts reported, version ${text(d['version'])}${after(', corrected by ', text(d['staffRef']))}${after(', confirmed by ', text(d['confirmedBy']))}${alone(d, 'en')}${d['consentChanged'] === true ? '; consent changed' : ''}`,
    zh: (d) =>
      `联系方式已报送，第 ${text(d['version'])} 版${after('，更正 ', text(d['staffRef']))}${after('，复核 ', text(d['confirmedBy']))}${alone(d, 'zh')}${d['consentChanged'] === true ? '；授权有变更' : ''}`,
  },
  'contact-checked': {
    en: (d) =>
      `contacts checked: ${checked(d, 'en').join(', ')}${after('; identity number ', text(d['idNumber']))}`,
    zh: (d) => `联系方式核验：${checked(d, 'zh').join('，')}${after('；证件号', zh(d['idNumber']))}`,
  },
  'contact-verified': {
    en: (d) =>
      `${contactInWords(text(d['contact']).split('@')[0] ?? '', 'en')} checked (${plain(d['check'])}): ${d['answer'] === 'unchecked' ? 'not checked' : plain(d['answer'])}${after(', ', plain(d['because']))}${verifiedBy(d, 'en')}`,
    zh: (d) =>
      `${contactInWords(text(d['contact']).split('@')[0] ?? '', 'zh')}核验（${zh(d['check'])}）：${zh(d['answer'])}${after('，', zh(d['because']))}${verifiedBy(d, 'zh')}`,
  },
  'contact-revealed': {
    en: (d) =>
      `contact values (version ${text(d['version'])})${d['applicant'] === true ? ', name and identity number' : ''} shown to ${text(d['staffRef'])}`,
    zh: (d) =>
      `${text(d['staffRef'])} 查看了联系方式（第 ${text(d['version'])} 版）${d['applicant'] === true ? '及姓名、证件号' : ''}`,
  },
  'stage-reported': {
    en: (d, clock) =>
      `stage reported${after(', decided ', decided(d['decidedAt'], clock))}${d['urgent'] === true ? ', urgent' : ''}; one notice is owed`,
    zh: (d, clock) =>
      `节点已报送${after('，决定时间 ', decided(d['decidedAt'], clock))}${d['urgent'] === true ? '，紧急' : ''}；应发一条通知`,
  },
  'withdrawal-reported': { en: () => 'application withdrawn', zh: () => '申请已撤回' },
  'resend-ordered': {
    en: (d) => `sent once more by order of ${text(d['staffRef'])}; the reason is kept sealed`,
    zh: (d) => `${text(d['staffRef'])} 要求人工补发；原因已加密留存`,
  },
  'resend-not-sent': {
    en: (d) =>
      `the resend came to nothing: ${text(d['because'])}${after('; left out ', leftOut(d['leftOut'], 'en'))}`,
    zh: (d) => `人工补发未发送：${zh(d['because'])}${after('；未采用 ', leftOut(d['leftOut'], 'zh'))}`,
  },
  'reply-received': {
    en: (d) =>
      `the applicant replied by SMS (${text(d['route'])})${d['unsubscribes'] === true ? ': no more SMS' : ''}${d['complains'] === true ? ': a complaint' : ''}`,
    zh: (d) =>
      `申请人回复短信（${text(d['route'])}）${d['unsubscribes'] === true ? '：退订' : ''}${d['complains'] === true ? '：投诉' : ''}`,
  },
  'replies-revealed': {
    en: (d) => `what the applicant replied (${text(d['replies'])}) shown to ${text(d['staffRef'])}`,
    zh: (d) => `${text(d['staffRef'])} 查看了申请人的回复（${text(d['replies'])} 条）`,
  },
  'sms-unsubscribed': {
    en: () => 'no more SMS to this number: its owner asked for that',
    zh: () => '该号码机主已退订，不再向其发送短信',
  },
  'report-refused': {
    en: (d) => `a report (${text(d['kind'])}) was refused: ${refused(d['code'], 'en')} (${text(d['code'])})`,
    zh: (d) => `一次报送（${zh(d['kind'])}）被拒绝：${refused(d['code'], 'zh')}（${text(d['code'])}）`,
  },
  'report-repeated': {
    en: () => 'the same report came again; nothing changed',
    zh: () => '同一报送再次到达，无变化',
  },
  'notice-held': {
    en: (d, clock) =>
      `held (${text(d['because'])}) until ${at(d['until'], clock)}, policy ${text(d['policy'])}`,
    zh: (d, clock) => `暂缓发送（${zh(d['because'])}）至 ${at(d['until'], clock)}，策略：${zh(d['policy'])}`,
  },
  'notice-planned': {
    en: (d) =>
      `planned: ${list(d['routes'])}${after('; left out ', leftOut(d['leftOut'], 'en'))}${after('; under the overrides ', overridesIn(d))}${after('; configuration ', text(d['configuration']))}`,
    zh: (d) =>
      `发送计划：${list(d['routes'])}${after('；未采用 ', leftOut(d['leftOut'], 'zh'))}${after('；依据临时设置 ', overridesIn(d))}${after('；配置版本 ', text(d['configuration']))}`,
  },
  'notice-finished': {
    en: (d) => `finished: ${text(d['state'])}`,
    zh: (d) => `通知结束：${zh(d['state'])}`,
  },
  'notice-reopened': {
    en: (d) => `open again (${text(d['because'])}): what counted as delivered was not`,
    zh: (d) => `通知重新打开（${zh(d['because'])}）：此前视为已送达，实际未送达`,
  },
  'attempt-intended': {
    en: (d) => `sending by ${text(d['route'])} (${text(d['purpose'])}), words ${text(d['words'])}`,
    zh: (d) => `经 ${text(d['route'])} 发送（${zh(d['purpose'])}），模板 ${text(d['words'])}`,
  },
  'attempt-barred': {
    en: (d) => `not sent by ${text(d['route'])}: the same contact may already have it by this route`,
    zh: (d) => `未经 ${text(d['route'])} 发送：同一联系方式可能已经由此收到`,
  },
  'attempt-answered': {
    en: (d) =>
      `the provider’s answer: ${text(d['outcome'])}${after(', ', text(d['failure']))}${after(', ', text(d['because']))}${meaning(d['code'], 'request', 'en')}`,
    zh: (d) =>
      `服务商应答：${zh(d['outcome'])}${after('，', zh(d['failure']))}${after('，', zh(d['because']))}${meaning(d['code'], 'request', 'zh')}`,
  },
  'attempt-repeated': {
    en: (d) => `said once more under the same key, since the answer was lost (${text(d['because'])})`,
    zh: (d) => `应答丢失（${zh(d['because'])}），以同一去重标识再次请求`,
  },
  'attempt-reconciled': {
    en: (d) =>
      `asked the provider what became of it: ${text(d['answer'])}${after(', ', text(d['settlement']))}`,
    zh: (d) => `向服务商核对结果：${zh(d['answer'])}${after('，', zh(d['settlement']))}`,
  },
  'attempt-settled': {
    en: (d) => `${text(d['settlement'])} by its deadline (${text(d['route'])})`,
    zh: (d) => `截止时：${zh(d['settlement'])}（${text(d['route'])}）`,
  },
  'window-closed': {
    en: () => 'the window closed just before the call; nothing was sent',
    zh: () => '调用前窗口已关闭，未发送',
  },
  'receipt-recorded': {
    en: (d) =>
      `${d['polled'] === true ? 'the provider, when asked' : 'receipt'}: ${text(d['settlement']) || 'not known yet'}${meaning(d['code'], 'receipt', 'en')}`,
    zh: (d) =>
      `${d['polled'] === true ? '主动查询所得' : '回执'}：${zh(d['settlement']) || '尚不明确'}${meaning(d['code'], 'receipt', 'zh')}`,
  },
  'receipt-contradicts': {
    en: (d) =>
      `a receipt contradicts what is settled${meaning(d['code'], 'receipt', 'en')}; an alarm was raised`,
    zh: (d) => `回执与已有结果矛盾${meaning(d['code'], 'receipt', 'zh')}；已告警`,
  },
  'reply-malformed': { en: () => 'replies that could not be read', zh: () => '无法读取的短信回复' },
  'receipt-malformed': { en: () => 'receipts that could not be read', zh: () => '无法读取的回执' },
  'task-opened': {
    en: (d, clock) =>
      `handed to staff (${text(d['kind'])}, because: ${text(d['because'])}), due ${at(d['dueAt'], clock)}`,
    zh: (d, clock) => `转人工（${zh(d['kind'])}，原因：${zh(d['because'])}），截止 ${at(d['dueAt'], clock)}`,
  },
  'task-claimed': {
    en: (d, clock) => `taken on by ${text(d['staffRef'])} until ${at(d['until'], clock)}`,
    zh: (d, clock) => `${text(d['staffRef'])} 已领取任务，至 ${at(d['until'], clock)}`,
  },
  'task-released': {
    en: (d) =>
      d['heldBy'] === d['staffRef']
        ? `given back by ${text(d['staffRef'])}`
        : `taken back from ${text(d['heldBy'])} by ${text(d['staffRef'])}`,
    zh: (d) =>
      d['heldBy'] === d['staffRef']
        ? `${text(d['staffRef'])} 已退回任务`
        : `${text(d['staffRef'])} 收回了 ${text(d['heldBy'])} 领取的任务`,
  },
  'task-put-off': {
    en: (d, clock) =>
      `put off by ${text(d['staffRef'])} until ${at(d['until'], clock)}: ${d['because'] === 'no-answer' ? 'nobody answered' : 'whoever answered asked for another time'}`,
    zh: (d, clock) =>
      `${text(d['staffRef'])} 推迟至 ${at(d['until'], clock)}：${d['because'] === 'no-answer' ? '无人接听' : '对方请求改时再打'}`,
  },
  'task-reminded': { en: () => 'staff reminded: nearly due', zh: () => '已提醒员工：即将到期' },
  'task-overdue': { en: () => 'the task is overdue; an alarm was raised', zh: () => '任务超期；已告警' },
  'task-completed': {
    en: (d) =>
      `staff finished it: ${text(d['outcome'])}, by ${text(d['staffRef'])}${after(', confirmed by ', text(d['confirmedBy']))}${alone(d, 'en')}${d['identity'] === 'not-verified' ? ' (identity not verified by us)' : ''}`,
    zh: (d) =>
      `员工完成：${zh(d['outcome'])}，经办 ${text(d['staffRef'])}${after('，复核 ', text(d['confirmedBy']))}${alone(d, 'zh')}${d['identity'] === 'not-verified' ? '（身份未经本系统核验）' : ''}`,
  },
  'task-closed': {
    en: (d) => `the task closed by itself: ${text(d['because'])}`,
    zh: (d) => `任务自动关闭：${zh(d['because'])}`,
  },
  'webhook-replayed': {
    en: (d) =>
      `${text(d['replayed'])} webhooks sent once more to ${text(d['endpoint'])} by order of ${text(d['staffRef'])}`,
    zh: (d) => `${text(d['staffRef'])} 要求向 ${text(d['endpoint'])} 重推 ${text(d['replayed'])} 条通知`,
  },
  'words-provider-approved': {
    en: (d) =>
      `${text(d['words'])} approved by the provider of ${text(d['route'])}, recorded by ${text(d['staffRef'])}`,
    zh: (d) => `${text(d['staffRef'])} 登记：${text(d['route'])} 的供应商已批准 ${text(d['words'])}`,
  },
  'words-went-live': {
    en: (d) => `${text(d['words'])} went live, by ${text(d['staffRef'])}`,
    zh: (d) => `${text(d['staffRef'])} 启用了 ${text(d['words'])}`,
  },
  'words-retired': {
    en: (d) => `${text(d['words'])} retired by ${text(d['staffRef'])}`,
    zh: (d) => `${text(d['staffRef'])} 停用了 ${text(d['words'])}`,
  },
  'override-set': {
    en: (d) => `${text(d['target'])} ${d['sort'] === 'weight' ? 'given another weight' : 'held'} for a while`,
    zh: (d) => `${text(d['target'])} ${d['sort'] === 'weight' ? '临时调整权重' : '临时暂停'}`,
  },
  'override-ended': {
    en: (d) => `what was set for ${text(d['target'])} was ended by ${text(d['staffRef'])}`,
    zh: (d) => `${text(d['staffRef'])} 解除了对 ${text(d['target'])} 的临时设置`,
  },
  'inquiry-recorded': {
    en: (d) =>
      `somebody asked (${text(d['channel'])}); ${text(d['staffRef'])} saw the cause ${text(d['cause'])}`,
    zh: (d) => `有人查询（${zh(d['channel'])}）；${text(d['staffRef'])} 当时看到的原因：${text(d['cause'])}`,
  },
  'signal-ignored': {
    en: (d) => `a signal (${text(d['signal'])}) made no sense and was ignored: ${text(d['because'])}`,
    zh: (d) => `信号（${text(d['signal'])}）无效，已忽略：${refused(d['because'], 'zh') || zh(d['because'])}`,
  },
  ...alarmEventWords,
  ...incidentEventWords,
  ...approvalEventWords,
};

/** Numbers of the overrides a plan rests on; nothing where there are none. */
const overridesIn = ({ overrides }: EventRow['detail']): string =>
  overrides === undefined ? '' : list(overrides);

/** A word of the record without its hyphens. */
const plain = (value: Value): string => text(value).replaceAll('-', ' ');

export const eventInWords = (event: EventRow, lang: Language, clock: Clockface): string =>
  words[event.kind][lang](event.detail, clock);

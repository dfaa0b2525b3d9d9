/** The vocabulary's own words in Chinese; English shows them as they are. */
import type { Outcome, Purpose, Settlement } from '../../domain/attempt/attempt.js';
import type { ContactState } from '../../domain/contact/check.js';
import type { FailureClass } from '../../domain/failure/failure-class.js';
import type {
  TaskBecause,
  TaskClosedBecause,
  TaskKind,
  TaskOutcome,
} from '../../domain/human-task/human-task.js';
import type { NoticeState } from '../../domain/notice/state.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { Language } from '../terminal.js';

type Word =
  | NoticeState
  | Outcome
  | Settlement
  | Purpose
  | ContactState
  | FailureClass
  | TaskKind
  | TaskOutcome
  | TaskBecause
  | TaskClosedBecause
  | Stage;

const inChinese: Readonly<Record<Word, string>> = {
  'preliminary-approval': '初审通过',
  'supplementary-documents': '补充材料',
  'final-decision': '审批结果',
  held: '暂缓发送',
  sending: '发送中',
  'awaiting-receipt': '等待回执',
  'with-staff': '人工处理中',
  delivered: '已送达',
  'completed-by-staff': '人工已完成',
  superseded: '已被后续节点取代',
  withdrawn: '申请已撤回',
  unreachable: '无法联系',
  intended: '待发送',
  accepted: '已受理',
  rejected: '被拒绝',
  unknown: '结果未知',
  undelivered: '未送达',
  'no-receipt': '无回执',
  first: '首发',
  failover: '换路由',
  copy: '补发一份',
  retry: '重试',
  resend: '人工补发',
  good: '可用',
  missing: '缺失',
  'bad-format': '格式不符',
  'not-in-service': '空号',
  'not-this-person': '非本人号码',
  'wrong-number': '号码有误',
  'suspect-number': '号码存疑',
  blocked: '被拦截',
  'rate-limited': '服务商限流',
  'content-rejected': '内容被拒',
  misconfigured: '配置有误',
  'provider-down': '服务商不可用',
  'unknown-outcome': '结果未知',
  'not-allowed': '不允许发送',
  silence: '超时无回执',
  'no-route': '无可用路由',
  'bad-contact': '联系方式有误',
  'workflow-gone': '流程已不在运行',
  bounced: '邮件被退回',
  'deliver-by-hand': '人工告知申请人',
  'correct-contact': '更正联系方式',
  'told-by-phone': '已电话告知',
  'told-in-branch': '已在网点告知',
  'told-by-letter': '已书面告知',
  'applicant-refused': '申请人不愿听取',
  'contact-corrected': '联系方式已更正',
  complaint: '答复投诉',
  'complaint-answered': '已答复投诉',
  'applicant-complained': '申请人投诉',
  'tell-compensation': '告知补偿',
  incident: '服务商事故',
  'compensation-granted': '给予补偿',
};

/** What else stands in the trail: why a notice is held or an outcome unknown, kinds of reports, signals. */
const furtherInChinese: Readonly<Record<string, string>> = {
  'no-contact': '没有联系方式',
  retention: '保存期限届满',
  request: '应要求',
  'purpose-ended': '处理目的已实现或不再必要',
  'retention-over': '保存期限届满',
  'consent-withdrawn': '撤回同意',
  unlawful: '处理不合法',
  'other-law': '法律法规另有规定',
  'number-status': '号码状态',
  'real-name': '实名',
  off: '停机或关机',
  mismatch: '与本人不符',
  unchecked: '未核验',
  'no-identity-number': '没有本人证件号',
  'not-covered': '不支持该号码',
  'no-record': '查无记录',
  'not-known-now': '暂时未知',
  'no-answer': '没有答复',
  'unlisted-code': '未收录的代码',
  'no-consent': '没有取得授权',
  'consent-revoked': '授权已撤回',
  unsubscribed: '申请人已退订短信',
  'words-not-approved': '没有经批准并已启用的模板',
  'words-not-approved-by-provider': '模板未经服务商批准',
  'field-missing': '模板所需内容缺失',
  'field-too-long': '模板内容过长',
  'route-held': '暂停使用',
  window: '发送窗口',
  'quiet-hours': '静默时段',
  'calendar-unknown': '该年度日历数据缺失',
  preferred: '优先窗口',
  strict: '严格窗口',
  'send-under-way': '正在发送',
  'notice-over': '通知已被取代或撤回',
  'window-closed': '窗口已关闭',
  'plan-outdated': '联系方式或模板已变更',
  'route-away': '通道暂无人处理',
  'too-late': '受理过迟',
  'fifteen-digits': '为已停用的 15 位号码',
  'bad-birth-date': '出生日期不存在',
  'bad-checksum': '校验码不符',
  interrupted: '中断',
  'broken-answer': '应答残缺',
  'undetermined-code': '未收录的代码',
  timeout: '超时',
  reset: '连接中断',
  broken: '应答残缺',
  application: '申请',
  contacts: '联系方式',
  stage: '节点',
  withdrawal: '撤回',
  resend: '人工补发',
  phone: '来电',
  branch: '网点',
  other: '其他途径',
};

const chinese: ReadonlyMap<string, string> = new Map([
  ...Object.entries(inChinese),
  ...Object.entries(furtherInChinese),
]);

/** A word of the vocabulary in the reader's language; what is none (a route, a code) stays as it is. */
export const inWords = (word: string, lang: Language): string =>
  lang === 'zh' ? (chinese.get(word) ?? word) : word;

import type { AlarmWords } from './words.js';

const stages: AlarmWords['stages'] = {
  'preliminary-approval': '初审通过',
  'supplementary-documents': '补充材料',
  'final-decision': '审批结果',
};

export const chineseAlarms: AlarmWords = {
  kinds: {
    'task-overdue': { what: '任务超期', follows: '任务办完之前申请人一直不知情；请主管立即安排人员处理。' },
    'calendar-unknown': {
      what: '日历缺少该年度数据',
      follows: '涉及该年度的通知一律保留不发，直到工程人员补充日历。',
    },
    'unlisted-code': {
      what: '服务商代码不在码表中',
      follows: '在工程人员补入码表之前，按最谨慎的方式处理。',
    },
    'contradicting-receipt': {
      what: '回执与已有结果矛盾',
      follows: '真实情况不明；联系申请人之前请先核对这笔申请。',
    },
    'delivery-revoked': {
      what: '退信推翻了已送达的结果，通知已转人工',
      follows: '申请人可能并不知情，由人工告知。',
    },
    'provider-misconfigured': {
      what: '服务商拒绝模板、签名或账号',
      follows: '修复之前该通路无法发送；通知改走其他通路，或转人工。',
    },
    'application-silent': { what: '信贷系统长期无进展', follows: '申请人一直在等结果；请向信贷系统核实。' },
    'workflow-gone': {
      what: '流程已终止但仍有应发通知，已转人工',
      follows: '由人工告知申请人；请工程人员查明终止原因。',
    },
    'workflow-stuck': { what: '流程任务持续失败', follows: '工程人员修复之前，这笔申请不会有任何进展。' },
    'notice-silent': {
      what: '通知超过预期时间无进展',
      follows: '申请人一直不知情；请工程人员查明它在等什么。',
    },
    'receipt-source-refused': {
      what: '回执推送密钥正确，但来源地址不在该通道的允许范围内',
      follows: '该来源的回执一律拒收；请工程人员核对服务商的来源地址。',
    },
    'decision-unreported': {
      what: '该日银行决定清单中有未受理的决定，见 bida reconciliations',
      follows: '信贷系统补报之前，这些申请人不会收到任何通知。',
    },
    'webhook-undelivered': {
      what: '信贷系统端点未接收通知推送，或已有推送被放弃，见 bida webhooks',
      follows: '端点恢复接收之前，信贷系统不知道通知的结果。',
    },
    'webhook-gone': {
      what: '信贷系统端点返回 410（已停用），更换地址或人工重推之前不再推送',
      follows: '信贷系统不知道通知的结果；请与其确认地址。',
    },
    'erasure-failed': {
      what: '个人信息保存期限届满但未能删除；具体申请见 worker 日志',
      follows: '信息的保存超过了应有期限；下一轮会再试。',
    },
    'break-glass-unreviewed': {
      what: '单人紧急操作未在期限内复核，见 bida approvals show',
      follows: '在另一位主管或审计人员复核之前，这项操作一直无人核查。',
    },
    'correction-expired': {
      what: '更正后的决定逾期无人审批，未予采纳；申请人可能已获知原决定',
      follows: '重新报送并审批之前，申请人会以原决定为准。',
    },
    'route-failing': {
      what: '服务商自身原因导致调用失败（整条通路或某地号码），见 bida routes',
      follows: '有其他服务商时，份额已自动移走；请联系该服务商。',
    },
    'receipts-missing': {
      what: '服务商已受理但没有回执（整条通路或某地号码），见 bida routes',
      follows: '申请人可能并未收到通知；有其他服务商时份额已自动移走；请联系该服务商并核对受影响的申请。',
    },
    'route-slow': {
      what: '回执迟到或没有（整条通路或某地号码），见 bida routes',
      follows: '份额正逐步自动移走；请联系该服务商。',
    },
    'malformed-signal': {
      what: '无效信号，已忽略',
      follows: '信号要告知的事情没有发生；请工程人员查明来源。',
    },
    'configuration-refused': {
      what: '配置变更未被采用，原配置继续生效；具体错误见日志或 bida config check',
      follows: '变更没有生效，此时重启该进程会失败；请工程人员改正文件。',
    },
    'worker-away': {
      what: '没有 worker 领取工作',
      follows: '所有通知停发、流程停顿；报送照常受理，worker 恢复后继续。',
    },
    'temporal-away': {
      what: 'Temporal 无法连接',
      follows: '所有通知停发、任务无法办结；报送照常受理，恢复后继续。',
    },
    'ledger-away': { what: '台账无法连接', follows: '无法受理、发送和查询；来访者一律被告知稍后再试。' },
    'held-too-long': {
      what: '通知等待时间超过发送策略的允许范围',
      follows: '这些申请人本应已经得知；请工程人员查明通知为何没有发出。',
    },
    'calendar-running-out': {
      what: '工作日历即将没有数据',
      follows: '进入该年度后通知将保留不发；请工程人员补充节假日或更新日历。',
    },
    'invariant-broken': {
      what: '记录中出现了绝不应发生的情况',
      follows: '可能有申请人被重复告知，或根本没有得知；请立即查看这笔申请。',
    },
    'alarm-untold': {
      what: '告警无法发给响应人',
      follows: '修复之前，应当处理的人通过这一途径收不到任何消息。',
    },
    'incident-due': {
      what: '事故即将到期，仍有申请人没有得到告知，见 bida incidents show',
      follows: '请安排人员告知名单上尚未得到告知的申请人，或让其改走其他通路。',
    },
    'incident-overdue': {
      what: '事故已超过期限，仍有申请人没有得到告知或尚未结束，见 bida incidents show',
      follows: '这些申请人一直不知情；请主管立即增派人员，全部有交代后提议结束事故。',
    },
    'compensation-waiting': {
      what: '补偿迟迟没有下一步（待审批或待信贷系统答复），见 bida incidents show',
      follows: '申请人还不知道有补偿；请主管审批，或向信贷系统核实。',
    },
  },
  severities: { critical: '严重', warning: '警告', minor: '一般' },
  stages,
  application: (applicationId) => `申请 ${applicationId}`,
  notice: (applicationId, stage, round) =>
    `申请 ${applicationId} 的「${stages[stage]}」通知${round === 1 ? '' : `（第 ${round} 轮）`}`,
  invariants: {
    'accepted-twice': '同一通路、同一联系方式被受理两次',
    'finished-without-evidence': '办结但没有依据',
    'with-staff-without-task': '已转人工，但没有对应的任务',
  },
  title: (first, severity, more) =>
    `必达告警（${severity}）：${first}${more === 0 ? '' : `，另有 ${more} 项`}`,
  titleOfEnd: (first, more) => `必达告警已解除：${first}${more === 0 ? '' : `，另有 ${more} 项`}`,
  severity: (name) => `【${name}】`,
  about: (subject) => `对象：${subject}`,
  since: (at) => `自 ${at} 起`,
  times: (count) => `已出现 ${count} 次`,
  extent: (count) => `涉及 ${count} 项`,
  recurs: '反复出现',
  nobodyYet: (step) => `尚无人确认，这是第 ${step} 级上报。`,
  over: (at) => `已于 ${at} 解除`,
  acknowledgedBy: (account) => `由 ${account} 确认`,
  follows: (words) => `影响：${words}`,
  runbook: (link) => `处置手册：${link}`,
  console: (link) => `控制台：${link}`,
  more: (count, counts) => `另有 ${count} 项：${counts.join('，')}`,
  countOf: (what, count) => `${what}（${count} 项）`,
  acknowledge: '请在控制台确认，或执行：bida alarms acknowledge 编号 --staff 账户',
};

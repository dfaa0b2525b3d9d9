import type { Command } from 'commander';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import type { AlarmRow } from '../../ledger/alarm/raise.js';
import { colours, languageOf, print } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

/** Adds `bida alarms`: what must come to a supervisor's or an engineer's attention. */
export const addAlarms = (program: Command): Command =>
  withStackOptions(program.command('alarms'))
    .description('open alarms, the newest first')
    .addHelpText('after', '\nA line each: kind, what it is about, what it means, since when and how often.')
    .action(async (given: StackArguments) => {
      const alarms = await withBank(given, ({ ledger }) => openAlarms(ledger, 500));
      const lang = languageOf(given.lang);
      print(given.json, { alarms }, () =>
        alarms.length === 0
          ? lang === 'zh'
            ? '没有未处理的告警'
            : 'no open alarms'
          : alarms.map((alarm) => line(alarm, lang)).join('\n'),
      );
    });

const words: Readonly<Record<AlarmKind, Readonly<Record<Language, string>>>> = {
  'task-overdue': { en: 'a task is overdue', zh: '任务超期' },
  'calendar-unknown': { en: 'the calendar has no data for the year', zh: '日历缺少该年度数据' },
  'unlisted-code': { en: 'a provider’s code is in no table', zh: '服务商代码不在码表中' },
  'contradicting-receipt': { en: 'a receipt contradicts what is settled', zh: '回执与已有结果矛盾' },
  'delivery-revoked': {
    en: 'a bounce took a delivery back; staff have the notice',
    zh: '退信推翻了已送达的结果，通知已转人工',
  },
  'provider-misconfigured': {
    en: 'the provider refuses our template, signature or account',
    zh: '服务商拒绝模板、签名或账号',
  },
  'application-silent': { en: 'the loan system has had no news for long', zh: '信贷系统长期无进展' },
  'workflow-gone': {
    en: 'the workflow ended though a notice is owed; staff have it',
    zh: '流程已终止但仍有应发通知，已转人工',
  },
  'workflow-stuck': { en: 'the workflow’s tasks fail', zh: '流程任务持续失败' },
  'notice-silent': { en: 'a notice is silent past what it waits for', zh: '通知超过预期时间无进展' },
  'receipt-source-refused': {
    en: 'a push with the right secret came from an address that is none of its route’s sources',
    zh: '回执推送密钥正确，但来源地址不在该通道的允许范围内',
  },
  'decision-unreported': {
    en: 'decisions on the bank’s own list of this day were not taken here: bida reconciliations',
    zh: '该日银行决定清单中有未受理的决定，见 bida reconciliations',
  },
  'webhook-undelivered': {
    en: 'the loan system’s endpoint takes no webhooks, or some were given up: bida webhooks',
    zh: '信贷系统端点未接收通知推送，或已有推送被放弃，见 bida webhooks',
  },
  'webhook-gone': {
    en: 'the loan system’s endpoint says it is gone (410); nothing more is sent until its address changes or a replay',
    zh: '信贷系统端点返回 410（已停用），更换地址或人工重推之前不再推送',
  },
  'erasure-failed': {
    en: 'applicants’ data past its retention could not be erased; the worker’s log names the applications',
    zh: '个人信息保存期限届满但未能删除；具体申请见 worker 日志',
  },
  'break-glass-unreviewed': {
    en: 'what somebody did alone was not reviewed in time: bida approvals show',
    zh: '单人紧急操作未在期限内复核，见 bida approvals show',
  },
  'correction-expired': {
    en: 'nobody decided on a corrected decision in time, so it was not taken; the applicant may have heard the earlier one',
    zh: '更正后的决定逾期无人审批，未予采纳；申请人可能已获知原决定',
  },
  'route-failing': {
    en: 'calls to a provider fail by its own fault, here or for numbers of a place: bida routes',
    zh: '服务商自身原因导致调用失败（整条通道或某地号码），见 bida routes',
  },
  'receipts-missing': {
    en: 'a provider accepts messages and no receipts come, here or for numbers of a place: bida routes',
    zh: '服务商已受理但没有回执（整条通道或某地号码），见 bida routes',
  },
  'route-slow': {
    en: 'receipts come late or not at all, here or for numbers of a place: bida routes',
    zh: '回执迟到或没有（整条通道或某地号码），见 bida routes',
  },
  'malformed-signal': { en: 'a signal made no sense and was ignored', zh: '无效信号，已忽略' },
  'configuration-refused': {
    en: 'the changed configuration is refused, what was in force stays; its log and bida config check name the faults',
    zh: '配置变更未被采用，原配置继续生效；具体错误见日志或 bida config check',
  },
};

const line = ({ kind, subject, openedAt, times }: AlarmRow, lang: Language): string =>
  `${colours.red(kind.padEnd(24))}${subject}  ${words[kind][lang]}  ${colours.dim(`${new Date(openedAt).toISOString()}${times > 1 ? ` ×${times}` : ''}`)}`;

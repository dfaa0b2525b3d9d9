/** The steps of an incident in words. */
import { incidentSteps } from '../step.js';
import type { IncidentStep } from '../step.js';

export const isIncidentStep = (text: unknown): text is IncidentStep =>
  (incidentSteps as readonly unknown[]).includes(text);

export const stepWords: Readonly<Record<'zh' | 'en', Readonly<Record<IncidentStep, string>>>> = {
  zh: {
    opened: '事故立案',
    'range-set': '更改了事故的时间范围',
    'provider-notified': '已通知服务商',
    'provider-answered': '服务商已答复',
    'provider-restored': '服务商称已恢复',
    'resends-ordered': '对尚未得到告知的申请人改走其他通路补发',
    reminded: '期限将近的提醒',
    overdue: '超过期限',
    'compensation-proposed': '提议补偿',
    'compensation-approved': '补偿已获同意，提交信贷系统',
    'close-proposed': '提议结束事故',
    closed: '事故结束',
  },
  en: {
    opened: 'incident opened',
    'range-set': 'which messages it is about was changed',
    'provider-notified': 'the provider was notified',
    'provider-answered': 'the provider answered',
    'provider-restored': 'the provider says that it is restored',
    'resends-ordered': 'those still untold are sent to by another route',
    reminded: 'reminder before it is due',
    overdue: 'its time is over',
    'compensation-proposed': 'compensation proposed',
    'compensation-approved': 'compensation agreed to and handed to the loan system',
    'close-proposed': 'its closing proposed',
    closed: 'incident closed',
  },
};

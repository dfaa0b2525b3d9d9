/** What became of somebody a provider left untold, in words. */
import type { AffectedState } from '../affected.js';
import type { CompensationState } from '../compensation.js';

export const affectedWords: Readonly<Record<'zh' | 'en', Readonly<Record<AffectedState, string>>>> = {
  zh: {
    'told-late': '原消息迟到送达',
    'told-otherwise': '已由其他消息告知',
    'told-by-resend': '补发后送达',
    'told-by-staff': '已由员工告知',
    unreachable: '经两人确认无法联系',
    needless: '不再需要告知',
    'with-staff': '等待员工告知',
    'under-way': '系统继续处理中',
    unproven: '是否送达待核实',
  },
  en: {
    'told-late': 'told late by the same message',
    'told-otherwise': 'told by another message',
    'told-by-resend': 'told by a resend',
    'told-by-staff': 'told by staff',
    unreachable: 'unreachable, as two people confirmed',
    needless: 'need not hear it any more',
    'with-staff': 'with staff',
    'under-way': 'still under way by itself',
    unproven: 'delivery is not proven',
  },
};

export const compensationWords: Readonly<Record<'zh' | 'en', Readonly<Record<CompensationState, string>>>> = {
  zh: {
    proposed: '待审批',
    declined: '未获同意',
    approved: '待信贷系统答复',
    granted: '已给予，待告知',
    refused: '信贷系统不给予',
    told: '已告知',
  },
  en: {
    proposed: 'waits to be agreed to',
    declined: 'not agreed to',
    approved: 'waits for the loan system',
    granted: 'granted, to be told',
    refused: 'refused by the loan system',
    told: 'told',
  },
};

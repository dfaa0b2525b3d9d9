import { onDay } from '../explanation/words/chinese-vocabulary.js';
import type { Said, ScriptWords } from './said.js';

/** 中文话术 */
export const chinese: ScriptWords = (said) => ({
  greet: said.isCompany
    ? `您好，这里是银行贷款服务中心，请问您是${said.name}的${said.person}吗？`
    : `您好，这里是银行贷款服务中心，请问您是${said.person}本人吗？`,
  verify: [verification(said)],
  anotherPerson: `打扰了。请转告${said.person}回电${said.callBackNumber}，查询码${said.reference}。谢谢，再见。`,
  tell: told(said),
  close: `以后如有疑问，请致电${said.callBackNumber}，并告诉我们查询码${said.reference}。谢谢您，再见。`,
});

const verification = ({ isCompany, idEnding, product, appliedOn }: Said) =>
  idEnding === undefined
    ? {
        say: '为了核对身份，请您说一下申请的是哪种贷款、大约哪一天申请的。',
        expect: `${product}，${onDay(appliedOn)}`,
      }
    : {
        say: `为了核对身份，请您报一下${isCompany ? '公司统一社会信用代码' : '身份证号码'}的最后四位。`,
        expect: idEnding,
      };

function told({ kind, notice }: Said): string[] {
  if (kind === 'complaint')
    return [
      '我们收到了您通过短信提出的意见，请您说说是什么事，我来记录并处理。',
      '（复述一遍，请对方确认）处理结果我们会告诉您。',
    ];
  if (kind === 'tell-compensation')
    return [
      '因为我们的通知没有及时送达，给您带来不便，我们向您道歉。',
      '作为补偿，银行为您的贷款给予了额外的授信支持，具体内容请您登录手机银行查看，或由客户经理与您联系说明。',
    ];
  if (kind === 'correct-contact')
    return [
      '您留给我们的联系方式无法送达，我们想更新它，以免您错过贷款申请的消息。',
      '请问今后用哪个手机号码或邮箱联系您？（复述一遍，请对方确认）',
    ];
  if (notice === undefined) return [];
  const { body, fields } = notice;
  const amount = fields.amount === undefined ? [] : [`额度为${fields.amount}。`];
  if ('documents' in body)
    return [
      '您的贷款申请还需要补充以下材料：',
      ...(fields.documents ?? []).map((document, at) => `${at + 1}. ${document}`),
      `请在${fields.dueDate ?? ''}之前提交。`,
    ];
  if (!('decision' in body))
    return [
      '您的贷款申请已经通过初审。',
      ...amount,
      ...(fields.validUntil === undefined ? [] : [`这一结果在${fields.validUntil}之前有效。`]),
      '最终结果还要等审批完成，我们会另行通知您。',
    ];
  const decided = {
    approved: '您的贷款申请已经审批通过。',
    conditional: '您的贷款申请已附条件通过。',
    declined: '很抱歉，您的贷款申请未能通过审批。',
  }[body.decision];
  return [decided, ...amount, ...(fields.guidance === undefined ? [] : [fields.guidance])];
}

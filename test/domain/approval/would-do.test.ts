/** What whoever decides reads of an act, before anything else. */
import type { ProposedAct } from '../../../domain/approval/act.js';
import { wouldDo } from '../../../domain/approval/would-do.js';

const taskId = '11111111-2222-4333-8444-555555555555';
const route = { expiresAt: 0, restsOn: null };

test.each<[ProposedAct, string, string]>([
  [
    { kind: 'unreachable', taskId, task: 'deliver-by-hand' },
    '将任务「人工告知申请人」以「无法联系」结案：申请人没有得到告知，也不再设法告知。',
    'Closes the task “tell the applicant by hand” as unreachable: the applicant was not told, and nobody tries any more.',
  ],
  [
    { kind: 'contact-change', replaces: ['mobile', 'email'], removes: ['landline'], restsOn: 1 },
    '更换手机号、电子邮箱，并删除固定电话：此后的通知按更正后的联系方式发送。',
    'Replaces the mobile number and the e-mail address, and takes away the landline: from then on messages go by the corrected contacts.',
  ],
  [
    { kind: 'contact-change', replaces: [], removes: ['mobile'], restsOn: 1 },
    '删除手机号：此后的通知按更正后的联系方式发送。',
    'Takes away the mobile number: from then on messages go by the corrected contacts.',
  ],
  [
    { kind: 'route-hold', target: 'aliyun', ...route },
    '暂停服务商 aliyun 的全部路由：期限之内新的通知不经由它发送，已经发出的不受影响。',
    'Holds every route of the provider aliyun: until then no further message goes by it; what was sent stays sent.',
  ],
  [
    { kind: 'route-weight', target: 'sms/aliyun', weight: 2.5, ...route },
    '期限之内把短信（aliyun）的权重改为 2.5；权重越大，分到的通知越多。',
    'Gives text message (aliyun) the weight 2.5 until then; the more weight, the more messages go by it.',
  ],
  [
    { kind: 'words', words: 'final-decision.declined.sms.zh-CN.company@3' },
    '批准「审批结果」（未通过）的中文企业短信文案第 3 版：服务商批准并启用之后，才会发给申请人。',
    'Approves version 3 of the text message about the final decision (declined), in Chinese for companies: it is sent once it has its provider’s approval and goes live.',
  ],
  [
    { kind: 'words', words: 'preliminary-approval.email.en.person@1' },
    '批准「初审通过」的英文个人电子邮件文案第 1 版：启用之后，才会发给申请人。',
    'Approves version 1 of the e-mail about the preliminary approval, in English for persons: it is sent once it goes live.',
  ],
  [
    { kind: 'corrected-decision', stage: 'final-decision', round: 2 },
    '采纳更正后的「审批结果」（第 2 轮）：取代先前的决定，并按更正后的决定告知申请人。',
    'Takes the correction of the final decision (round 2): it takes the place of what was decided before, and the applicant is told so.',
  ],
])('%j is told in both languages', (act, zh, en) => {
  expect(wouldDo(act)).toEqual({ zh, en });
});

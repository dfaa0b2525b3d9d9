/** What an act does once somebody agrees, in a sentence for whoever decides on it; instants stand beside it. Pure. */
import { isRoute } from '../attempt/route.js';
import { assertNever } from '../failure/assert-never.js';
import * as chinese from '../explanation/words/chinese-vocabulary.js';
import * as english from '../explanation/words/english-vocabulary.js';
import type { TaskKind } from '../human-task/human-task.js';
import { slotFrom } from '../words/slot.js';
import type { TemplateSlot } from '../words/slot.js';
import { isApprovedByProvider, wordsNameFrom } from '../words/template.js';
import type { ProposedAct, ProposedActOf } from './act.js';

/** A sentence in each language; nothing of an applicant is in it. */
export interface WouldDo {
  readonly zh: string;
  readonly en: string;
}

type ContactField = ProposedActOf<'contact-change'>['replaces'][number];
type Both = readonly [zh: string, en: string];

const tasks: Readonly<Record<TaskKind, Both>> = {
  'deliver-by-hand': ['人工告知申请人', 'tell the applicant by hand'],
  'correct-contact': ['更正联系方式', 'correct the contact'],
  complaint: ['答复投诉', 'answer a complaint'],
  'tell-compensation': ['告知补偿', 'tell the applicant of a compensation'],
};
const contacts: Readonly<Record<ContactField, Both>> = {
  mobile: ['手机号', 'the mobile number'],
  email: ['电子邮箱', 'the e-mail address'],
  pushTokens: ['手机应用', 'the app'],
  landline: ['固定电话', 'the landline'],
  consent: ['授权', 'the consent'],
};
const decisions: Readonly<Record<NonNullable<TemplateSlot['decision']>, Both>> = {
  approved: ['通过', 'approved'],
  declined: ['未通过', 'declined'],
  conditional: ['附条件通过', 'approved with conditions'],
};
const locales: Readonly<Record<TemplateSlot['locale'], Both>> = {
  'zh-CN': ['中文', 'in Chinese'],
  en: ['英文', 'in English'],
};
const applicants: Readonly<Record<TemplateSlot['applicantType'], Both>> = {
  person: ['个人', 'for persons'],
  company: ['企业', 'for companies'],
};

export function wouldDo(act: ProposedAct): WouldDo {
  switch (act.kind) {
    case 'unreachable': {
      const [zh, en] = tasks[act.task];
      return {
        zh: `将任务「${zh}」以「无法联系」结案：申请人没有得到告知，也不再设法告知。`,
        en: `Closes the task “${en}” as unreachable: the applicant was not told, and nobody tries any more.`,
      };
    }
    case 'contact-change':
      return contactChange(act);
    case 'route-hold':
      return {
        zh: `暂停${targetZh(act.target)}：期限之内新的通知不经由它发送，已经发出的不受影响。`,
        en: `Holds ${targetEn(act.target)}: until then no further message goes by it; what was sent stays sent.`,
      };
    case 'route-weight':
      return {
        zh: `期限之内把${targetZh(act.target)}的权重改为 ${act.weight}；权重越大，分到的通知越多。`,
        en: `Gives ${targetEn(act.target)} the weight ${act.weight} until then; the more weight, the more messages go by it.`,
      };
    case 'words':
      return words(act.words);
    case 'corrected-decision':
      return {
        zh: `采纳更正后的${chinese.stageName(act.stage, act.round)}：取代先前的决定，并按更正后的决定告知申请人。`,
        en: `Takes the correction of ${english.stageName(act.stage, act.round)}: it takes the place of what was decided before, and the applicant is told so.`,
      };
    case 'incident-close':
      return {
        zh: `结束事故 ${act.incidentId}：名单上的申请人均已有交代，此后不再催办，也不再增补名单。`,
        en: `Closes incident ${act.incidentId}: everybody on its list is accounted for; nobody is reminded of it any more, and its list takes no more.`,
      };
    case 'compensation':
      return {
        zh: `将事故 ${act.incidentId} 中 ${act.count} 位申请人的补偿（${act.offer}）提交信贷系统，由其决定是否给予；给予的由员工告知申请人。`,
        en: `Hands the compensation (${act.offer}) of ${act.count} applicants of incident ${act.incidentId} to the loan system, which grants or refuses each; staff tell applicants what was granted.`,
      };
    default:
      return assertNever(act);
  }
}

function contactChange({ replaces, removes }: ProposedActOf<'contact-change'>): WouldDo {
  const zh = [
    ...(replaces.length === 0 ? [] : [`更换${replaces.map((name) => contacts[name][0]).join('、')}`]),
    ...(removes.length === 0 ? [] : [`删除${removes.map((name) => contacts[name][0]).join('、')}`]),
  ];
  const en = [
    ...(replaces.length === 0 ? [] : [`replaces ${listed(replaces)}`]),
    ...(removes.length === 0 ? [] : [`takes away ${listed(removes)}`]),
  ].join(', and ');
  return {
    zh: `${zh.join('，并')}：此后的通知按更正后的联系方式发送。`,
    en: `${en.charAt(0).toUpperCase()}${en.slice(1)}: from then on messages go by the corrected contacts.`,
  };
}

const listed = (names: readonly ContactField[]): string =>
  names.map((name) => contacts[name][1]).join(' and ');

const targetZh = (target: string): string =>
  isRoute(target) ? chinese.way(target) : `服务商 ${target} 的全部路由`;
const targetEn = (target: string): string =>
  isRoute(target) ? english.way(target) : `every route of the provider ${target}`;

function words(text: string): WouldDo {
  const name = wordsNameFrom(text);
  const slot = name === undefined ? undefined : slotFrom(name.templateId);
  if (name === undefined || slot === undefined) return { zh: `批准文案 ${text}。`, en: `Approves ${text}.` };
  const { stage, decision, channel, locale, applicantType } = slot;
  const [outcomeZh, outcomeEn] = decision === undefined ? ['', ''] : decisions[decision];
  const parts = [locales[locale], applicants[applicantType]] as const;
  const isProviders = isApprovedByProvider(channel);
  const media = { zh: chinese.channelWords[channel], en: english.channelWords[channel] };
  return {
    zh: `批准${chinese.stageName(stage)}${outcomeZh === '' ? '' : `（${outcomeZh}）`}的${parts.map(([zh]) => zh).join('')}${media.zh}文案第 ${name.version} 版：${isProviders ? '服务商批准并' : ''}启用之后，才会发给申请人。`,
    en: `Approves version ${name.version} of the ${media.en} about ${english.stageName(stage)}${outcomeEn === '' ? '' : ` (${outcomeEn})`}, ${parts.map(([, en]) => en).join(' ')}: it is sent once it ${isProviders ? 'has its provider’s approval and ' : ''}goes live.`,
  };
}

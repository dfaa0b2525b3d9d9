/** What the loan system is told, in words. */
import type { Announcement, NoticeAnnouncementKind } from '../../domain/announcement/announcement.js';
import type { Language } from '../terminal.js';
import { contactInWords } from './contact-lines.js';
import { inWords } from './plain-words.js';

const became: Readonly<Record<NoticeAnnouncementKind, Readonly<Record<Language, string>>>> = {
  'notice.delivered': { en: 'delivered', zh: '已送达' },
  'notice.with-staff': { en: 'with staff', zh: '已转人工' },
  'notice.overdue': { en: 'overdue with staff', zh: '人工处理已超期' },
  'notice.reopened': { en: 'a bounce took its delivery back; with staff', zh: '退信推翻送达结果，已转人工' },
  'notice.completed': { en: 'completed by staff', zh: '人工已完成' },
  'notice.unreachable': { en: 'unreachable', zh: '无法联系' },
  'notice.superseded': { en: 'superseded', zh: '已被后续节点取代' },
  'notice.withdrawn': { en: 'withdrawn', zh: '申请已撤回' },
};

/** `LA-1  final decision 1  delivered`, `LA-1  mobile@1  bad format`. */
export function announcementInWords(announcement: Announcement, lang: Language): string {
  const { applicationId } = announcement;
  if (announcement.kind === 'compensation.approved') {
    const { offer, compensationId } = announcement;
    return [applicationId, { en: `compensation ${offer}`, zh: `补偿 ${offer}` }[lang], compensationId].join(
      '  ',
    );
  }
  if (announcement.kind !== 'contact.invalid') {
    const { stage, round, kind } = announcement;
    return [applicationId, `${inWords(stage, lang)}/${round}`, became[kind][lang]].join('  ');
  }
  const [name = '', version = ''] = announcement.contact.split('@');
  return [applicationId, `${contactInWords(name, lang)}@${version}`, inWords(announcement.state, lang)].join(
    '  ',
  );
}

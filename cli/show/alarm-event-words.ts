/** What happens with alarms, as it stands in the trail. */
import { alarmKinds } from '../../domain/alarm/alarm.js';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { alarmWords } from '../../domain/alarm/words/by-language.js';
import type { EventKind } from '../../domain/event/event.js';
import type { EventRow } from '../../ledger/event/of-application.js';
import type { Language } from '../terminal.js';

type Detail = EventRow['detail'];
type AlarmEvent = Extract<EventKind, `alarm-${string}`>;

const isKind = (text: unknown): text is AlarmKind => (alarmKinds as readonly unknown[]).includes(text);
const what = ({ kind }: Detail, lang: Language): string =>
  isKind(kind) ? alarmWords[lang].kinds[kind].what : '–';
const text = (value: Detail[string] | undefined): string => (typeof value === 'string' ? value : '–');

export const alarmEventWords: Readonly<
  Record<AlarmEvent, Readonly<Record<Language, (detail: Detail) => string>>>
> = {
  'alarm-opened': {
    en: (d) => `an alarm was raised: ${what(d, 'en')}`,
    zh: (d) => `出现告警：${what(d, 'zh')}`,
  },
  'alarm-acknowledged': {
    en: (d) => `${text(d['staffRef'])} acknowledged an alarm: ${what(d, 'en')}`,
    zh: (d) => `${text(d['staffRef'])} 确认了告警：${what(d, 'zh')}`,
  },
  'alarm-told': {
    en: (d) => `${text(d['responder'])} was told of alarms by ${text(d['channel'])}`,
    zh: (d) => `已将告警通知 ${text(d['responder'])}（${d['channel'] === 'email' ? '邮件' : '推送'}）`,
  },
  'alarm-resolved': {
    en: (d) => `an alarm was resolved: ${what(d, 'en')}`,
    zh: (d) => `告警解除：${what(d, 'zh')}`,
  },
};

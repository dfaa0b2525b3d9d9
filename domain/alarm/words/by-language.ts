import { chineseAlarms } from './chinese.js';
import { englishAlarms } from './english.js';
import type { AlarmLanguage, AlarmWords } from './words.js';

export const alarmWords: Readonly<Record<AlarmLanguage, AlarmWords>> = {
  zh: chineseAlarms,
  en: englishAlarms,
};

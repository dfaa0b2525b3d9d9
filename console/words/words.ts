/** The two languages of the pages. */
import { en } from './en.js';
import { zh } from './zh.js';
import type { Words } from './zh.js';

export type { Words } from './zh.js';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export const wordsOf: Readonly<Record<Language, Words>> = { zh, en };

/** As documents and requests name it. */
export const tagOf: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

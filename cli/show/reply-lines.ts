/** An applicant's replies as lines; their words where they were revealed. */
import type { ReplyRow } from '../../ledger/reply/of-application.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';

export type ShownReply = Omit<ReplyRow, 'sealed'> & { readonly text?: string };

export function replyLines(replies: readonly ShownReply[], lang: Language): string {
  if (replies.length === 0) return { en: 'no reply', zh: '没有回复' }[lang];
  const lines = replies.map(({ route, unsubscribes, complains, receivedAt, text }) => {
    const asks = [
      ...(unsubscribes ? [{ en: 'no more SMS', zh: '退订' }[lang]] : []),
      ...(complains ? [{ en: 'a complaint', zh: '投诉' }[lang]] : []),
    ];
    return [
      colours.dim(new Date(receivedAt).toISOString()),
      route,
      ...(asks.length === 0 ? [] : [colours.yellow(asks.join(lang === 'zh' ? '、' : ', '))]),
      ...(text === undefined ? [] : [onOneLine(text)]),
    ].join('  ');
  });
  const isRevealed = replies.some(({ text }) => text !== undefined);
  const onRecord = { en: 'that these were shown is on record', zh: '本次查看已留痕' }[lang];
  return [...lines, ...(isRevealed ? [colours.dim(onRecord)] : [])].join('\n');
}

/** Whatever an applicant writes must neither begin a line of its own nor steer the terminal. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');

/** Numbers, shares and durations as people read them. */
import { useMemo } from 'react';
import type { Language, Words } from '../words/words.js';
import { tagOf } from '../words/words.js';
import { useSpeech } from '../frame/language.js';

interface Amounts {
  /** `1,204` */
  readonly count: (amount: number) => string;
  /** `98.6%`; a share is never rounded up to all, nor down to nothing. */
  readonly share: (part: number, whole: number) => string;
  /** `420 毫秒`, `3.2 秒`, `14 分钟`, of milliseconds. */
  readonly duration: (ms: number) => string;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function amountsOf(language: Language, { live }: Words): Amounts {
  const tag = language === 'zh' ? tagOf.zh : 'en-GB';
  const whole = new Intl.NumberFormat(tag);
  const tenth = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  /** Ten and more need no tenths. */
  const few = (amount: number): string =>
    (amount < 10 ? tenth : whole).format(amount < 10 ? amount : Math.round(amount));
  return {
    count: (amount) => whole.format(amount),
    share: (part, of) => {
      const exact = part / of;
      return percent.format(part === of || part === 0 ? exact : Math.min(0.999, Math.max(0.001, exact)));
    },
    duration: (ms) => {
      const [unit, size] = (
        [
          ['days', dayMs],
          ['hours', hourMs],
          ['minutes', minuteMs],
          ['seconds', secondMs],
        ] as const
      ).find(([, most]) => ms >= most) ?? ['milliseconds', 1];
      return live.durations[unit](few(ms / size));
    },
  };
}

export function useAmounts(): Amounts {
  const { language, words } = useSpeech();
  return useMemo(() => amountsOf(language, words), [language, words]);
}

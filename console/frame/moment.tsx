/** Instants in the bank's own time, wherever the browser is. */
import { useMemo } from 'react';
import { tagOf } from '../words/words.js';
import type { Language } from '../words/words.js';
import { useSpeech } from './language.js';

/** Written into the page by whoever serves it. */
const given = document.querySelector<HTMLMetaElement>('meta[name="bida-time-zone"]')?.content ?? '';
export const timeZone = isZone(given) ? given : 'Asia/Shanghai';

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

interface Formats {
  /** `11月29日 15:02`; with its year where that is another. */
  readonly moment: (instant: string) => string;
  /** `2026年11月29日 15:02:31` */
  readonly exactly: (instant: string) => string;
  /** `15:02` */
  readonly minute: (instant: string) => string;
  /** `15:02:31`, of epoch milliseconds. */
  readonly clock: (ms: number) => string;
}

function formatsOf(language: Language): Formats {
  const tag = language === 'zh' ? tagOf.zh : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, hourCycle: 'h23', ...options });
  const day: Intl.DateTimeFormatOptions =
    language === 'zh' ? { month: 'long', day: 'numeric' } : { month: 'short', day: 'numeric' };
  const minute: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const second: Intl.DateTimeFormatOptions = { ...minute, second: '2-digit' };
  const ofThisYear = format({ ...day, ...minute });
  const ofAnyYear = format({ ...day, ...minute, year: 'numeric' });
  const whole = format({ ...day, ...second, year: 'numeric' });
  const clock = format(second);
  const hour = format(minute);
  const year = format({ year: 'numeric' });
  return {
    moment: (instant) => {
      const at = new Date(instant);
      const isOfThisYear = year.format(at) === year.format(new Date());
      return (isOfThisYear ? ofThisYear : ofAnyYear).format(at);
    },
    minute: (instant) => hour.format(new Date(instant)),
    exactly: (instant) => whole.format(new Date(instant)),
    clock: (ms) => clock.format(new Date(ms)),
  };
}

export function useMoments(): Formats {
  const { language } = useSpeech();
  return useMemo(() => formatsOf(language), [language]);
}

/** An instant (ISO 8601); to the second for whoever points at it. */
export function Moment({ at }: { readonly at: string }) {
  const { moment, exactly } = useMoments();
  return (
    <time dateTime={at} title={exactly(at)}>
      {moment(at)}
    </time>
  );
}

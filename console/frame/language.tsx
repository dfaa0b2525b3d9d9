/** In which language the window speaks; kept in the browser, which keeps nothing else of ours. */
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { languages, tagOf, wordsOf } from '../words/words.js';
import type { Language, Words } from '../words/words.js';

const keptAs = 'bida.language';

interface Speech {
  readonly language: Language;
  readonly words: Words;
  readonly speak: (language: Language) => void;
}

const SpeechContext = createContext<Speech | undefined>(undefined);

function keptLanguage(): Language {
  try {
    const kept = localStorage.getItem(keptAs);
    return languages.find((one) => one === kept) ?? 'zh';
  } catch {
    // A browser that keeps nothing.
    return 'zh';
  }
}

function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(keptAs, language);
  } catch {
    // It is asked for again next time.
  }
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(keptLanguage);
  // Before anything is asked for: requests name the document's language.
  document.documentElement.lang = tagOf[language];
  const speech = useMemo<Speech>(
    () => ({
      language,
      words: wordsOf[language],
      speak: (next) => {
        keepLanguage(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('outside of a LanguageProvider');
  return speech;
}

export const useWords = (): Words => useSpeech().words;

/** Names the page in the browser's own bar; nothing of an applicant belongs there. */
export function useTitle(title: string): void {
  const { product } = useWords();
  useEffect(() => {
    document.title = title === product ? product : `${title} · ${product}`;
  }, [title, product]);
}

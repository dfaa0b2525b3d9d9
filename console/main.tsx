/** The staff's pages: begins them. */
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { questions } from './door/questions.js';
import { askWho } from './door/session.js';
import { Frame } from './frame/frame.js';
import './frame/frame.css';
import { LanguageProvider, useSpeech } from './frame/language.js';
import { theme } from './frame/theme.js';
import type { Language } from './words/words.js';

const locales = { zh: zhCN, en: enGB } as const satisfies Record<Language, object>;

/** The element of the first page that has an id; it is ours. */
function placeOf(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the first page has no #${id}`);
  return found;
}

/** Lets the styles of Ant Design pass the content security policy; the browser hides it from everything but scripts. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

function Window() {
  const { language } = useSpeech();
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={theme}
      locale={locales[language]}
      button={{ autoInsertSpace: false }}
      // Not the body: Ant Design locks its scrolling by a style without a nonce, which our policy keeps out.
      getPopupContainer={() => placeOf('above')}
    >
      <Frame />
    </ConfigProvider>
  );
}

void askWho();
createRoot(placeOf('root')).render(
  <StrictMode>
    <QueryClientProvider client={questions}>
      <LanguageProvider>
        <Window />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);

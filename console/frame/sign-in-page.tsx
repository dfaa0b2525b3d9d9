/** What somebody sees who is not signed in: a calm page with one button. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { askWho, signInAddress } from '../door/session.js';
import { Brand } from './brand.js';
import { useTitle, useWords } from './language.js';
import { LanguageSwitch } from './language-switch.js';
import { ProblemNotice } from './problem-notice.js';

/** `failure`: why it could not even be asked who one is. */
export function SignInPage({ failure }: { readonly failure?: unknown }) {
  const words = useWords();
  useTitle(words.product);
  const isAway = failure !== undefined;
  return (
    <Outside title={isAway ? words.signIn.awayTitle : words.signIn.title}>
      {isAway ? (
        <ProblemNotice failure={failure} again={() => void askWho()} />
      ) : (
        <>
          <p>{words.signIn.text}</p>
          <Button type="primary" size="large" href={signInAddress(`${location.pathname}${location.search}`)}>
            {words.signIn.button}
          </Button>
        </>
      )}
    </Outside>
  );
}

/** What stands around whatever is said to somebody who is not signed in. */
export function Outside({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="sign-in-body">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}

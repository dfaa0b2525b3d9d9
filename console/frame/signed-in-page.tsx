/** Where somebody lands who signed in for another window. */
import { useEffect } from 'react';
import { Link } from 'wouter';
import { tellOtherWindows } from '../door/session.js';
import { useTitle, useWords } from './language.js';

export function SignedInPage() {
  const { signIn, frame } = useWords();
  useTitle(signIn.doneTitle);
  useEffect(tellOtherWindows, []);
  return (
    <section className="plain-page">
      <h1 tabIndex={-1}>{signIn.doneTitle}</h1>
      <p>{signIn.doneText}</p>
      <p>
        <Link href="/">{frame.toFront}</Link>
      </p>
    </section>
  );
}

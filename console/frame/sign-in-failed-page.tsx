/** Where somebody lands whose signing in came to nothing: why, in the words of the catalogue, and again. */
import { Button } from 'antd';
import { Link, useSearch } from 'wouter';
import { Refused } from '../door/problem.js';
import { signInAddress } from '../door/session.js';
import type { Problem } from '../door/shapes.js';
import { useTitle, useWords } from './language.js';
import { ProblemNotice } from './problem-notice.js';
import { Outside } from './sign-in-page.js';

/** Anybody may have written an address: what is no code, and names no request, is not repeated. */
const isCode = (text: string): text is Problem['code'] => /^[a-z-]{1,40}$/.test(text);
const isRequestId = (text: string): boolean => /^[\w.-]{1,100}$/.test(text);

export function SignInFailedPage() {
  const { signIn, frame } = useWords();
  useTitle(signIn.failedTitle);
  const told = new URLSearchParams(useSearch());
  const code = told.get('code') ?? '';
  const request = told.get('request') ?? '';
  return (
    <Outside title={signIn.failedTitle}>
      {isCode(code) && isRequestId(request) && (
        <ProblemNotice
          failure={
            new Refused({
              type: `/problems/${code}`,
              title: signIn.failedTitle,
              status: 401,
              code,
              requestId: request,
            })
          }
        />
      )}
      <p>{signIn.failedText}</p>
      <Button type="primary" size="large" href={signInAddress(told.get('returnTo') ?? '/')}>
        {signIn.again}
      </Button>
      <Link href="/">{frame.toFront}</Link>
    </Outside>
  );
}

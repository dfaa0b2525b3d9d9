/** Catches what a page throws, so that the frame stands; and whoever asked for one that is not there. */
import { Button } from 'antd';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTitle, useWords } from './language.js';
import { ProblemNotice } from './problem-notice.js';

interface BrokenPageState {
  readonly failure?: unknown;
}

export class PageGuard extends Component<{ readonly children: ReactNode }, BrokenPageState> {
  override state: BrokenPageState = {};

  static getDerivedStateFromError(failure: unknown): BrokenPageState {
    return { failure };
  }

  override render(): ReactNode {
    return 'failure' in this.state ? <BrokenPage failure={this.state.failure} /> : this.props.children;
  }
}

/** A page whose files are gone: they were replaced by a new version's. */
const isMissing = (failure: unknown): boolean =>
  failure instanceof TypeError && /import|module|fetch/i.test(failure.message);

function BrokenPage({ failure }: { readonly failure: unknown }) {
  const { frame } = useWords();
  useTitle(frame.pageFailedTitle);
  return (
    <section className="plain-page">
      <h1>{frame.pageFailedTitle}</h1>
      {isMissing(failure) ? <p>{frame.pageFailedText}</p> : <ProblemNotice failure={failure} />}
      <p>
        <Button type="primary" onClick={() => location.reload()}>
          {frame.reload}
        </Button>
      </p>
    </section>
  );
}

export function NoSuchPage() {
  const { frame } = useWords();
  useTitle(frame.notFoundTitle);
  return (
    <section className="plain-page">
      <h1 tabIndex={-1}>{frame.notFoundTitle}</h1>
      <p>{frame.notFoundText}</p>
      <p>
        <Link href="/">{frame.toFront}</Link>
      </p>
    </section>
  );
}

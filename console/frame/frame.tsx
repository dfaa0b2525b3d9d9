/** What stands around every page: who one is, where one is, and whether it is up to date. */
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import type { Role } from '../door/shapes.js';
import { signedInPlace, useStanding, useWho } from '../door/session.js';
import { AccountMenu } from './account-menu.js';
import { Brand } from './brand.js';
import { NoSuchPage, PageGuard } from './broken-page.js';
import { ConnectionBanner, ConnectionSign, useConnection } from './connection.js';
import { ForRoles } from './for-roles.js';
import { useWords } from './language.js';
import { LanguageSwitch } from './language-switch.js';
import { Loading } from './loading.js';
import { placesOf } from './places.js';
import { SessionEnded } from './session-ended.js';
import { SignedInPage } from './signed-in-page.js';
import { SignInFailedPage } from './sign-in-failed-page.js';
import { SignInPage } from './sign-in-page.js';

const SearchPage = lazy(() => import('../application/search-page.js'));
const ApprovalsPage = lazy(() => import('../approval/approvals-page.js'));
const ApprovalPage = lazy(() => import('../approval/approval-page.js'));
const TemplatesPage = lazy(() => import('../template/templates-page.js'));
const TemplatePage = lazy(() => import('../template/template-page.js'));
const WritePage = lazy(() => import('../template/write-page.js'));
const ApplicationPage = lazy(() => import('../application/application-page.js'));
const TasksPage = lazy(() => import('../task/tasks-page.js'));
const TaskPage = lazy(() => import('../task/task-page.js'));
const EngineeringPage = lazy(() => import('../engineering/engineering-page.js'));
const AlarmsPage = lazy(() => import('../alarm/alarms-page.js'));
const IncidentsPage = lazy(() => import('../incident/incidents-page.js'));
const IncidentPage = lazy(() => import('../incident/incident-page.js'));
const RoutesPage = lazy(() => import('../route/routes-page.js'));
const LivePage = lazy(() => import('../live/live-page.js'));

/** What not everybody has; whose each is, its place says, and `only` where fewer have this page of it. */
const pages: readonly {
  readonly at: string;
  readonly only?: readonly Role[];
  readonly page: (params: Readonly<Record<string, string>>) => ReactNode;
}[] = [
  { at: '/tasks', page: () => <TasksPage /> },
  { at: '/tasks/:id', page: ({ id = '' }) => <TaskPage key={id} taskId={id} /> },
  { at: '/live', page: () => <LivePage /> },
  { at: '/alarms', page: () => <AlarmsPage /> },
  { at: '/incidents', page: () => <IncidentsPage /> },
  { at: '/incidents/:id', page: ({ id = '' }) => <IncidentPage key={id} id={id} /> },
  { at: '/routes', page: () => <RoutesPage /> },
  { at: '/approvals', page: () => <ApprovalsPage /> },
  { at: '/approvals/:id', page: ({ id = '' }) => <ApprovalPage key={id} approvalId={id} /> },
  { at: '/templates', page: () => <TemplatesPage /> },
  { at: '/templates/:name', page: ({ name = '' }) => <TemplatePage key={name} template={name} /> },
  {
    at: '/templates/:name/write',
    only: ['staff', 'supervisor'],
    page: ({ name = '' }) => <WritePage key={name} name={name} />,
  },
  { at: '/engineering', page: () => <EngineeringPage /> },
];

/** The whole window. */
export function Frame() {
  return (
    <Switch>
      <Route path="/sign-in-failed">
        <SignInFailedPage />
      </Route>
      <Route>
        <Inside />
      </Route>
    </Switch>
  );
}

function Inside() {
  const standing = useStanding();
  switch (standing.kind) {
    case 'asking':
      return null;
    case 'away':
      return <SignInPage failure={standing.failure} />;
    case 'nobody':
      return <SignInPage />;
    case 'known':
    case 'ended':
      return <SignedIn isKnown={standing.kind === 'known'} />;
  }
}

function SignedIn({ isKnown }: { readonly isKnown: boolean }) {
  const { frame } = useWords();
  const connection = useConnection(isKnown);
  const content = useRef<HTMLElement>(null);
  const [path] = useLocation();
  useHeadingFocus(content, path);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {frame.toContent}
      </a>
      <header className="head">
        <Link href="/" className="head-brand">
          <Brand />
        </Link>
        <Navigation path={path} />
        <div className="head-end">
          <ConnectionSign connection={connection} />
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </header>
      <ConnectionBanner connection={connection} />
      <main id="content" ref={content} tabIndex={-1}>
        <PageGuard key={path}>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path="/">
                <SearchPage />
              </Route>
              <Route path="/applications/:applicationId">
                {({ applicationId }) => <ApplicationPage key={applicationId} applicationId={applicationId} />}
              </Route>
              {pages.map(({ at, only, page }) => (
                <Route key={at} path={at}>
                  {(params: Readonly<Record<string, string>>) => (
                    <ForRoles only={only}>{page(params)}</ForRoles>
                  )}
                </Route>
              ))}
              <Route path={signedInPlace}>
                <SignedInPage />
              </Route>
              <Route>
                <NoSuchPage />
              </Route>
            </Switch>
          </Suspense>
        </PageGuard>
      </main>
      <SessionEnded />
    </div>
  );
}

function Navigation({ path }: { readonly path: string }) {
  const words = useWords();
  const who = useWho();
  return (
    <nav className="navigation" aria-label={words.frame.navigation}>
      {placesOf(who).map((place) => (
        <Link
          key={place.path}
          href={place.path}
          aria-current={place.holds(path) ? 'page' : undefined}
          className="navigation-link"
        >
          {place.name(words)}
        </Link>
      ))}
    </nav>
  );
}

/** Whoever listens to a page instead of seeing it hears that another one came; the first one speaks for itself. */
function useHeadingFocus(content: React.RefObject<HTMLElement | null>, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [content, path]);
}

/** A page for those whose roles have it; nobody else's browser asks for anything of it. */
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { hasRole, useWho } from '../door/session.js';
import type { Role } from '../door/shapes.js';
import { useTitle, useWords } from './language.js';
import { mayOpen } from './places.js';

interface ForRolesProps {
  readonly children: ReactNode;
  /** Where not all who have the place have this page of it. */
  readonly only?: readonly Role[] | undefined;
}

export function ForRoles({ children, only }: ForRolesProps) {
  const [path] = useLocation();
  const who = useWho();
  const may = mayOpen(who, path) && (only === undefined || hasRole(who, ...only));
  return may ? children : <NotForRole />;
}

function NotForRole() {
  const { frame } = useWords();
  useTitle(frame.forbiddenTitle);
  return (
    <section className="plain-page">
      <h1 tabIndex={-1}>{frame.forbiddenTitle}</h1>
      <p>{frame.forbiddenText}</p>
      <p>
        <Link href="/">{frame.toFront}</Link>
      </p>
    </section>
  );
}

/** Leads to Temporal UI, in a window of its own. */
import type { ReactNode } from 'react';
import { Icon } from '../frame/icon.js';
import { useWords } from '../frame/language.js';
import { useTemporalUi, workflowAddress } from './temporal-ui.js';

interface OutwardLinkProps {
  readonly href: string;
  /** What a link says that is drawn as its sign alone. */
  readonly label?: string;
  readonly children?: ReactNode;
}

export function OutwardLink({ href, label, children }: OutwardLinkProps) {
  return (
    <a className="outward" href={href} target="_blank" rel="noopener noreferrer" title={label}>
      {label !== undefined && <span className="unseen">{label}</span>}
      {children}
      <Icon name="outward" size={14} />
    </a>
  );
}

/** The workflow of an application; nothing where the role or the configuration has none. */
export function WorkflowLink({ applicationId }: { readonly applicationId: string }) {
  const { engineering } = useWords();
  const ui = useTemporalUi();
  if (ui === undefined) return null;
  return <OutwardLink href={workflowAddress(ui, applicationId)}>{engineering.workflow}</OutwardLink>;
}

/** Where things are in Temporal UI: addresses alone, nothing is asked there. */
import { useQuery } from '@tanstack/react-query';
import { engineeringQuestion } from '../door/engineering-questions.js';
import { hasRole, useWho } from '../door/session.js';
import type { Engineering, Stage } from '../door/shapes.js';

type TemporalUi = NonNullable<Engineering['temporalUi']>;

const namespaceOf = ({ url, namespace }: TemporalUi): string =>
  `${url.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}`;

/** The workflow of an application; its id is published (docs/ARCHITECTURE.md, "What stands in Temporal"). */
export const workflowAddress = (ui: TemporalUi, applicationId: string): string =>
  `${namespaceOf(ui)}/workflows/${encodeURIComponent(`loan-application/${applicationId}`)}`;

const searchAddress = (ui: TemporalUi, ...conditions: readonly string[]): string =>
  `${namespaceOf(ui)}/workflows?${new URLSearchParams({
    query: ['`WorkflowType`="loanApplication"', ...conditions].join(' AND '),
  }).toString()}`;

const running = '`ExecutionStatus`="Running"';

/** Searches by what the bank's search attributes tell (workflows/loan-application/shown.ts). */
export const searches = {
  running: (ui: TemporalUi) => searchAddress(ui, running),
  needsPerson: (ui: TemporalUi) => searchAddress(ui, running, '`NeedsPerson`=true'),
  failed: (ui: TemporalUi) =>
    searchAddress(ui, '`ExecutionStatus` IN ("Failed", "TimedOut", "Terminated", "Canceled")'),
  completed: (ui: TemporalUi) => searchAddress(ui, '`ExecutionStatus`="Completed"'),
} as const;

export const stageSearch = (ui: TemporalUi, stage: Stage | 'reported' | 'withdrawn'): string =>
  searchAddress(ui, running, `\`LoanStage\`="${stage}"`);

export const schedulesAddress = (ui: TemporalUi): string => `${namespaceOf(ui)}/schedules`;
export const queueAddress = (ui: TemporalUi): string =>
  `${namespaceOf(ui)}/task-queues/${encodeURIComponent('loan-applications')}`;

/** Temporal UI, where the role may see it and one is configured; asked of nobody else. */
export function useTemporalUi(): TemporalUi | undefined {
  const isAllowed = hasRole(useWho(), 'engineer', 'auditor');
  const { data } = useQuery({ ...engineeringQuestion, enabled: isAllowed });
  return data?.temporalUi;
}

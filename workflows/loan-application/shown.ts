/** What people see of a running story in Temporal UI: details, search attributes, the query. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import { stageOrder } from '../../domain/stage/stage.js';
import type { Progress } from './messages.js';
import type { ApplicationState, NoticeProgress } from './state.js';

const loanStage = defineSearchAttributeKey('LoanStage', SearchAttributeType.KEYWORD);
const needsPerson = defineSearchAttributeKey('NeedsPerson', SearchAttributeType.BOOL);

/** Makes a `show` that writes search attributes only when they change (each is an event). */
export function shownIn(state: ApplicationState): () => void {
  let stage = stageOf(state);
  let person = personNeeded(state);
  return () => {
    setCurrentDetails(detailsOf(state));
    const changed = [
      ...(stageOf(state) === stage ? [] : [{ key: loanStage, value: stageOf(state) }]),
      ...(personNeeded(state) === person ? [] : [{ key: needsPerson, value: personNeeded(state) }]),
    ];
    if (changed.length === 0) return;
    stage = stageOf(state);
    person = personNeeded(state);
    upsertSearchAttributes(changed);
  };
}

function stageOf(state: ApplicationState): string {
  if (state.withdrawn) return 'withdrawn';
  const latest = state.notices.reduce<NoticeProgress | undefined>(
    (best, one) => (best === undefined || stageOrder(one.stage) >= stageOrder(best.stage) ? one : best),
    undefined,
  );
  return latest?.stage ?? 'reported';
}

const personNeeded = (state: ApplicationState): boolean =>
  state.correction !== undefined || state.notices.some((notice) => notice.task !== undefined);

const minute = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** A small table: references and states alone, since the page it is shown on is fetched by URL. */
function detailsOf(state: ApplicationState): string {
  const rows = state.notices.flatMap((notice) => [
    `| **${notice.stage}**${notice.round > 1 ? ` round ${notice.round}` : ''} | ${notice.state} | ${waitOf(notice)} |`,
    ...notice.attempts.map(
      (attempt) =>
        `| · ${attempt.route} (${attempt.purpose}) | ${attempt.settlement ?? attempt.outcome}${attempt.failure === undefined ? '' : `, ${attempt.failure}`} | ${minute(attempt.at)} |`,
    ),
  ]);
  const resends = (state.resends ?? []).map(
    ({ stage, fact, route }) =>
      `| · ${stage} by ${route.route} (resend) | ${fact?.settlement ?? fact?.outcome ?? 'sending'} | ${fact === undefined ? '' : minute(fact.at)} |`,
  );
  const notes = [
    ...(state.correction === undefined ? [] : ['- the contact must be corrected: a task is open']),
    ...(state.withdrawn ? ['- the application was withdrawn'] : []),
  ];
  return ['| what | state | when |', '| --- | --- | --- |', ...rows, ...resends, '', ...notes].join('\n');
}

const waitOf = (notice: NoticeProgress): string =>
  notice.waitingFor === undefined ? '' : `${notice.waitingFor.kind} until ${minute(notice.waitingFor.until)}`;

export const progressOf = (state: ApplicationState): Progress => ({
  notices: state.notices.map((notice) => ({
    stage: notice.stage,
    round: notice.round,
    state: notice.state,
    ...(notice.waitingFor === undefined ? {} : { waitingFor: notice.waitingFor }),
    attempts: notice.attempts.length,
    ...(notice.task === undefined ? {} : { taskId: notice.task.taskId }),
  })),
  ...(state.correction === undefined ? {} : { correctContactTaskId: state.correction.taskId }),
  withdrawn: state.withdrawn,
});

/** One application in a test: what the loan system reports, and what may be seen of it. */
import type { Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { applicationOnRecord } from '../../../client/application/read.js';
import type { ApplicationOnRecord } from '../../../client/application/read.js';
import { reportApplication, reportContacts, reportWithdrawal } from '../../../client/intake/applications.js';
import { orderResend } from '../../../client/intake/resend.js';
import { reportStage } from '../../../client/intake/stages.js';
import { explanationOf } from '../../../client/explanation/explanation.js';
import type { Explanation } from '../../../domain/explanation/explain.js';
import { recordReceipt } from '../../../ledger/receipt/record.js';
import type { RecordedReceipt, ReportedReceipt } from '../../../ledger/receipt/record.js';
import { approve } from '../../../client/approval/decide.js';
import type { ApplicationWorld } from '../../../client/intake/unasked.js';
import type { ApprovalWorld } from '../../../client/approval/world.js';
import { proposeUnreachable } from '../../../client/task/unreachable.js';
import { completeHumanTask } from '../../../client/task/complete.js';
import { tellNow } from '../../../client/relay/relay.js';
import { applicationIdOf, workflowIdOf } from '../../../domain/ids/ids.js';
import type { EventKind } from '../../../domain/event/event.js';
import type { Role } from '../../../domain/identity/role.js';
import type { Stage } from '../../../domain/stage/stage.js';
import { attemptsOfApplication } from '../../../ledger/attempt/find.js';
import type { AttemptRow } from '../../../ledger/attempt/row.js';
import { eventsOfApplication } from '../../../ledger/event/of-application.js';
import { tasksOfApplication } from '../../../ledger/human-task/row.js';
import type { TaskRow } from '../../../ledger/human-task/row.js';
import { noticesOfApplication } from '../../../ledger/notice/find.js';
import type { NoticeRow } from '../../../ledger/notice/find.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import type { RuleInput } from '../../../simulator/rules.js';
import type { Progress, StoryLimits } from '../../../workflows/loan-application/messages.js';
import { eventually } from './eventually.js';
import type { StoryWorld } from './world.js';

const { EventType } = temporal.api.enums.v1;
const otherEnds: readonly number[] = [
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
];

/** Events after which the story, a worker or the server has something to do at once. */
const underWay: readonly number[] = [
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
  EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
  EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
  EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
  EventType.EVENT_TYPE_TIMER_FIRED,
];

/** What ends an activity; one that goes on beside the story leaves no trace in the last event. */
const activityEnds: readonly number[] = [
  EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
  EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
];

const bodies: Readonly<Record<Stage, object>> = {
  'preliminary-approval': {},
  'supplementary-documents': { documents: ['收入证明'], dueDate: '2099-12-31' },
  'final-decision': { decision: 'approved' },
};

let count = 0;

export class Story {
  readonly id: ReturnType<typeof applicationIdOf>;
  readonly mobile: string;
  readonly #intake;

  constructor(
    readonly world: StoryWorld,
    name: string,
    limits?: StoryLimits,
  ) {
    count += 1;
    this.id = applicationIdOf(name);
    this.mobile = `139${String(10_000_000 + count)}`;
    const { ledger, sealing, clock, logger } = world;
    this.#intake = { ledger, sealing, clock, logger, tally: noTally, stories: world.storiesWith(limits) };
  }

  /** Reports the application and waits until its story has taken it up. */
  async apply(contacts: object = { mobile: this.mobile }, more: object = {}): Promise<this> {
    await this.world.clock.refresh();
    await reportApplication(this.#approving, this.id, {
      applicant: { name: '王小明' },
      contacts,
      product: 'car',
      ...more,
    });
    return this;
  }

  async stage(stage: Stage, more: object = {}, round = 1): Promise<void> {
    await this.world.clock.refresh();
    await reportStage(this.#approving, this.id, stage, round, { ...bodies[stage], ...more });
  }

  async contacts(mobile: string, more: object = {}): Promise<void> {
    await this.world.clock.refresh();
    await reportContacts(this.#intake, this.id, { mobile, ...more });
  }

  /** Staff have a notice sent once more; answers the order's id, which its attempt has too. */
  async resend(stage: Stage, reason = '客户误删短信', incidentId?: number): Promise<string> {
    await this.world.clock.refresh();
    const ofIncident = incidentId === undefined ? {} : { incidentId };
    const order = { stage, reason, staffRef: 'li.na', ...ofIncident };
    return (await orderResend(this.#intake, this.id, order)).reportId;
  }

  async withdraw(): Promise<void> {
    await this.world.clock.refresh();
    await reportWithdrawal(this.#intake, this.id, {});
  }

  /** How the provider treats messages to this applicant. */
  provider(
    ...actions: (RuleInput['action'] & { route?: string; times?: number; operation?: 'QuerySendDetails' })[]
  ) {
    this.world.simulator.setRules(
      actions.map(({ route, times, operation, ...action }) => ({
        match: {
          phone: this.mobile,
          ...(route === undefined ? {} : { route }),
          ...(times === undefined ? {} : { times }),
          ...(operation === undefined ? {} : { operation }),
        },
        action,
      })),
    );
  }

  /** The applicant answers a message; the provider brings it, once more where the number is one it had before. */
  async reply(
    text: string,
    route = 'sms/aliyun',
    sequence?: string,
  ): Promise<{ ok: boolean; sequence: string }> {
    const at = await this.world.clock.refresh();
    const response = await fetch(`${this.world.simulator.url}/control/replies`, {
      method: 'POST',
      body: JSON.stringify({
        route,
        phone: this.mobile,
        text,
        at,
        ...(sequence === undefined ? {} : { sequence }),
      }),
    });
    return (await response.json()) as { ok: boolean; sequence: string };
  }

  /** Staff propose that a task be closed untold, as `li.na` unless said; the proposal waits. */
  async proposeUnreachable(taskId: string, account = 'li.na'): Promise<string> {
    await this.world.clock.refresh();
    const actor = { account, roles: new Set(['staff'] as const) };
    const approval = await proposeUnreachable(this.#approving, taskId, { actor });
    if (approval === undefined) throw new Error('the task was finished so before');
    return approval.approvalId;
  }

  /** A second person agrees to a proposal. */
  async approve(approvalId: string, account = 'wang.wei', role: Role = 'staff'): Promise<void> {
    await this.world.clock.refresh();
    await approve(this.#approving, approvalId, { account, roles: new Set([role] as const) });
  }

  get #approving(): ApprovalWorld & ApplicationWorld {
    return { ...this.#intake, configuration: this.world.current.configuration };
  }

  /** Staff finish a task: through the door that waits for an answer, or by the plain signal. */
  finishTask(
    order: { taskId: string; outcome: string; staffRef?: string; confirmedBy?: string },
    way: 'update' | 'signal' = 'update',
  ): Promise<void> {
    return completeHumanTask(this.#intake, { staffRef: 'li.na', ...order }, way);
  }

  /** A delivery report comes for an SMS, as the door would take it. */
  receipt(
    attempt: AttemptRow,
    says: {
      settlement: 'delivered' | 'undelivered';
      failure?: 'unreachable' | 'provider-down';
      code?: string;
    },
  ): Promise<RecordedReceipt> {
    const sent = this.accepted().find(({ outId }) => outId === attempt.attemptId);
    return this.report(attempt, {
      ourReference: attempt.attemptId,
      messageId: sent?.bizId ?? 'unheard-of',
      code: says.code ?? 'DELIVERED',
      listed: true,
      settlement: says.settlement,
      ...(says.failure === undefined ? {} : { failure: says.failure }),
    });
  }

  /** What a provider reports on an attempt, recorded and told. */
  async report(attempt: AttemptRow, given: ReportedReceipt): Promise<RecordedReceipt> {
    const at = await this.world.clock.refresh();
    const recorded = await recordReceipt(this.world.ledger, attempt.route, given, at);
    const { tell } = recorded;
    if (tell !== undefined) await tellNow(this.#intake, tell.applicationId, tell.outboxId, tell.message);
    return recorded;
  }

  /** What staff are told about a stage, and about its newest notice alone. */
  async why(stage: Stage): Promise<Explanation> {
    const { ledger, clock } = this.world;
    const clockwork = { timeZone: 'Asia/Shanghai' };
    return (await explanationOf({ ledger, clock, clockwork }, this.id, { stage })).explanation;
  }

  /** All that is told of the application, as of now. */
  async record(): Promise<ApplicationOnRecord> {
    const { ledger, clock } = this.world;
    return applicationOnRecord({ ledger, clock, clockwork: { timeZone: 'Asia/Shanghai' } }, this.id);
  }

  readonly notices = () => noticesOfApplication(this.world.ledger, this.id);
  readonly attempts = () => attemptsOfApplication(this.world.ledger, this.id);
  readonly tasks = () => tasksOfApplication(this.world.ledger, this.id);
  readonly trail = () => eventsOfApplication(this.world.ledger, this.id);

  /** The attempt made last. */
  async lastAttempt(): Promise<AttemptRow> {
    const attempt = (await this.attempts()).at(-1);
    if (attempt === undefined) throw new Error('no attempt was made');
    return attempt;
  }

  /** The task opened last. */
  async lastTask(): Promise<TaskRow> {
    const task = (await this.tasks()).at(-1);
    if (task === undefined) throw new Error('no task was opened');
    return task;
  }

  async notice(stage: Stage, round = 1): Promise<NoticeRow> {
    const found = (await this.notices()).find((one) => one.stage === stage && one.round === round);
    if (found === undefined) throw new Error('no such notice');
    return found;
  }

  /** The details of all facts of a kind, in their order. */
  async facts(kind: EventKind): Promise<Awaited<ReturnType<typeof this.trail>>[number]['detail'][]> {
    return (await this.trail()).filter((fact) => fact.kind === kind).map(({ detail }) => detail);
  }

  /** Alarms raised about this application, or about any of the subjects. */
  async alarms(...subjects: string[]): Promise<{ kind: string; times: number; open: boolean }[]> {
    return this.world.ledger.query(
      `SELECT kind, times, resolved_at IS NULL AS open FROM alarm WHERE subject = ANY ($1) ORDER BY alarm_id`,
      [[this.id, ...subjects]],
    );
  }

  /** The SMS the provider's own log says it took for this applicant. */
  accepted() {
    return this.world.simulator
      .log()
      .filter((entry) => entry.kind === 'acceptance' && entry.channel !== 'push' && entry.channel !== 'email')
      .filter(({ phone }) => phone === this.mobile);
  }

  get handle() {
    return this.world.client.getHandle(workflowIdOf(this.id));
  }

  /** A signal as any program may send it, past our own converter and codec. */
  async signalRaw(signalName: string, payload: Payload): Promise<void> {
    await this.world.client.workflowService.signalWorkflowExecution({
      namespace: this.world.client.options.namespace,
      workflowExecution: { workflowId: workflowIdOf(this.id) },
      signalName,
      input: { payloads: [payload] },
      identity: 'a test',
    });
  }

  readonly progress = (): Promise<Progress> => this.handle.query<Progress>('progress');

  /** Waits until the story says so, and has handed its turn back: then time may pass. */
  shows(words: string, holds: (progress: Progress) => boolean): Promise<Progress> {
    return eventually(words, async () => {
      const progress = await this.progress();
      return holds(progress) ? progress : undefined;
    });
  }

  /** Waits until a notice is in this state, in the story as in the ledger. */
  async stands(stage: Stage, state: NoticeRow['state'], round = 1): Promise<NoticeRow> {
    await this.shows(`${stage} is ${state}`, ({ notices }) =>
      notices.some((one) => one.stage === stage && one.round === round && one.state === state),
    );
    const notice = await this.notice(stage, round);
    if (notice.state !== state)
      throw new Error(`the ledger has it as ${notice.state}, the story as ${state}`);
    return notice;
  }

  /** Waits for the ledger alone: the story is not asked, since a question may cost it a workflow task. */
  async recorded(stage: Stage, state: NoticeRow['state']): Promise<void> {
    await eventually(`${stage} is recorded as ${state}`, async () =>
      (await this.notice(stage)).state === state ? state : undefined,
    );
  }

  /** Waits until so many sends have answered the story, which a receipt's record comes before. */
  async answered(sends: number): Promise<void> {
    await eventually(`${sends} sends have answered`, async () =>
      (await this.history()).of('EVENT_TYPE_ACTIVITY_TASK_COMPLETED').length >= sends ? sends : undefined,
    );
  }

  /** Whether the newest run has ended, and how: this server does not describe what is over. */
  async status(): Promise<'running' | 'completed' | 'otherwise'> {
    const last = (await this.history()).events.at(-1)?.eventType;
    if (last === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED) return 'completed';
    return last !== undefined && last !== null && otherEnds.includes(last) ? 'otherwise' : 'running';
  }

  /** Waits until the story has ended as it should. */
  async ends(): Promise<void> {
    await eventually('the story has ended', async () => {
      const status = await this.status();
      if (status === 'otherwise') throw new Error('the story did not end as it should');
      return status === 'running' ? undefined : status;
    });
  }

  /** The history of the newest run, or of the run given. */
  async history(runId?: string) {
    const { events } = await this.world.client.getHandle(workflowIdOf(this.id), runId).fetchHistory();
    const of = (type: keyof typeof EventType) =>
      (events ?? []).filter((event) => event.eventType === EventType[type]);
    return { events: events ?? [], of };
  }

  /** Waits until the story has nothing under way but waiting; answers the id of its run. */
  rests(): Promise<string> {
    return eventually('the story is at rest', async () => {
      const { events } = await this.history();
      const last = events.at(-1)?.eventType;
      if (last === undefined || last === null || underWay.includes(last)) return undefined;
      const begun = events.filter(
        ({ eventType }) => eventType === EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
      );
      const ended = events.filter(({ eventType: type }) => type && activityEnds.includes(type));
      if (begun.length > ended.length) return undefined;
      return events[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? undefined;
    });
  }

  /**
   * Ends a story a test is done with, so that it does nothing in the tests that follow. At rest only:
   * this server's time stands still for ever where a workflow task is cut off.
   */
  async leave(): Promise<void> {
    await this.rests();
    if ((await this.status()) === 'running') await this.handle.terminate('the test is over');
  }
}

/** Incidents on a ledger of their own: notices whose message was lost, looked at as the worker does. */
import { randomUUID } from 'node:crypto';
import { createIncidentActivities } from '../../../activities/incident/look.js';
import type { World } from '../../../activities/world.js';
import { approve } from '../../../client/approval/decide.js';
import { openIncident } from '../../../client/incident/open.js';
import type { IncidentOrder } from '../../../client/incident/open.js';
import type { IncidentWorld } from '../../../client/incident/world.js';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import type { Settlement } from '../../../domain/attempt/attempt.js';
import type { CarrierGuess, ProvinceGuess } from '../../../domain/contact/number-segment.js';
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import type { NoticeKey } from '../../../domain/ids/ids.js';
import type { Stage } from '../../../domain/stage/stage.js';
import { answerAttempt } from '../../../ledger/attempt/answer.js';
import type { Intent } from '../../../ledger/attempt/intend.js';
import { settleAttempt } from '../../../ledger/attempt/settle.js';
import { openTask } from '../../../ledger/human-task/open.js';
import { affectedAfter } from '../../../ledger/incident/affected.js';
import { moveNotice } from '../../../ledger/notice/move.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import type { IncidentLook } from '../../../workflows/incident/ports.js';
import { intendedAttempt } from '../../ledger/owed-notice.js';
import { person } from '../approval/people.js';
import { applicationBody, newId, openedIntake, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

export const [supervisor, second] = [person('wang.wei', 'supervisor'), person('chen.jun', 'supervisor')];
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** When lost messages are begun unless told. */
export const lostAt = Date.parse('2026-11-02T01:00:00Z');
const deadlineMs = 3 * minuteMs;

const account = { accessKeyId: 'k', accessKeySecretFile: '/k', signName: 's', receiptSecretFile: '/s' };
export const configuration = configurationSchema.parse({
  version: 1,
  staff: { callBackNumber: '95599' },
  routes: ['sms/aliyun', 'sms/tencent'].map((route) => ({
    route,
    protocol: 'aliyun-sms',
    endpoint: 'http://127.0.0.1:1',
    ...account,
  })),
  incidents: { compensation: { untoldMs: hourMs } },
});

/** What becomes of a message. */
export interface Fate {
  readonly route?: string;
  readonly province?: ProvinceGuess;
  readonly carrier?: CarrierGuess;
  readonly at?: number;
  readonly purpose?: Intent['purpose'];
  readonly evidence?: Intent['evidence'];
  readonly settlement?: Settlement;
  readonly settledAt?: number;
  readonly failure?: FailureClass;
}

export interface OpenedIncidents extends OpenedIntake {
  readonly world: OpenedIntake['world'] & IncidentWorld;
  /** Incidents whose workflow was told, in order. */
  readonly told: number[];
  readonly look: (incidentId: number) => Promise<IncidentLook>;
  /** Opens one by hand about `sms/aliyun` from before {@link lostAt} on; answers its number. */
  readonly open: (changed?: Partial<IncidentOrder>) => Promise<number>;
  /** A notice that is owed and not sent yet. */
  readonly owed: (stage?: Stage, body?: Record<string, unknown>) => Promise<NoticeKey>;
  /** One message of it, accepted. */
  readonly sent: (notice: NoticeKey, fate?: Fate) => Promise<string>;
  /** A notice whose message was accepted and is not heard of, with staff by now. */
  readonly lost: (
    fate?: Fate,
    stage?: Stage,
    body?: Record<string, unknown>,
  ) => Promise<NoticeKey & { taskId: string }>;
  /** The list, as `id state`, by application. */
  readonly list: (incidentId: number) => Promise<string[]>;
  /** Has the second supervisor agree. */
  readonly agree: (approvalId: string) => Promise<void>;
}

export async function openedIncidents(): Promise<OpenedIncidents> {
  const opened = await openedIntake();
  const told: number[] = [];
  const world = {
    ...opened.world,
    configuration,
    incidents: { tell: (incidentId: number) => Promise.resolve(void told.push(incidentId)) },
  };
  const { look } = lookingFrom(opened);
  const { ledger, time } = opened;

  const owed: OpenedIncidents['owed'] = async (stage = 'final-decision', body = stageBodies[stage]) => {
    const applicationId = newId();
    await reportApplication(opened.world, applicationId, applicationBody());
    await reportStage(opened.world, applicationId, stage, 1, body);
    return { applicationId, stage, round: 1 };
  };
  const sent: OpenedIncidents['sent'] = async (notice, fate = {}) => {
    const { route = 'sms/aliyun', at = lostAt, settlement, settledAt = at + minuteMs, failure } = fate;
    const { province, carrier, purpose, evidence } = fate;
    const attemptId = await intendedAttempt(ledger, {
      notice,
      route,
      intendedAt: at,
      ...(province === undefined ? {} : { province }),
      ...(carrier === undefined ? {} : { carrier }),
      ...(purpose === undefined ? {} : { purpose }),
      ...(evidence === undefined ? {} : { evidence }),
    });
    const accepted = {
      outcome: 'accepted',
      receiptDeadline: at + deadlineMs,
      receiptHorizon: at + 72 * hourMs,
    } as const;
    await answerAttempt(ledger, attemptId, accepted, at);
    if (settlement !== undefined) {
      const why = failure === undefined ? {} : { failure };
      await settleAttempt(ledger, attemptId, { settlement, at: settledAt, ...why });
    }
    return attemptId;
  };
  const lost: OpenedIncidents['lost'] = async (fate = {}, stage = 'final-decision', body) => {
    const notice = await owed(stage, body);
    const at = fate.at ?? lostAt;
    await sent(notice, { settlement: 'no-receipt', settledAt: at + deadlineMs, ...fate });
    const taskId = randomUUID();
    const dueAt = time.now + 24 * hourMs;
    const { applicationId, round } = notice;
    await openTask(ledger, {
      ...{ taskId, applicationId, notice: { stage, round }, kind: 'deliver-by-hand', because: 'silence' },
      ...{ openedAt: time.now, remindAt: dueAt - hourMs, dueAt },
    });
    const waitingFor = { kind: 'staff', until: dueAt } as const;
    await moveNotice(ledger, notice, { state: 'with-staff', waitingFor, at: time.now });
    return { ...notice, taskId };
  };
  return {
    ...opened,
    ...{ world, told, look, owed, sent, lost },
    open: async (changed = {}) => {
      const order = { target: 'sms/aliyun', from: lostAt - hourMs, reason: 'no receipts', ...changed };
      return (await openIncident(world, order, supervisor)).incidentId;
    },
    list: async (incidentId) =>
      (await affectedAfter(ledger, incidentId, {}, { most: 100 })).map(
        ({ applicationId, state }) => `${applicationId} ${state}`,
      ),
    agree: async (approvalId) => {
      await approve(world, approvalId, second);
    },
  };
}

/** The worker's look, by its own rights in the ledger. */
function lookingFrom({ worker, world }: OpenedIntake): { look: OpenedIncidents['look'] } {
  const { clock, logger } = world;
  const ports = createIncidentActivities({
    ledger: worker,
    ...{ clock, logger, configuration },
  } as unknown as World);
  return { look: (incidentId) => ports.lookAtIncident({ incidentId }) };
}

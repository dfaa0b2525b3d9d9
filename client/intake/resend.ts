/** Staff have a notice sent once more (人工补发): recorded with its reason first, then its story is told. */
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { resendFault } from '../../domain/report/resend-fault.js';
import { reasonBodySchema } from '../../domain/report/schemas.js';
import { isStage } from '../../domain/stage/stage.js';
import { attemptsOfNotice } from '../../ledger/attempt/find.js';
import { appendEvent } from '../../ledger/event/append.js';
import { markResent } from '../../ledger/incident/affected.js';
import { lockNotice, noticesOfApplication } from '../../ledger/notice/find.js';
import { reportsOfApplication } from '../../ledger/report/find.js';
import { insertReport } from '../../ledger/report/insert.js';
import { isResendUnderWay } from '../../ledger/report/resend.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { reportPlace } from '../../runtime/sealing/places.js';
import type { IntakeWorld, Taken } from './intake.js';
import { isRound, newReportId, takeIn, tellLater } from './intake.js';
import { lockedApplication } from './known-application.js';
import { readBody } from './read-body.js';

export interface ResendOrder {
  readonly stage: string;
  /** The stage's newest round unless given. */
  readonly round?: number;
  /** Free text, at most 500 characters; kept sealed, and never told to the story. */
  readonly reason: unknown;
  readonly staffRef: string;
  /** Of which it is part: it goes by none of the routes that the incident is about. */
  readonly incidentId?: number;
}

/** `reportId` names the order; the attempt made of it, if one is, has the same id. */
export type ResendTaken = Taken & { readonly reportId: string };

/**
 * Orders one further attempt, counted apart with the purpose `resend`. Refused with `notice-unknown`,
 * `notice-over` or `send-under-way`. A story that has ended is begun again for it alone. It goes under the
 * notice's send policy like every message: where that does not allow it now, or the order is taken up
 * more than a quarter of an hour after it was given, it is not sent at all, and the trail says why.
 */
export async function orderResend(
  world: IntakeWorld,
  applicationId: string,
  order: ResendOrder,
): Promise<ResendTaken> {
  const { stage, staffRef } = order;
  const reportId = newReportId();
  const place = {
    kind: 'resend',
    stage,
    ...(order.round === undefined ? {} : { round: order.round }),
  } as const;
  const taken = await takeIn(world, applicationId, place, async (tx, id, at) => {
    if (!isStage(stage)) throw new Refusal('stage-unknown');
    if (order.round !== undefined && !isRound(order.round))
      throw new Refusal('body-invalid', ['round: expected a whole number from 1 to 99']);
    if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
    const body = { ...readBody(reasonBodySchema, { reason: order.reason }), staffRef };
    const application = await lockedApplication(tx, id);
    const rounds = (await noticesOfApplication(tx, id)).filter((one) => one.stage === stage);
    const round = order.round ?? Math.max(1, ...rounds.map((one) => one.round));
    const key = { applicationId: id, stage, round };
    const notice = await lockNotice(tx, key);
    const fault = resendFault(
      notice && {
        state: notice.state,
        evidence: (await attemptsOfNotice(tx, key)).findLast(({ purpose }) => purpose !== 'resend')?.evidence,
        resendUnderWay: await isResendUnderWay(tx, key, at),
      },
    );
    if (fault !== undefined) throw new Refusal(fault);
    const reports = await reportsOfApplication(tx, id);
    if (reports.some(({ kind }) => kind === 'withdrawal')) throw new Refusal('notice-over');
    const { sealing } = world;
    const dataKey = await sealing.openDataKey(application.wrappedKey, id);
    await insertReport(tx, {
      reportId,
      applicationId: id,
      kind: 'resend',
      stage,
      round,
      digest: sealing.digest(canonicalJson(body)),
      sealed: sealing.seal(dataKey, body, reportPlace(reportId)),
      receivedAt: at,
    });
    const { incidentId } = order;
    if (incidentId !== undefined) await markResent(tx, incidentId, key, reportId);
    const detail = { staffRef, reportId, ...(incidentId === undefined ? {} : { incidentId }) };
    await appendEvent(tx, { at, ...key, kind: 'resend-ordered', detail });
    return { taken: { result: 'created' }, tell: await tellLater(tx, id, reportId, at) };
  });
  return { ...taken, reportId };
}

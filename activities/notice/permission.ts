import type { Channel } from '../../domain/attempt/route.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { Permission, SendSubject } from '../../domain/policy/permission.js';
import { permissionAt } from '../../domain/policy/permission.js';
import { sendPolicyOf } from '../../domain/policy/policies.js';
import { uselessAfterOf } from '../../domain/policy/waking.js';
import type { ReportRow } from '../../ledger/report/find.js';
import type { World } from '../world.js';

/** What the send policy is asked about, from the report as it stands in the ledger. */
export const subjectOf = (
  { configuration, rules }: World,
  key: NoticeKey,
  report: ReportRow,
  channel: Channel,
): SendSubject => ({
  applicationId: key.applicationId,
  stage: key.stage,
  channel,
  policy: sendPolicyOf(configuration.policies, key.stage, channel),
  reportedAt: report.receivedAt,
  urgent: report.urgent,
  ...(report.usefulUntil === null ? {} : { uselessAfter: uselessAfterOf(report.usefulUntil, rules) }),
});

/** Whether the notice may be sent now and through the margin (ms). */
export const permissionNow = (world: World, subject: SendSubject, marginMs: number): Permission =>
  permissionAt(world.rules, subject, world.clock.now(), marginMs);

/** An alarm as it is told over HTTP. */
import { z } from 'zod';
import { isInHand } from '../../client/alarm/acknowledge.js';
import { alarmKinds } from '../../domain/alarm/alarm.js';
import { endedBy, severities, severityOf } from '../../domain/alarm/nature.js';
import { runbookOf } from '../../domain/alarm/message.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import type { ToldOfAlarm } from '../../ledger/alarm/told.js';
import { instantSchema } from '../application/schemas.js';
import { instantOf, instantOrNull, present } from '../application/view.js';

const toldSchema = z.object({
  responder: z.string().meta({ description: 'as the configuration names them' }),
  what: z.enum(['open', 'over']).meta({ description: 'that it stands, or that it is over' }),
  step: z.int().optional().meta({ description: 'of the escalation, from 1; absent where it is over' }),
  at: instantSchema.meta({ description: 'when that was decided' }),
  channel: z.enum(['email', 'webhook']).optional(),
  state: z.enum(['pending', 'taken', 'given-up']).optional(),
  settledAt: instantSchema.optional().meta({ description: 'when it was taken, or given up' }),
  trouble: z.string().optional().meta({ description: 'why it was not taken' }),
});

export const alarmSchema = z
  .object({
    alarmId: z.int(),
    kind: z.enum(alarmKinds),
    severity: z.enum(severities),
    subject: z.string().meta({ description: 'what it is about: an id, a route, a code, a year' }),
    applicationId: z.string().optional(),
    openedAt: instantSchema,
    lastAt: instantSchema,
    times: z.int().meta({ description: 'how often it recurred while it was open' }),
    extent: z.int().optional().meta({ description: 'how much it is about now, where that is counted' }),
    recurs: z.boolean().meta({ description: 'it came back before it had been over for long' }),
    resolvedAt: instantSchema.optional(),
    endedBy: z
      .enum(['reason', 'acknowledgement'])
      .meta({ description: 'whether it ends when its reason is gone, or when somebody has acknowledged it' }),
    acknowledgement: z
      .object({
        by: z.string(),
        at: instantSchema,
        note: z.string().optional(),
        holds: z.boolean().meta({ description: 'false: it has become worse since' }),
      })
      .optional()
      .meta({ description: 'who had it in hand last' }),
    told: z.array(toldSchema).meta({ description: 'who was told, in order, by each of their ways' }),
    runbook: z
      .string()
      .meta({ description: 'what to do about it: an address, or a place in the repository' }),
  })
  .meta({ id: 'Alarm' });

export const toldView = (row: ToldOfAlarm): z.input<typeof toldSchema> => ({
  responder: row.responder,
  what: row.what,
  ...(row.what === 'over' ? {} : { step: row.step }),
  at: instantOf(row.decidedAt),
  ...present({
    channel: row.channel,
    state: row.state,
    settledAt: instantOrNull(row.settledAt),
    trouble: row.state === 'taken' ? null : row.trouble,
  }),
});

/** With who was told of it, and where runbooks are. */
export function alarmView(
  row: AlarmShown,
  told: readonly ToldOfAlarm[],
  runbooks: string | undefined,
): z.input<typeof alarmSchema> {
  const { alarmId, kind, subject, applicationId, openedAt, lastAt, times, extent, recurs, resolvedAt } = row;
  const { acknowledgedBy, acknowledgedAt, note } = row;
  return {
    alarmId,
    kind,
    severity: severityOf(kind),
    subject,
    times,
    recurs,
    openedAt: instantOf(openedAt),
    lastAt: instantOf(lastAt),
    endedBy: endedBy(kind),
    told: told.filter((one) => one.alarmId === alarmId).map(toldView),
    runbook: runbookOf(kind, runbooks),
    ...present({ applicationId, extent, resolvedAt: instantOrNull(resolvedAt) }),
    ...(acknowledgedBy === null || acknowledgedAt === null
      ? {}
      : {
          acknowledgement: {
            by: acknowledgedBy,
            at: instantOf(acknowledgedAt),
            holds: isInHand(row),
            ...present({ note }),
          },
        }),
  };
}

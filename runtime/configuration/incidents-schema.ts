/** How incidents are opened, until when everybody is to be accounted for, and what those are offered whom one left untold. */
import { z } from 'zod';
import { routeAlarms } from '../../domain/health/alarm.js';
import { usualIncidentTimes } from '../../domain/incident/clock.js';
import { decisions } from '../../domain/reconciliation/reconciliation.js';
import { stages } from '../../domain/stage/stage.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const compensationSchema = z.strictObject({
  /** Notices of which stages. */
  stages: z.array(z.enum(stages)).min(1).default(['final-decision']),
  /** And which final decisions. */
  decisions: z.array(z.enum(decisions)).min(1).default(['approved', 'conditional']),
  /** Whose applicant heard of it so late, counted from when it was owed. */
  untoldMs: z
    .int()
    .min(0)
    .max(30 * dayMs)
    .default(4 * hourMs),
  /** What the loan system knows the offer by. */
  offer: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected small letters, digits and hyphens')
    .default('extra-credit'),
});

export const incidentsSchema = z
  .strictObject({
    /** Which alarms about routes open one by themselves. */
    opensOn: z.array(z.enum(routeAlarms)).default(['receipts-missing']),
    /** From its opening until everybody is to be accounted for. */
    dueMs: z
      .int()
      .min(1_000)
      .max(7 * dayMs)
      .default(usualIncidentTimes.dueMs),
    /** When somebody is reminded, before it is due. */
    remindBeforeMs: z
      .array(z.int().min(0))
      .max(10)
      .default([...usualIncidentTimes.remindBeforeMs]),
    /** How often the list is brought up to date. */
    everyMs: z.int().min(1_000).max(hourMs).default(minuteMs),
    /** How long a compensation may wait for a second person, or for the loan system, before it is an alarm. */
    compensationWithinMs: z
      .int()
      .min(1_000)
      .max(30 * dayMs)
      .default(dayMs),
    /** The rule by which it is proposed; without one nobody is offered anything. */
    compensation: compensationSchema.optional(),
  })
  .refine(
    ({ dueMs, remindBeforeMs }) => remindBeforeMs.every((before) => before < dueMs),
    'expected every remindBeforeMs to be less than dueMs',
  );

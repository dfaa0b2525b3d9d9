/** From when on a route counts as in trouble, and how fast its share is moved. */
import { z } from 'zod';
import type { HealthRules } from '../../domain/health/count.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const share = z
  .number('expected a share from 0.01 to 0.95')
  .min(0.01, 'expected a share from 0.01 to 0.95')
  .max(0.95, 'expected a share from 0.01 to 0.95')
  .default(0.15);
/** Fewer than five say nothing whatever they came to. */
const minSample = z.int().min(5).max(100_000).default(10);

const judgedAfter = (afterMs: number) =>
  z.strictObject({
    share,
    minSample,
    /** Since it was accepted; what is younger is too young to judge. */
    afterMs: z.int().min(1_000).max(hourMs).default(afterMs),
  });
const off = z.literal(false);

/**
 * What a route is watched for. Failures that are the number's or the applicant's count as none of the provider's; of
 * routes whose receipts depend on the applicant (an app that acknowledges, a mail that bounces) silence says nothing,
 * so it is off there unless it is asked for. 15 % and five minutes are what GOV.UK Notify calls a slow provider.
 */
export const healthSchema = ({ byReceipt }: { readonly byReceipt: boolean }) => {
  const silence = judgedAfter(3 * minuteMs);
  const slowness = judgedAfter(5 * minuteMs);
  return z
    .strictObject({
      /** How far back is looked. */
      windowMs: z
        .int()
        .min(5 * minuteMs)
        .max(6 * hourMs)
        .default(15 * minuteMs),
      failure: z.strictObject({ share, minSample }).prefault({}),
      silence: byReceipt ? z.union([off, silence]).prefault({}) : z.union([off, silence]).default(false),
      slowness: byReceipt ? z.union([off, slowness]).prefault({}) : z.union([off, slowness]).default(false),
    })
    .refine(
      ({ silence: silent, slowness: slow }) =>
        silent === false || slow === false || silent.afterMs <= slow.afterMs,
      'expected silence.afterMs to be at most slowness.afterMs: what is not heard of is not heard of in time either',
    );
};
export type HealthConfiguration = z.output<ReturnType<typeof healthSchema>>;

/** As the rules have it, which know nothing of what is off. */
export const healthRules = ({ silence, slowness, ...rules }: HealthConfiguration): HealthRules => ({
  ...rules,
  ...(silence === false ? {} : { silence }),
  ...(slowness === false ? {} : { slowness }),
});

/** How often routes are looked at, and how fast the share of one in trouble is moved. */
export const monitorSchema = z
  .strictObject({
    everyMs: z
      .int()
      .min(1_000)
      .max(31 * 24 * hourMs)
      .default(minuteMs),
    /** Whether shares are moved at all; trouble is told either way. */
    balances: z.boolean().default(true),
    /** Between one step down and the next, where it is a matter of degree. */
    downMs: z
      .int()
      .min(1_000)
      .max(hourMs)
      .default(2 * minuteMs),
    /** Calm for so long, and a share goes a step up; twice as long each time it fell back within a day. */
    upMs: z
      .int()
      .min(1_000)
      .max(6 * hourMs)
      .default(10 * minuteMs),
    /** No longer than this, however often it fell back. */
    mostUpMs: z
      .int()
      .min(1_000)
      .max(24 * hourMs)
      .default(160 * minuteMs),
  })
  .refine(({ upMs, mostUpMs }) => upMs <= mostUpMs, 'expected mostUpMs to be at least upMs');

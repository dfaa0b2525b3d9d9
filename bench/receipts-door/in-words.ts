import { passes } from './measure.js';
import type { Measured } from './measure.js';
import type { Spread } from '../figures/spread.js';

/** A measurement for a person. */
export function inWords(measured: Measured): string {
  const { rate, seconds, seed, receipts, pushes, stored, others } = measured;
  const row = (name: string, { p50, p95, p99, max }: Spread) =>
    `  ${name.padEnd(26)}${[p50, p95, p99, max].map((ms) => ms.toFixed(1).padStart(9)).join('')}`;
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    `${receipts} receipts in ${pushes} pushes, ${rate} receipts/s for ${seconds} s, seed ${seed}`,
    `  ms from scheduled start         p50      p95      p99      max`,
    row('every push', measured.answered),
    row('of one receipt', measured.answeredSingle),
    row('of 2 to 20', measured.answeredBatch),
    row('of this the provider late', measured.providerLate),
    `  p95 of each second, ms: ${measured.p95BySecond.map((ms) => ms.toFixed(0)).join(' ')}`,
    `  answers: ${counts(measured.statuses)} (0: none); later than 700 ms: ${measured.over700Ms}`,
    `  cores used: ${counts(measured.cores)}`,
    `  other notices meanwhile: ${others.reported} reported, ${others.delivered} delivered by the end`,
    `  acknowledged: ${stored.acknowledged} different receipts, ${stored.missing} not stored, ${stored.twice} stored twice`,
    `  stories still to be told at the end: ${measured.toBeTold}`,
    passes(measured) ? 'p99 is within 100 ms, and nothing is lost' : 'NOT as asked',
  ].join('\n');
}

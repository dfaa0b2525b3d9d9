/** What each copy is made from: a seed, and its place in the month. */
import { createHash } from 'node:crypto';
import type { Pattern } from './patterns.js';

/** One application of the full ledger. */
export interface Copy {
  readonly applicationId: string;
  readonly pattern: Pattern;
  readonly name: string;
  readonly mobile: string;
  readonly email: string;
  /** How long ago it was reported. */
  readonly ageMs: number;
  readonly askedAbout: boolean;
  /** Who holds its open tasks; null where nobody does. */
  readonly claimedBy: string | null;
}

const surnames = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高');
const givenNames = [
  ...['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳'],
  ...['秀英', '建国', '志强', '海燕', '子轩', '欣怡', '浩然', '佳慧', '雨晨', '思雨'],
];
const rareSurnames = ['欧阳', '司马', '上官', '诸葛', '夏侯', '慕容', '尉迟', '令狐'];
const rareGiven = Array.from('璟珩翊昀澍骞岚霁岱峤沅湜苒茉筱翎');

/** One of so many bears a name hardly anybody has. */
const rareShare = 0.002;
const blocks = [
  '130',
  '131',
  '135',
  '136',
  '137',
  '138',
  '150',
  '151',
  '158',
  '176',
  '177',
  '186',
  '188',
  '199',
];

const dayMs = 86_400_000;
const monthMs = 30 * dayMs;
/** Tasks are open, and receipts awaited, of the latest applications alone. */
const openWithinMs = 2 * dayMs;
const awaitedWithinMs = 2 * 3_600_000;

const staff = ['li.na', 'zhang.wei', 'wang.fang', 'chen.jie'];

export const isRare = (name: string): boolean => rareSurnames.some((surname) => name.startsWith(surname));

/** The `n`th of `count`, the oldest first; `caller` is who asks for their own tasks afterwards. */
export function copyOf(n: number, count: number, chance: () => number, caller: string): Copy {
  const pick = <Item>(items: readonly Item[], skew = 1): Item =>
    items[Math.floor(chance() ** skew * items.length)] as Item;
  const name =
    chance() < rareShare
      ? pick(rareSurnames) + pick(rareGiven) + pick(rareGiven)
      : pick(surnames, 1.5) + pick(givenNames);
  const ageMs = monthMs * (1 - (n + 0.5) / count);
  const applicationId = `LN-${String(n).padStart(7, '0')}`;
  return {
    applicationId,
    pattern: patternOf(chance(), ageMs),
    name,
    // No two alike: 7919 has no divisor in common with 10^8.
    mobile:
      (blocks[n % blocks.length] ?? '138') + String((n * 7_919 + 10_000_019) % 100_000_000).padStart(8, '0'),
    email: `${applicationId.toLowerCase()}@example.com`,
    ageMs,
    askedAbout: chance() < 0.2,
    claimedBy: chance() < 0.3 ? pick([caller, ...staff]) : null,
  };
}

function patternOf(drawn: number, ageMs: number): Pattern {
  if (ageMs < awaitedWithinMs && drawn < 0.3) return 'awaiting';
  if (ageMs < openWithinMs && drawn < 0.45) return 'with-staff';
  if (drawn < 0.06) return 'completed';
  if (drawn < 0.18) return 'failed-over';
  return drawn < 0.32 ? 'declined' : 'delivered';
}

/** A copy's own id for a row of its pattern; {@link ownUuid} has PostgreSQL say the same. */
export function ownIdOf(applicationId: string, uuid: string): string {
  const hex = createHash('md5').update(`${applicationId} ${uuid}`).digest('hex');
  const own = `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
  return own.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The expression for {@link ownIdOf}, of a column of the pattern. */
export const ownUuid = (column: string): string =>
  `overlay(overlay(md5(given.id || ' ' || ${column}) placing '4' from 13 for 1) placing '8' from 17 for 1)::uuid`;

/** Alarms of which something may still have to be told, by the spells they belong to, and what was told of these. */
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { spellOf } from '../../domain/alarm/spell.js';
import type { AlarmOnRecord, Spell } from '../../domain/alarm/spell.js';
import type { StandingSpell, Told } from '../../domain/alarm/telling.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';

/** An alarm that is not settled; the spell is unknown until somebody who tells has looked at it. */
export interface UnsettledAlarm extends AlarmOnRecord {
  readonly spellId: number | null;
  readonly recurs: boolean;
}

/** Where a storm leaves more, the newest are told of: the older have their messages. */
const most = 5_000;

/** The unsettled alarms of these kinds, the oldest first. */
export async function unsettledAlarms(tx: Queryable, kinds: readonly AlarmKind[]): Promise<UnsettledAlarm[]> {
  const rows = await tx.query<UnsettledAlarm>(
    `SELECT alarm_id AS "alarmId", kind, subject, opened_at AS "openedAt", resolved_at AS "resolvedAt", extent,
            spell_id AS "spellId", recurs
       FROM alarm WHERE settled_at IS NULL AND kind = ANY($1) ORDER BY alarm_id DESC LIMIT ${most}`,
    [[...kinds]],
  );
  return rows.reverse();
}

/** Gives each alarm that has none its spell; `tellAgainMs` as it is configured. Answers them with it. */
export async function takeUp(
  tx: Queryable,
  alarms: readonly UnsettledAlarm[],
  tellAgainMs: number,
): Promise<(AlarmOnRecord & Spell)[]> {
  const last = new Map<string, AlarmOnRecord & Spell>();
  const taken: (AlarmOnRecord & Spell)[] = [];
  for (const alarm of alarms) {
    const name = `${alarm.kind} ${alarm.subject}`;
    const spell =
      alarm.spellId === null
        ? await begin(tx, alarm, last.get(name), tellAgainMs)
        : { spellId: alarm.spellId, recurs: alarm.recurs };
    const one = { ...alarm, ...spell };
    last.set(name, one);
    taken.push(one);
  }
  return taken;
}

async function begin(
  tx: Queryable,
  alarm: UnsettledAlarm,
  before: (AlarmOnRecord & Spell) | undefined,
  tellAgainMs: number,
): Promise<Spell> {
  const resolvedAt = before?.resolvedAt ?? null;
  const spell = spellOf(
    alarm,
    before === undefined || resolvedAt === null
      ? undefined
      : { ...before, resolvedAt, isOverTold: await isOverTold(tx, before.spellId) },
    tellAgainMs,
  );
  await tx.query(`UPDATE alarm SET spell_id = $2, recurs = $3 WHERE alarm_id = $1`, [
    alarm.alarmId,
    spell.spellId,
    spell.recurs,
  ]);
  return spell;
}

async function isOverTold(tx: Queryable, spellId: number): Promise<boolean> {
  const rows = await tx.query(`SELECT 1 FROM alarm_told WHERE spell_id = $1 AND what = 'over' LIMIT 1`, [
    spellId,
  ]);
  return rows.length > 0;
}

/** The spells of these alarms as they stand, each with what was acknowledged and told of it. */
export async function standingSpells(
  tx: Queryable,
  alarms: readonly (AlarmOnRecord & Spell)[],
): Promise<StandingSpell[]> {
  if (alarms.length === 0) return [];
  const ids = [...new Set(alarms.map(({ spellId }) => spellId))];
  const [told, acknowledged] = await Promise.all([
    tx.query<Told>(
      `SELECT told.spell_id AS "spellId", told.responder, told.what, told.escalation, told.step, message.decided_at AS at
         FROM alarm_told told JOIN alarm_message message USING (message_id) WHERE told.spell_id = ANY($1)`,
      [ids],
    ),
    tx.query<{ spellId: number; count: number; at: number; extent: number | null }>(
      `SELECT DISTINCT ON (alarm.spell_id) alarm.spell_id AS "spellId", hand.acknowledged_at AS at, hand.extent,
              count(*) OVER (PARTITION BY alarm.spell_id) AS count
         FROM alarm JOIN alarm_acknowledgement hand USING (alarm_id)
        WHERE alarm.spell_id = ANY($1) ORDER BY alarm.spell_id, hand.acknowledgement_id DESC`,
      [ids],
    ),
  ]);
  const inHand = new Map(acknowledged.map((one) => [one.spellId, one]));
  const toldOf = new Map<number, Told[]>();
  for (const one of told) toldOf.set(one.spellId, [...(toldOf.get(one.spellId) ?? []), one]);
  // Of one spell the last alarm stands for all.
  const last = new Map(alarms.map((alarm) => [alarm.spellId, alarm]));
  return [...last.values()].map((alarm) => {
    const { spellId, recurs } = alarm;
    const hand = inHand.get(spellId);
    return {
      spellId,
      recurs,
      alarm,
      acknowledgements: hand?.count ?? 0,
      ...(hand === undefined ? {} : { acknowledged: { at: hand.at, extent: hand.extent } }),
      told: toldOf.get(spellId) ?? [],
    };
  });
}

/** Nothing more is told of these. */
export const settleAlarms = (tx: Queryable, alarmIds: readonly number[], at: number): Promise<unknown> =>
  tx.query(`UPDATE alarm SET settled_at = $2 WHERE alarm_id = ANY($1)`, [[...alarmIds], instant(at)]);

/** Decides what is to be told to whom now, and puts that on record: what is on record is told, by whoever takes it on. */
import { randomUUID } from 'node:crypto';
import { kindsOf, severities } from '../../domain/alarm/nature.js';
import { isPast, isSettled, messagesDue } from '../../domain/alarm/telling.js';
import type { AlarmMessage, TellingRules } from '../../domain/alarm/telling.js';
import type { AlarmOnRecord, Spell } from '../../domain/alarm/spell.js';
import { decidesAlone, insertMessage, lastMessages } from '../../ledger/alarm/message.js';
import { settleAlarms, standingSpells, takeUp, unsettledAlarms } from '../../ledger/alarm/spells.js';
import type { UnsettledAlarm } from '../../ledger/alarm/spells.js';
import type { Ledger, Queryable } from '../../ledger/ledger.js';
import type { Clock } from '../../runtime/clock/clock.js';
import type { Logger } from '../../runtime/logging/logger.js';
import type { AlarmTelling } from './responder.js';

export interface TellingWorld {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly logger: Logger;
  /** As it is in force now, the same while it is the same; undefined where nobody is told. */
  readonly telling: () => AlarmTelling | undefined;
}

interface Decision {
  readonly messages: readonly AlarmMessage[];
  /** Alarms of which nothing more is told. */
  readonly settled: readonly number[];
}

const kindsTold = ({ steps }: TellingRules) =>
  severities.filter((severity) => steps[severity].length > 0).flatMap(kindsOf);

const isTakenUp = (alarm: UnsettledAlarm): alarm is UnsettledAlarm & Spell => alarm.spellId !== null;

/** Looks without a lock first: almost always there is nothing to decide. */
export async function decideWhatToTell(world: TellingWorld): Promise<void> {
  const { ledger, clock } = world;
  const telling = world.telling();
  if (telling === undefined) return;
  const { rules } = telling;
  const kinds = kindsTold(rules);
  const alarms = await unsettledAlarms(ledger, kinds);
  if (alarms.length === 0) return;
  if (alarms.every(isTakenUp) && isNothing(await decision(ledger, alarms, rules, clock.now()))) return;
  await ledger.transaction(async (tx) => {
    if (!(await decidesAlone(tx))) return;
    const taken = await takeUp(tx, await unsettledAlarms(tx, kinds), rules.tellAgainMs);
    const at = clock.now();
    const { messages, settled } = await decision(tx, taken, rules, at);
    for (const { responder, pieces } of messages) {
      const addresses = telling.responders.find(({ name }) => name === responder)?.addresses ?? [];
      await insertMessage(tx, { messageId: randomUUID(), responder, pieces, addresses, at });
    }
    if (settled.length > 0) await settleAlarms(tx, settled, at);
  });
}

const isNothing = ({ messages, settled }: Decision): boolean => messages.length === 0 && settled.length === 0;

async function decision(
  tx: Queryable,
  alarms: readonly (AlarmOnRecord & Spell)[],
  rules: TellingRules,
  now: number,
): Promise<Decision> {
  const [spells, lastAt] = await Promise.all([
    standingSpells(tx, alarms),
    lastMessages(tx, [...rules.responders]),
  ]);
  const standing = new Map(spells.map((spell) => [spell.alarm.alarmId, spell]));
  const settled = alarms.filter((alarm) => {
    const spell = standing.get(alarm.alarmId);
    return spell === undefined ? isPast(alarm, rules, now) : isSettled(spell, rules, now);
  });
  return {
    messages: messagesDue(spells, lastAt, rules, now),
    settled: settled.map(({ alarmId }) => alarmId),
  };
}

/** A record of alarms and of what was told, in memory: the rules alone, by a clock that is moved. */
import type { AlarmKind } from '../../../domain/alarm/alarm.js';
import { isWorse, spellOf } from '../../../domain/alarm/spell.js';
import type { AlarmOnRecord, Spell } from '../../../domain/alarm/spell.js';
import { isPast, isSettled, messagesDue } from '../../../domain/alarm/telling.js';
import type { AlarmMessage, StandingSpell, TellingRules, Told } from '../../../domain/alarm/telling.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

type Kept = AlarmOnRecord & { spell?: Spell; settled?: true };

export interface Sent extends AlarmMessage {
  readonly at: number;
  /** Spells that somebody had in hand just then. */
  readonly inHand: ReadonlySet<number>;
}

export class Book {
  readonly alarms: Kept[] = [];
  readonly told: Told[] = [];
  readonly sent: Sent[] = [];
  readonly acknowledged: { alarmId: number; at: number; extent: number | null }[] = [];

  constructor(readonly rules: TellingRules) {}

  standing(kind: AlarmKind, subject: string): Kept | undefined {
    return this.alarms.find((one) => one.kind === kind && one.subject === subject && one.resolvedAt === null);
  }

  /** Opens an alarm, or says how much it is about by now. */
  raise(kind: AlarmKind, subject: string, at: number, extent: number | null = null): number {
    const open = this.standing(kind, subject);
    const alarm = open ?? {
      alarmId: this.alarms.length + 1,
      kind,
      subject,
      openedAt: at,
      resolvedAt: null,
      extent,
    };
    if (open === undefined) this.alarms.push(alarm);
    else Object.assign(open, { extent: extent ?? open.extent });
    return alarm.alarmId;
  }

  resolve(kind: AlarmKind, subject: string, at: number): void {
    const open = this.standing(kind, subject);
    if (open !== undefined) Object.assign(open, { resolvedAt: at });
  }

  acknowledge(kind: AlarmKind, subject: string, at: number): void {
    const open = this.standing(kind, subject);
    if (open !== undefined) this.acknowledged.push({ alarmId: open.alarmId, at, extent: open.extent });
  }

  /** What a process that tells would do at an instant; answers the messages. */
  tick(at: number): readonly AlarmMessage[] {
    const unsettled = this.alarms.filter(({ settled }) => settled === undefined);
    for (const alarm of unsettled) alarm.spell ??= this.#spellOf(alarm);
    const spells = this.spells(unsettled);
    const lastAt = new Map(this.sent.map(({ responder, at: sentAt }) => [responder, sentAt]));
    const messages = messagesDue(spells, lastAt, this.rules, at);
    const inHand = new Set(
      spells
        .filter(({ alarm, acknowledged: hand }) => hand !== undefined && !isWorse(alarm.extent, hand.extent))
        .map(({ spellId }) => spellId),
    );
    for (const message of messages) {
      this.sent.push({ ...message, at, inHand });
      for (const piece of message.pieces) this.told.push({ ...piece, responder: message.responder, at });
    }
    const standing = new Map(spells.map((spell) => [spell.alarm.alarmId, spell]));
    for (const alarm of unsettled) {
      const spell = standing.get(alarm.alarmId);
      const isOver =
        spell === undefined
          ? isPast(alarm, this.rules, at)
          : isSettled({ ...spell, told: this.#toldOf(spell.spellId) }, this.rules, at);
      if (isOver) alarm.settled = true;
    }
    return messages;
  }

  /** Ticks every so often from one instant to another. */
  run(from: number, to: number, everyMs = 10_000): void {
    for (let at = from; at <= to; at += everyMs) this.tick(at);
  }

  spells(alarms: readonly Kept[] = this.alarms): StandingSpell[] {
    const last = new Map<number, Kept & { spell: Spell }>();
    for (const alarm of alarms) {
      const { spell } = alarm;
      if (spell !== undefined) last.set(spell.spellId, { ...alarm, spell });
    }
    return [...last.values()].map(({ spell, ...alarm }) => {
      const ofSpell = new Set(
        this.alarms.filter((one) => one.spell?.spellId === spell.spellId).map(({ alarmId }) => alarmId),
      );
      const hands = this.acknowledged.filter(({ alarmId }) => ofSpell.has(alarmId));
      const hand = hands.at(-1);
      return {
        ...spell,
        alarm,
        acknowledgements: hands.length,
        ...(hand === undefined ? {} : { acknowledged: { at: hand.at, extent: hand.extent } }),
        told: this.#toldOf(spell.spellId),
      };
    });
  }

  #toldOf = (spellId: number): Told[] => this.told.filter((one) => one.spellId === spellId);

  #spellOf(alarm: Kept): Spell {
    const before = this.alarms.findLast(
      ({ alarmId, kind, subject, settled }) =>
        kind === alarm.kind && subject === alarm.subject && alarmId < alarm.alarmId && settled === undefined,
    );
    const { spell, resolvedAt } = before ?? {};
    if (spell === undefined || resolvedAt === undefined || resolvedAt === null)
      return spellOf(alarm, undefined, this.rules.tellAgainMs);
    const isOverTold = this.#toldOf(spell.spellId).some(({ what }) => what === 'over');
    return spellOf(alarm, { ...spell, resolvedAt, isOverTold }, this.rules.tellAgainMs);
  }
}

/** Somebody on duty, then whoever leads, then everybody; of what is less pressing, the team by day. */
export const rules: TellingRules = {
  responders: new Set(['duty', 'lead', 'head', 'team']),
  steps: {
    critical: [
      { afterMs: 0, responders: ['duty'], officeHours: false },
      { afterMs: 15 * minuteMs, responders: ['duty', 'lead'], officeHours: false },
      { afterMs: 45 * minuteMs, responders: ['head', 'duty'], officeHours: false },
    ],
    warning: [{ afterMs: 0, responders: ['team'], officeHours: true }],
    minor: [],
  },
  groupWithinMs: 30_000,
  tellAgainMs: 10 * minuteMs,
  officeFrom: (at) => at,
};

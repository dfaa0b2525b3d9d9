/**
 * What is to be told to whom at an instant: pure rules over the alarms as they stand, what was told already, and the
 * configuration. Instants are epoch milliseconds.
 */
import { severityOf } from './nature.js';
import type { Severity } from './nature.js';
import { isWorse } from './spell.js';
import type { AlarmOnRecord, Spell } from './spell.js';

/** Who is told when an alarm has stood so long since somebody was first told of it, and nobody acknowledged it. */
export interface EscalationStep {
  readonly afterMs: number;
  readonly responders: readonly string[];
  /** Waits for the bank's business hours; day and night otherwise. */
  readonly officeHours: boolean;
}

export interface TellingRules {
  /** Who can be told anything. */
  readonly responders: ReadonlySet<string>;
  readonly steps: Readonly<Record<Severity, readonly EscalationStep[]>>;
  /** What becomes due for a responder within so long is one message. */
  readonly groupWithinMs: number;
  /** What comes back within so long of its end is no news of its own. */
  readonly tellAgainMs: number;
  /** The first instant of business hours at or after one. */
  readonly officeFrom: (at: number) => number;
}

/** That an alarm stands, by which step of which escalation, or that it is over. */
export interface Piece extends Pick<Spell, 'spellId'> {
  readonly alarmId: number;
  readonly what: 'open' | 'over';
  /** Counts the acknowledgements that came before, from 1; 0 where it is over. */
  readonly escalation: number;
  /** From 1; 0 where it is over. */
  readonly step: number;
}

/** A piece somebody was told. */
export interface Told extends Omit<Piece, 'alarmId'> {
  readonly responder: string;
  readonly at: number;
}

/** A spell as it stands: its last alarm, who acknowledged it, and what was told of it. */
export interface StandingSpell extends Spell {
  readonly alarm: AlarmOnRecord;
  /** How many there were, of any of its alarms. */
  readonly acknowledgements: number;
  /** The last of them. */
  readonly acknowledged?: { readonly at: number; readonly extent: number | null };
  readonly told: readonly Told[];
}

/** One message to one responder. */
export interface AlarmMessage {
  readonly responder: string;
  readonly pieces: readonly Piece[];
}

interface Due {
  readonly responder: string;
  readonly piece: Piece;
  readonly dueAt: number;
}

/** Whether somebody has it: acknowledged, and not worse since. */
const isInHand = ({ alarm, acknowledged }: StandingSpell): boolean =>
  acknowledged !== undefined && !isWorse(alarm.extent, acknowledged.extent);

/** Steps of an alarm that stands, each from the instant at which its responders are to be told. */
function openPieces(spell: StandingSpell, rules: TellingRules): Due[] {
  if (isInHand(spell)) return [];
  const { alarm, spellId, acknowledgements, acknowledged } = spell;
  const steps = rules.steps[severityOf(alarm.kind)];
  const escalation = acknowledgements + 1;
  const told = spell.told.filter((one) => one.what === 'open' && one.escalation === escalation);
  // Whoever comes next has been given their time by those before, not by an alarm nobody was told of yet.
  const begunAt = told.length === 0 ? undefined : Math.min(...told.map(({ at }) => at));
  const standsSince = Math.max(alarm.openedAt, acknowledged?.at ?? 0);
  return steps.flatMap((step, place) => {
    const from =
      place === 0
        ? standsSince + step.afterMs
        : (begunAt ?? Infinity) + step.afterMs - (steps[0]?.afterMs ?? 0);
    if (from === Infinity) return [];
    const dueAt = step.officeHours ? rules.officeFrom(from) : from;
    const piece: Piece = { alarmId: alarm.alarmId, spellId, what: 'open', escalation, step: place + 1 };
    return step.responders
      .filter((responder) => !told.some((one) => one.responder === responder && one.step >= piece.step))
      .map((responder) => ({ responder, piece, dueAt }));
  });
}

/** The end of it, for exactly those who were told that it stood. */
function overPieces(spell: StandingSpell, { responders, tellAgainMs }: TellingRules): Due[] {
  const { alarm, spellId, recurs, told } = spell;
  if (alarm.resolvedAt === null) return [];
  const dueAt = alarm.resolvedAt + (recurs ? tellAgainMs : 0);
  const piece: Piece = { alarmId: alarm.alarmId, spellId, what: 'over', escalation: 0, step: 0 };
  const heard = (what: Piece['what']) =>
    new Set(told.filter((one) => one.what === what).map(({ responder }) => responder));
  const ofEnd = heard('over');
  return [...heard('open')]
    .filter((responder) => responders.has(responder) && !ofEnd.has(responder))
    .map((responder) => ({ responder, piece, dueAt }));
}

const piecesOf = (spell: StandingSpell, rules: TellingRules): Due[] =>
  spell.alarm.resolvedAt === null ? openPieces(spell, rules) : overPieces(spell, rules);

/** Of several steps of one alarm that are due the last one: it says as much. */
const lastSteps = (due: readonly Due[]): Piece[] => {
  const byAlarm = new Map<number, Piece>();
  for (const { piece } of due)
    if (piece.step >= (byAlarm.get(piece.alarmId)?.step ?? 0)) byAlarm.set(piece.alarmId, piece);
  return [...byAlarm.values()];
};

/**
 * The messages to be sent now, one a responder at most: what is due waits for `groupWithinMs`, so that whatever becomes due
 * meanwhile goes with it, and nothing follows another message sooner. `lastAt`: when each was last sent one.
 */
export function messagesDue(
  spells: readonly StandingSpell[],
  lastAt: ReadonlyMap<string, number>,
  rules: TellingRules,
  now: number,
): AlarmMessage[] {
  const byResponder = new Map<string, Due[]>();
  for (const due of spells.flatMap((spell) => piecesOf(spell, rules)))
    if (due.dueAt <= now) byResponder.set(due.responder, [...(byResponder.get(due.responder) ?? []), due]);
  return [...byResponder].flatMap(([responder, due]) => {
    const firstDueAt = Math.min(...due.map(({ dueAt }) => dueAt));
    const from = Math.max(firstDueAt, lastAt.get(responder) ?? -Infinity) + rules.groupWithinMs;
    return from <= now ? [{ responder, pieces: lastSteps(due) }] : [];
  });
}

/** Whether nothing will be told of a spell's last alarm any more, and nothing that comes now belongs to it. */
export const isSettled = (spell: StandingSpell, rules: TellingRules, now: number): boolean =>
  isPast(spell.alarm, rules, now) && overPieces(spell, rules).length === 0;

/** Whether an alarm has been over for so long that whatever comes now is news. */
export const isPast = ({ resolvedAt }: AlarmOnRecord, { tellAgainMs }: TellingRules, now: number): boolean =>
  resolvedAt !== null && now >= resolvedAt + tellAgainMs;

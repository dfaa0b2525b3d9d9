/** Reads the bank's list of a day: every decision judged by itself, so that a long list is told where it is wrong. */
import { setImmediate as turn } from 'node:timers/promises';
import { dateAt } from '../../domain/calendar/clock-face.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { applicationIdFault } from '../../domain/ids/ids.js';
import { listedDecisionSchema, mostDecisions } from '../../domain/reconciliation/decision-schema.js';
import type { ListedDecision } from '../../domain/reconciliation/reconciliation.js';
import { faultsOf } from '../../domain/report/schemas.js';
import { stageOrder } from '../../domain/stage/stage.js';

/** So many faults are told, and how many more there are. */
const mostFaults = 20;
/** So many decisions are read before others in this process have their turn: receipts must not wait. */
const inOneGo = 1_000;

/** Which day's list it is: the local day of a date. */
export interface ListDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly timeZone: string;
}

/**
 * The decisions of a body `{decisions: […]}`, ordered by application, stage and round, so that the same list is the same
 * however it was sent; or a {@link Refusal} `body-invalid` that names positions and expectations, never values.
 */
export async function readList(given: unknown, day: ListDay): Promise<ListedDecision[]> {
  const rows = rowsOf(given);
  const faults = new Faults();
  const read: ListedDecision[] = [];
  const placeOf = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    if (at % inOneGo === inOneGo - 1) await turn();
    const decision = readDecision(row, `decisions.${at}`, day, faults);
    if (decision === undefined) continue;
    const { applicationId, stage, round } = decision;
    const name = `${applicationId}/${stage}/${round}`;
    const before = placeOf.get(name);
    if (before === undefined) {
      placeOf.set(name, at);
      read.push(decision);
    } else faults.add(`decisions.${at}: expected each decision once; decisions.${before} names it already`);
  }
  faults.throwIfAny();
  return read.sort(
    (one, other) =>
      compare(one.applicationId, other.applicationId) ||
      stageOrder(one.stage) - stageOrder(other.stage) ||
      one.round - other.round,
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function rowsOf(given: unknown): readonly unknown[] {
  const invalid = (expected: string) => new Refusal('body-invalid', [expected]);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid('(body): expected an object with the list decisions');
  const { decisions, ...rest } = given as { readonly decisions?: unknown };
  const strange = Object.keys(rest).length;
  if (strange > 0) throw invalid(`(body): has ${strange} field(s) that are not known here`);
  if (!Array.isArray(decisions)) throw invalid('decisions: expected a list');
  if (decisions.length > mostDecisions) throw invalid(`decisions: expected at most ${mostDecisions}`);
  return decisions;
}

function readDecision(
  row: unknown,
  place: string,
  { date, timeZone }: ListDay,
  faults: Faults,
): ListedDecision | undefined {
  const read = listedDecisionSchema.safeParse(row);
  if (!read.success) {
    for (const fault of faultsOf(read.error)) faults.add(within(place, fault));
    return undefined;
  }
  const { applicationId, stage, round = 1, decidedAt, decision } = read.data;
  const idFault = applicationIdFault(applicationId);
  if (idFault !== undefined)
    faults.add(
      idFault === 'shape'
        ? `${place}.applicationId: expected 1 to 64 letters, digits, dots, underscores or hyphens`
        : `${place}.applicationId: expected no mobile or identity number`,
    );
  const instant = decidedAt === undefined ? undefined : Date.parse(decidedAt);
  const isOfDay = instant === undefined || dateAt(timeZone, instant) === date;
  if (!isOfDay) faults.add(`${place}.decidedAt: expected an instant of the list’s own day`);
  if (idFault !== undefined || !isOfDay) return undefined;
  return {
    applicationId,
    stage,
    round,
    ...(instant === undefined ? {} : { decidedAt: instant }),
    ...(decision === undefined ? {} : { decision }),
  };
}

const within = (place: string, fault: string): string =>
  fault.startsWith('(body)') ? fault.replace('(body)', place) : `${place}.${fault}`;

/** Keeps the first faults and counts the others. */
class Faults {
  readonly #told: string[] = [];
  #more = 0;
  add(fault: string): void {
    if (this.#told.length < mostFaults) this.#told.push(fault);
    else this.#more += 1;
  }
  throwIfAny(): void {
    if (this.#told.length === 0) return;
    const more = this.#more === 0 ? [] : [`(body): ${this.#more} more of them`];
    throw new Refusal('body-invalid', [...this.#told, ...more]);
  }
}

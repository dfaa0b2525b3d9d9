/** The backtest's staff: every task is finished some hours after it was opened, in business hours. */
import type { LedgerPorts } from '../../workflows/loan-application/ports.js';
import { completeHumanTask } from '../../client/task/complete.js';
import { approve } from '../../client/approval/decide.js';
import type { ApprovalWorld } from '../../client/approval/world.js';
import { proposeUnreachable } from '../../client/task/unreachable.js';
import type { Actor } from '../../domain/approval/who-may.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { hash32 } from '../../domain/ids/hash.js';
import { permissionAt } from '../../domain/policy/permission.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import type { CompleteTaskOrder } from '../../workflows/loan-application/messages.js';

type TaskOrder = Parameters<LedgerPorts['openTask']>[0];

const hourMs = 3_600_000;
/** Nobody calls sooner: time may pass in steps of up to this without asking who is to be called. */
export const soonestCallMs = 2 * hourMs;
const callsWithinMs = 3 * hourMs;
const morningRoundMs = 2 * hourMs;

interface Call {
  readonly at: number;
  readonly order: CompleteTaskOrder;
}

export class ScriptedStaff {
  readonly #calls = new Map<string, Call>();
  #taken = 0;

  constructor(private readonly rules: SendRules) {}

  /** Hears of a task the story opened, `now` epoch milliseconds; of one known nothing changes. */
  opened({ applicationId, kind }: TaskOrder, taskId: string, now: number): void {
    if (this.#calls.has(taskId)) return;
    this.#taken += 1;
    const order =
      kind === 'deliver-by-hand'
        ? { taskId, outcome: 'told-by-phone' as const, staffRef: 'backtest.staff' }
        : {
            taskId,
            outcome: 'unreachable' as const,
            staffRef: 'backtest.staff',
          };
    this.#calls.set(taskId, { at: callAt(this.rules, applicationId, now), order });
  }

  /** When the next task is finished, epoch milliseconds; Infinity without any. */
  nextAt(): number {
    return Math.min(Infinity, ...[...this.#calls.values()].map(({ at }) => at));
  }

  /** Finishes what is due, now by the console's way, now by the plain signal; what closes untold, with a second person. */
  async work(bank: ApprovalWorld, now: number): Promise<void> {
    for (const [taskId, { at, order }] of this.#calls) {
      if (at > now) continue;
      this.#calls.delete(taskId);
      const way = hash32(taskId) % 2 === 0 ? 'update' : 'signal';
      const working =
        order.outcome === 'unreachable' ? closeUntold(bank, taskId) : completeHumanTask(bank, order, way);
      await working.catch((failure: unknown) => {
        // A task that was closed meanwhile leaves nothing to do.
        if (!(failure instanceof Refusal)) throw failure;
      });
    }
  }

  /** How many tasks were opened so far. */
  get taken(): number {
    return this.#taken;
  }
}

const clerk: Actor = { account: 'backtest.staff', roles: new Set(['staff']) };
const supervisor: Actor = { account: 'backtest.supervisor', roles: new Set(['supervisor']) };

async function closeUntold(bank: ApprovalWorld, taskId: string): Promise<void> {
  const approval = await proposeUnreachable(bank, taskId, { actor: clerk });
  if (approval !== undefined) await approve(bank, approval.approvalId, supervisor);
}

/** Two to five hours later; where nobody works then, within two hours of the next opening. */
function callAt(rules: SendRules, applicationId: string, now: number): number {
  const place = hash32(`call ${applicationId}`) / 2 ** 32;
  const at = now + soonestCallMs + Math.floor(place * callsWithinMs);
  const atWork = permissionAt(
    rules,
    {
      applicationId,
      stage: 'final-decision',
      channel: 'email',
      policy: 'strict',
      reportedAt: now,
      urgent: false,
    },
    at,
  );
  if (atWork.allowed) return at;
  return atWork.because === 'calendar-unknown' ? at : atWork.opensAt + Math.floor(place * morningRoundMs);
}

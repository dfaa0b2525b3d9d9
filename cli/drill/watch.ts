/** Sees and tells what happens by itself while the drill plays. */
import { readIncident } from '../../client/incident/read.js';
import { routeAlarms } from '../../domain/health/alarm.js';
import { scopeName } from '../../domain/health/scope.js';
import type { Scope } from '../../domain/health/scope.js';
import type { RouteOverride } from '../../domain/plan/override.js';
import { alarmsBefore } from '../../ledger/alarm/page.js';
import type { AlarmShown } from '../../ledger/alarm/page.js';
import { incidentsBefore } from '../../ledger/incident/row.js';
import { overridesInForce } from '../../ledger/override/override.js';
import type { Bank } from '../bank/open-bank.js';
import type { Tell } from './words.js';

const most = 1_000;

/** A share the monitor has set, as one name: `sms/aliyun@广东 × 0.5`. */
export const shareScope = ({ target, province, carrier }: RouteOverride): string =>
  scopeName({
    route: target as Scope['route'],
    ...(province === undefined ? {} : { province }),
    ...(carrier === undefined ? {} : { carrier }),
  });

/** The alarms about routes, whatever became of them. */
export const routeAlarmsOf = ({ ledger }: Bank): Promise<AlarmShown[]> =>
  alarmsBefore(ledger, { state: 'all', kinds: [...routeAlarms] }, { most });

export interface Watch {
  /** Looks once, and tells what is new. */
  look(): Promise<void>;
  /** Every share that was seen in force. */
  readonly shares: () => readonly RouteOverride[];
}

/** The monitor leaves a share for longer than it takes to look, so that none goes unseen. */
export function openWatch(bank: Bank, tell: Tell): Watch {
  const alarms = new Set<number>();
  const shares = new Map<number, RouteOverride>();
  const incidents = new Set<number>();
  let list = '';
  return {
    shares: () => [...shares.values()],
    look: async () => {
      for (const { alarmId, kind, subject } of await routeAlarmsOf(bank)) {
        if (!alarms.has(alarmId)) tell('alarm', `${kind} ${subject}`);
        alarms.add(alarmId);
      }
      for (const one of await overridesInForce(bank.ledger, Date.now())) {
        if (one.sort !== 'share') continue;
        if (!shares.has(one.overrideId))
          tell('share', `${shareScope(one)} × ${one.share ?? 1} (${one.reason})`);
        shares.set(one.overrideId, one);
      }
      for (const { incidentId, reason } of await incidentsBefore(bank.ledger, { state: 'open', most })) {
        if (!incidents.has(incidentId)) tell('incident', `#${incidentId} (${reason})`);
        incidents.add(incidentId);
        const whole = await readIncident(bank, incidentId);
        if (whole === undefined) continue;
        const { affected, accountedFor, undecided } = whole.progress;
        const said = `${accountedFor}/${affected}, ? ${undecided}`;
        if (said !== list) tell('list', said);
        list = said;
      }
    },
  };
}

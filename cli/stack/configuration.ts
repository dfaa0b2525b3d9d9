import { join, resolve } from 'node:path';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { writeJson } from './atomic-file.js';
import type { BankSettings } from './bank-settings.js';
import { alarmSettings } from './duty-robot.js';
import { identitySettings } from './identity/facts.js';
import type { IdentityFacts } from './identity/facts.js';
import { loanSystemWebhook } from './loan-system.js';
import type { RouteFacts, StackRoute } from './routes/stack-route.js';

/**
 * Which days are workdays: China’s, none held back (`open`), China’s with the bank’s own days from
 * a file, or a whole calendar given outright.
 */
export type CalendarChoice =
  'cn' | 'open' | { readonly file: string } | { readonly inline: Partial<Configuration['calendar']> };

/** What only the stack knows and the rooms need. */
export interface StackFacts extends RouteFacts {
  readonly stateDir: string;
  readonly calendar: CalendarChoice;
  readonly routes: readonly StackRoute[];
  readonly bouncePort: number;
  readonly correctsAtOnce?: boolean;
  readonly cachedStories?: number;
  readonly bank?: BankSettings;
  /** Missing where the server is somebody else's. */
  readonly temporalUi?: Configuration['api']['temporalUi'];
  /** Missing where nobody is to have a token. */
  readonly identity?: IdentityFacts;
}

/** Writes `<state>/configuration.json` (mode 0600) for the rooms and answers its path. */
export function writeConfiguration(facts: StackFacts): string {
  const { stateDir, calendar, timing, routes } = facts;
  const path = join(stateDir, 'configuration.json');
  writeJson(path, {
    version: 1,
    calendar: calendarOf(calendar),
    routes: routes.map((route) => ({ ...route.settings(facts), ...paceOf(facts, route) })),
    ...checksOf(facts),
    bounces: { port: facts.bouncePort },
    ...(facts.temporalUi === undefined ? {} : { api: { temporalUi: facts.temporalUi } }),
    ...(facts.identity === undefined ? {} : { identity: identitySettings(facts.identity) }),
    webhooks: [loanSystemWebhook(stateDir, facts.simulatorUrl)],
    alarms: alarmSettings(stateDir, facts.simulatorUrl, timing?.alarms),
    staff: { callBackNumber: '95599', ...timing?.staff },
    ...(facts.correctsAtOnce === true ? { approvals: { correctedDecisions: false } } : {}),
    ...(facts.cachedStories === undefined ? {} : { stories: { cached: facts.cachedStories } }),
    ...(timing?.sweep === undefined ? {} : { sweep: timing.sweep }),
    ...(timing?.watch === undefined ? {} : { watch: timing.watch }),
    ...(timing?.polling === undefined ? {} : { polling: timing.polling }),
    ...(timing?.retention === undefined ? {} : { retention: timing.retention }),
    ...(timing?.monitor === undefined ? {} : { monitor: timing.monitor }),
    ...facts.bank,
  });
  return path;
}

function paceOf({ timing }: StackFacts, { route }: StackRoute): { readonly perSecond?: number } {
  const perSecond = timing?.perSecond?.[route];
  return perSecond === undefined ? {} : { perSecond };
}

function calendarOf(choice: CalendarChoice): object {
  if (choice === 'cn') return { holidays: 'cn' };
  if (choice === 'open') return { holidays: 'none', open: true };
  return 'file' in choice ? { holidays: resolve(choice.file) } : choice.inline;
}

/** Contacts are checked under the first account that can; an applicant's consent is asked for all the same. */
function checksOf(facts: StackFacts): { readonly checks?: object } {
  const [checks] = facts.routes.flatMap((route) => (route.checks === undefined ? [] : [route.checks(facts)]));
  return checks === undefined ? {} : { checks };
}

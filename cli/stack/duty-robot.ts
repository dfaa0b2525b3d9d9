/** Who is told of alarms in the embedded stack: a group whose robot is the simulator's, under keys of the stack's own. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keysDirectory, readOrMake } from './keys/keep.js';
import type { Timing } from './timing.js';

const tokenName = 'duty-robot.token';
const secretName = 'duty-robot.secret';

const token = (stateDir: string): string =>
  readOrMake(stateDir, tokenName, () => randomBytes(32).toString('hex'));
const secret = (stateDir: string): string =>
  readOrMake(stateDir, secretName, () => `SEC${randomBytes(32).toString('hex')}`);

/** As the simulator knows it. */
export const robotAccount = (
  stateDir: string,
): { readonly accessToken: string; readonly secret: string } => ({
  accessToken: token(stateDir),
  secret: secret(stateDir),
});

/** As the rooms' configuration names it; on this machine, so private targets are allowed. */
export function alarmSettings(stateDir: string, simulatorUrl: string, timing: Timing['alarms']): object {
  robotAccount(stateDir);
  const duty = { responders: ['duty'] };
  const { againAfterMs = 15 * 60_000, ...times } = timing ?? {};
  return {
    responders: [
      {
        name: 'duty',
        language: 'zh',
        webhooks: [
          {
            template: 'dingtalk',
            url: `${simulatorUrl}/robot/send`,
            tokenFile: join(keysDirectory(stateDir), tokenName),
            secretFile: join(keysDirectory(stateDir), secretName),
            allowPrivate: true,
            timeoutMs: 3_000,
          },
        ],
      },
    ],
    steps: {
      critical: [
        { afterMs: 0, ...duty },
        { afterMs: againAfterMs, ...duty },
      ],
      warning: [{ afterMs: 0, ...duty }],
    },
    ...times,
  };
}

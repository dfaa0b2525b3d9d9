/**
 * The one alarm that cannot be put on record while it stands: the ledger is away. Each process that sees it tells it by
 * itself, by the same rules as every other, and puts alarm and messages on record once the ledger is back.
 */
import { randomUUID } from 'node:crypto';
import type { AlarmOnRecord } from '../../domain/alarm/spell.js';
import type { ToldAlarm } from '../../domain/alarm/message.js';
import { messagesDue } from '../../domain/alarm/telling.js';
import type { Piece, Told } from '../../domain/alarm/telling.js';
import { insertMessage } from '../../ledger/alarm/message.js';
import { insertPastAlarm } from '../../ledger/alarm/past.js';
import type { TellingWorld } from './decide.js';
import type { ResponderAddress } from './responder.js';
import { sendCopy } from './send.js';

const kind = 'ledger-away';

interface Sent {
  readonly messageId: string;
  readonly responder: string;
  readonly at: number;
  readonly pieces: readonly Piece[];
  /** Which of the responder's addresses have taken it. */
  readonly taken: ResponderAddress[];
}

export interface UnrecordedAlarm {
  /** Tells what is due by now, and tries again what was not taken. */
  tell(signal: AbortSignal): Promise<void>;
  /** Puts it on record as over; throws while that cannot be. */
  record(): Promise<void>;
}

/** Begins it; `subject` names where the ledger is missed, `openedAt` since when. */
export function unrecordedAlarm(world: TellingWorld, subject: string, openedAt: number): UnrecordedAlarm {
  const { ledger, clock, logger } = world;
  const alarm: AlarmOnRecord = { alarmId: 0, kind, subject, openedAt, resolvedAt: null, extent: null };
  const sent: Sent[] = [];

  const decide = (): void => {
    const telling = world.telling();
    if (telling === undefined) return;
    const told = sent.flatMap(({ responder, at, pieces }) =>
      pieces.map((piece): Told => ({ ...piece, responder, at })),
    );
    const at = clock.now();
    const lastAt = new Map(sent.map((one) => [one.responder, one.at]));
    const spell = { spellId: 0, recurs: false, alarm, acknowledgements: 0, told };
    for (const { responder, pieces } of messagesDue([spell], lastAt, telling.rules, at))
      sent.push({ messageId: randomUUID(), responder, at, pieces, taken: [] });
  };

  const send = async (
    { messageId, responder: name, pieces, taken }: Sent,
    signal: AbortSignal,
  ): Promise<void> => {
    const telling = world.telling();
    const responder = telling?.responders.find((one) => one.name === name);
    if (telling === undefined || responder === undefined) return;
    const alarms = pieces.map(({ what, step }): ToldAlarm => ({
      ...alarm,
      ...{ what, step, applicationId: null, times: 1, recurs: false, acknowledgedBy: null },
    }));
    const missing = responder.addresses.filter(
      ({ digest }) => !taken.some((address) => address.digest.equals(digest)),
    );
    await Promise.all(
      missing.map(async (address) => {
        const order = { messageId, responder: name, at: clock.now(), signal };
        const answer = await sendCopy(telling, responder, address, alarms, order);
        if (answer.taken) taken.push(address);
        else
          logger.warn(
            { responder: name, trouble: answer.trouble },
            'that the ledger is away could not be told',
          );
      }),
    );
  };

  return {
    tell: async (signal) => {
      decide();
      await Promise.all(sent.map((one) => send(one, signal)));
    },
    record: () =>
      ledger.transaction(async (tx) => {
        const alarmId = await insertPastAlarm(tx, { kind, subject, openedAt, resolvedAt: clock.now() });
        for (const { messageId, responder, at, pieces, taken } of sent)
          // What nobody took nobody has heard; its end need not be told either.
          if (taken.length > 0)
            await insertMessage(tx, {
              messageId,
              responder,
              at,
              isTaken: true,
              pieces: pieces.map((piece) => ({ ...piece, alarmId, spellId: alarmId })),
              addresses: taken,
            });
      }),
  };
}

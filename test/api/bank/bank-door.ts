/** The door with everything behind a token, on a ledger of its own; who calls is said by the test. */
import type { FastifyInstance } from 'fastify';
import { isRole } from '../../../api/identity/principal.js';
import type { Principal, Role } from '../../../api/identity/principal.js';
import { createServer } from '../../../api/server.js';
import type { V1Options } from '../../../api/v1.js';
import type { ApiWorld } from '../../../api/world.js';
import type { IntakeWorld } from '../../../client/intake/intake.js';
import { Refusal } from '../../../domain/failure/catalogue.js';
import { createPayloadCodec } from '../../../runtime/codec/payload-codec.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import type { Configuration } from '../../../runtime/configuration/configuration-schema.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { openedIntake } from '../../client/intake-world.js';
import type { OpenedIntake } from '../../client/intake-world.js';
import { newKey, temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';

/** Who calls: somebody of one role and every region, somebody given whole, or nobody. */
export type Caller = Role | Principal | undefined;

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON, else nothing. */
  readonly json: Record<string, unknown>;
}

/** What a test may want otherwise. */
export type DoorChanges = Partial<Pick<ApiWorld, 'stories' | 'answerWithinMs'>> & Pick<V1Options, 'events'>;

export interface OpenBankDoor {
  readonly server: FastifyInstance;
  readonly url: string;
  /** A bearer token of somebody. */
  readonly tokenOf: (caller: Role | Principal) => string;
  /** Calls an address; a body is sent as JSON, a text as it stands. */
  readonly call: (
    caller: Caller,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Told>;
  close(): Promise<void>;
}
export interface BankDoor extends OpenBankDoor {
  readonly opened: OpenedIntake;
}

const folder = temporaryFolder();
let keys = 0;

/** The door on a ledger of its own; closing it closes that too. */
export async function openBankDoor(
  opened?: OpenedIntake,
  changed: Partial<Configuration> = {},
  more: DoorChanges = {},
): Promise<BankDoor> {
  const intake = opened ?? (await openedIntake());
  const door = await openBankDoorOn(intake.world, changed, more);
  const close = async () => {
    await door.close();
    await intake.close();
  };
  return { ...door, opened: intake, close };
}

/** The door, on loopback. Tokens are told apart by a stand-in: real ones are `test/api/identity`'s matter. */
export async function openBankDoorOn(
  world: IntakeWorld,
  changed: Partial<Configuration> = {},
  { events, ...others }: DoorChanges = {},
): Promise<OpenBankDoor> {
  const callers = new Map<string, Principal>();
  const configuration = {
    ...configurationSchema.parse({ version: 1, routes: [], staff: { callBackNumber: '95599' } }),
    ...changed,
  };
  const server = await createServer({
    door: { ...world, secrets: new Map(), protocols: new Map() },
    bank: {
      world: {
        ...world,
        configuration,
        configurationVersion: '00000000',
        incidents: { tell: () => Promise.resolve() },
        clockwork: { timeZone: 'Asia/Shanghai' },
        ...others,
      },
      authenticate: (token) => {
        const principal = callers.get(token);
        return principal === undefined
          ? Promise.reject(new Refusal('unauthenticated'))
          : Promise.resolve(principal);
      },
      ...(events === undefined ? {} : { events }),
    },
    sealing: world.sealing,
    codec: createPayloadCodec(readKeyring(writePrivate(folder, `codec-${(keys += 1)}.key`, newKey()))),
    codecOrigins: [],
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const tokenOf = (caller: Role | Principal): string => {
    const principal: Principal = isRole(caller)
      ? { account: `some.${caller}`, roles: new Set([caller]) }
      : caller;
    const token = `token-${callers.size + 1}`;
    callers.set(token, principal);
    return token;
  };
  return {
    server,
    url,
    tokenOf,
    call: async (caller, method, path, body, headers = {}) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(caller === undefined ? {} : { authorization: `Bearer ${tokenOf(caller)}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
    },
    close: () => server.close(),
  };
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

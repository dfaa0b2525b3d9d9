/** How the endpoints of the configuration stand. */
import { failuresInPatience } from '../../domain/webhook/retry.js';
import type { Ledger } from '../../ledger/ledger.js';
import { countsOfEndpoints, everyEndpoint } from '../../ledger/webhook/endpoint.js';
import type { EndpointCounts, EndpointRow } from '../../ledger/webhook/endpoint.js';
import type {
  Configuration,
  WebhookConfiguration,
} from '../../runtime/configuration/configuration-schema.js';

/** `new`: not taken up yet; `failing`: sent one thing at a time, with pauses; `gone`: sent nothing (410). */
export const endpointStates = ['new', 'flowing', 'failing', 'gone'] as const;

export interface EndpointStanding
  extends
    Pick<WebhookConfiguration, 'name' | 'kinds' | 'regions' | 'allowPrivate'>,
    Omit<EndpointRow, 'name' | 'place' | 'since'>,
    Omit<EndpointCounts, 'name'> {
  readonly state: (typeof endpointStates)[number];
  /** Scheme, host and port: what follows may be a secret. */
  readonly target: string;
  readonly since: number | null;
}

const unknown = { since: null, failures: 0, failingSince: null, pausedUntil: null, goneAt: null };
const nothing = { pending: 0, givenUp: 0, oldestAt: null };

/** Each with what it is still owed, in the order of the file. */
export async function endpointStandings({
  ledger,
  configuration,
}: {
  readonly ledger: Ledger;
  readonly configuration: Pick<Configuration, 'webhooks'>;
}): Promise<EndpointStanding[]> {
  const rows = new Map((await everyEndpoint(ledger)).map((row) => [row.name, row]));
  const counts = new Map((await countsOfEndpoints(ledger)).map((row) => [row.name, row]));
  return configuration.webhooks.map(({ name, url, kinds, regions, allowPrivate }) => {
    const row = rows.get(name);
    const { since, failures, failingSince, pausedUntil, goneAt } = row ?? unknown;
    const { pending, givenUp, oldestAt } = counts.get(name) ?? nothing;
    return {
      name,
      target: new URL(url).origin,
      ...(kinds === undefined ? {} : { kinds }),
      ...(regions === undefined ? {} : { regions }),
      allowPrivate,
      state: stateOf(row),
      since,
      ...{ failures, failingSince, pausedUntil, goneAt },
      ...{ pending, givenUp, oldestAt },
    };
  });
}

function stateOf(row: EndpointRow | undefined): EndpointStanding['state'] {
  if (row === undefined) return 'new';
  if (row.goneAt !== null) return 'gone';
  return row.failures >= failuresInPatience ? 'failing' : 'flowing';
}

/** What the door has in force: the secrets, keys and settings of the configuration as it was read. */
import type { Route } from '../domain/attempt/route.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import type { ReadConfiguration } from '../runtime/configuration/in-force.js';
import type { Protocol } from '../runtime/configuration/route-schema.js';
import { readRotatingSecret } from '../runtime/configuration/secret.js';
import type { Secret } from '../runtime/configuration/secret.js';
import type { SigningKey } from '../runtime/signing/gateway-signature.js';
import { openTelling } from '../client/alarm/responder.js';
import type { AlarmTelling } from '../client/alarm/responder.js';
import { openEndpoints } from '../client/webhook/endpoint.js';
import type { WebhookEndpoint } from '../client/webhook/endpoint.js';
import { addressList } from '../runtime/network/address-list.js';
import type { AddressList } from '../runtime/network/address-list.js';
import { readSigningKeys } from '../runtime/signing/read-keys.js';
import type { BouncingRoute } from './bounce/listener.js';
import { sourcesOf } from './receipt/sources.js';

export interface DoorInForce {
  readonly configuration: Configuration;
  readonly version: string;
  readonly secrets: ReadonlyMap<Route, Secret>;
  readonly protocols: ReadonlyMap<Route, Protocol>;
  readonly keys: ReadonlyMap<Route, readonly SigningKey[]>;
  /** Where each route's receipts may come from; from anywhere where nothing is said. */
  readonly sources: ReadonlyMap<Route, AddressList>;
  /** Who may say on whose behalf a request comes. */
  readonly proxies: AddressList;
  /** From where metrics may be read; from this machine where nothing is said. */
  readonly metricsSources: AddressList | undefined;
  /** The last year the calendar knows; undefined where it needs no data. */
  readonly lastCalendarYear: number | undefined;
  /** The routes whose messages come back by mail; more than once where a route had another domain before. */
  readonly mail: readonly BouncingRoute[];
  /** Where the loan system is told what it must hear. */
  readonly webhooks: readonly WebhookEndpoint[];
  /** Who is told of alarms, and when; absent where nobody is. */
  readonly telling: AlarmTelling | undefined;
}

/**
 * Reads the secrets of every route. One that is configured no more keeps its address until the process ends: what
 * went by it is still reported on.
 */
export function doorInForce(
  { configuration, rules, version }: ReadConfiguration,
  before: DoorInForce | undefined,
): DoorInForce {
  const secrets = new Map(before?.secrets);
  const protocols = new Map(before?.protocols);
  const keys = new Map(before?.keys);
  const mail: BouncingRoute[] = [];
  for (const settings of configuration.routes) {
    const { route, protocol } = settings;
    const secret = readRotatingSecret(settings.receiptSecretFile);
    secrets.set(route, secret);
    protocols.set(route, protocol);
    keys.set(route, protocol === 'bank-gateway-sms' ? readSigningKeys(settings.keys) : []);
    if (protocol === 'smtp-email') mail.push({ route, domain: settings.domain, secret });
  }
  const isNow = ({ route, domain }: BouncingRoute) =>
    mail.some((one) => one.route === route && one.domain === domain);
  const former = before?.mail.filter((one) => !isNow(one)) ?? [];
  const sources = sourcesOf(configuration.routes);
  const proxies = addressList(configuration.api.trustedProxies ?? []);
  const { sources: metricsSources } = configuration.metrics;
  const webhooks = openEndpoints(configuration.webhooks);
  const telling = openTelling(configuration, rules);
  return {
    configuration,
    version,
    secrets,
    protocols,
    keys,
    sources,
    proxies,
    metricsSources: metricsSources === undefined ? undefined : addressList(metricsSources),
    lastCalendarYear: rules.days.lastYear,
    mail: [...mail, ...former],
    webhooks,
    telling,
  };
}

/** The configured routes: each its provider's client, its pace and its settings. */
import type { Route } from '../../domain/attempt/route.js';
import { canonicalJson } from '../../runtime/canonical/canonical-json.js';
import { digestOfFiles, secretFilesOf, withoutSecretFiles } from '../../runtime/configuration/named-files.js';
import type { RouteConfiguration } from '../../runtime/configuration/route-schema.js';
import type { Carrier } from './carrier.js';
import { smtpCarrier } from './email/smtp-carrier.js';
import { createPacer } from './pacer.js';
import type { Pacer } from './pacer.js';
import { fcmCarrier } from './push/fcm-carrier.js';
import { jpushCarrier } from './push/jpush-carrier.js';
import { aliyunCarrier } from './sms/aliyun-carrier.js';
import { aliyunVoiceCarrier } from './voice/aliyun-carrier.js';
import { tencentCarrier } from './sms/tencent-carrier.js';
import { bankGatewayCarrier } from './sms/bank-gateway-carrier.js';

export interface OpenRoute {
  readonly settings: RouteConfiguration;
  readonly carrier: Carrier;
  readonly pacer: Pacer;
  /** Differs where the carrier must be opened anew: its settings or a secret are others. */
  readonly openedWith: string;
  /** Since when its account is the one in use, epoch milliseconds; absent for the one the process began with. */
  readonly since?: number;
  /** The accounts it had before, the last first: whoever took a message is asked about it. */
  readonly earlier?: readonly EarlierAccount[];
}

/** An account of a route that another one took the place of. */
export interface EarlierAccount {
  readonly carrier: Carrier;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** Every configured route, opened; `fresh` are the carriers that were not there before. */
export interface OpenedRoutes {
  readonly routes: Map<Route, OpenRoute>;
  readonly fresh: readonly Carrier[];
}

/** Opens every configured route. Secrets are read here, once. */
export const openRoutes = (routes: readonly RouteConfiguration[], now: () => number): Map<Route, OpenRoute> =>
  openRoutesBeside(new Map(), routes, now).routes;

/**
 * Opens every configured route beside those that are open: one of the same settings and secrets keeps its carrier,
 * and each keeps its pacer. Nothing that is open is touched, and what throws leaves nothing open behind.
 */
export function openRoutesBeside(
  open: ReadonlyMap<Route, OpenRoute>,
  routes: readonly RouteConfiguration[],
  now: () => number,
): OpenedRoutes {
  const fresh: Carrier[] = [];
  const at = now();
  const openedRoute = (settings: RouteConfiguration): OpenRoute => {
    const before = open.get(settings.route);
    // Before the carrier reads them: a secret that changes in between is another one at the next look.
    const openedWith = madeOf(settings);
    if (before?.openedWith === openedWith) return { ...before, settings };
    const carrier = carrierOf(settings, now);
    fresh.push(carrier);
    if (before === undefined)
      return { settings, carrier, openedWith, pacer: createPacer(settings.perSecond) };
    const { pacer, since, earlier } = before;
    if (accountOf(settings) === accountOf(before.settings))
      return { ...before, settings, carrier, openedWith };
    const left = { carrier: before.carrier, from: since ?? 0, until: at };
    return { settings, carrier, openedWith, pacer, since: at, earlier: [left, ...(earlier ?? [])] };
  };
  try {
    return { routes: new Map(routes.map((settings) => [settings.route, openedRoute(settings)])), fresh };
  } catch (failure) {
    for (const carrier of fresh) carrier.close();
    throw failure;
  }
}

/** Without what planning alone goes by. */
const asCarried = (settings: RouteConfiguration): object => ({
  ...settings,
  weight: undefined,
  perSecond: undefined,
  lingerMs: undefined,
  receiptDeadlineMs: undefined,
  receiptHorizonMs: undefined,
  settlingDelayMs: undefined,
});

/** What a carrier is made of, the secrets as a digest: for memory alone. */
const madeOf = (settings: RouteConfiguration): string =>
  `${canonicalJson(asCarried(settings))} ${digestOfFiles(secretFilesOf(settings))}`;

/** Whose account a route is; the provider knows nothing of what was sent under another. */
const accountOf = (settings: RouteConfiguration): string =>
  canonicalJson({ ...asCarried(withoutSecretFiles(settings)), callTimeoutMs: undefined });

function carrierOf(settings: RouteConfiguration, now: () => number): Carrier {
  switch (settings.protocol) {
    case 'aliyun-sms':
      return aliyunCarrier(settings, now);
    case 'fcm-push':
      return fcmCarrier(settings, now);
    case 'smtp-email':
      return smtpCarrier(settings, now);
    case 'jpush-push':
      return jpushCarrier(settings, now);
    case 'aliyun-voice':
      return aliyunVoiceCarrier(settings, now);
    case 'tencent-sms':
      return tencentCarrier(settings, now);
    case 'bank-gateway-sms':
      return bankGatewayCarrier(settings, now);
  }
}

/** The configured routes: each its provider's client, its pace and its settings. */
import type { Route } from '../../domain/attempt/route.js';
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
}

/** Opens every configured route. Secrets are read here, once. */
export const openRoutes = (routes: readonly RouteConfiguration[], now: () => number): Map<Route, OpenRoute> =>
  new Map(
    routes.map((settings) => [
      settings.route,
      { settings, pacer: createPacer(settings.perSecond), carrier: carrierOf(settings, now) },
    ]),
  );

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

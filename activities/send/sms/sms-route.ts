/** A configured SMS route: its provider's client, its pace and its settings. */
import type { Route } from '../../../domain/attempt/route.js';
import type { RouteConfiguration } from '../../../runtime/configuration/route-schema.js';
import { readSecret } from '../../../runtime/configuration/secret.js';
import type { Pacer } from '../pacer.js';
import { createPacer } from '../pacer.js';
import { createAliyunSms } from './aliyun/client.js';
import type { AliyunSms } from './aliyun/client.js';

export interface SmsRoute {
  readonly settings: RouteConfiguration;
  readonly provider: AliyunSms;
  readonly pacer: Pacer;
}

/** Opens every configured route. Secrets are read here, once. */
export function openSmsRoutes(
  routes: readonly RouteConfiguration[],
  now: () => number,
): Map<Route, SmsRoute> {
  return new Map(
    routes.map((settings) => [
      settings.route,
      {
        settings,
        pacer: createPacer(settings.perSecond),
        provider: createAliyunSms({
          endpoint: settings.endpoint,
          accessKeyId: settings.accessKeyId,
          accessKeySecret: readSecret(settings.accessKeySecretFile).reveal(),
          signName: settings.signName,
          callTimeoutMs: settings.callTimeoutMs,
          now,
        }),
      },
    ]),
  );
}

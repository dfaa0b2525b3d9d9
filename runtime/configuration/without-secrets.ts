import type { Configuration } from './configuration-schema.js';

/** As it may be shown: secrets stand in files of their own; an address alone may hold one, behind its question mark. */
export const withoutSecrets = ({ webhooks, alarms, ...configuration }: Configuration): Configuration => ({
  ...configuration,
  webhooks: webhooks.map(withoutQuery),
  ...(alarms === undefined
    ? {}
    : {
        alarms: {
          ...alarms,
          responders: alarms.responders.map((one) => ({ ...one, webhooks: one.webhooks.map(withoutQuery) })),
        },
      }),
});

const withoutQuery = <Target extends { readonly url: string }>(target: Target): Target => ({
  ...target,
  url: target.url.replace(/\?.*$/s, '?[secret]'),
});

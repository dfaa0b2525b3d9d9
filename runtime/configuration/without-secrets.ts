import type { Configuration } from './configuration-schema.js';

/** As it may be shown: secrets stand in files of their own; an address alone may hold one, behind its question mark. */
export const withoutSecrets = (configuration: Configuration): Configuration => ({
  ...configuration,
  webhooks: configuration.webhooks.map((one) => ({ ...one, url: one.url.replace(/\?.*$/s, '?[secret]') })),
});

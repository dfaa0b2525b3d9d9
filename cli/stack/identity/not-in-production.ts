/** Why the embedded identity provider does not run here, or undefined where it may. */
export const notInProduction = ({ NODE_ENV }: NodeJS.ProcessEnv): string | undefined =>
  NODE_ENV === 'production'
    ? 'the embedded identity provider asks for no password and does not run where NODE_ENV is production; name the bank’s own under `identity` in the configuration'
    : undefined;

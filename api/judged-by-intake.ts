import { validatorCompiler } from 'fastify-type-provider-zod';

/**
 * Lets bodies of reports through as they came: the intake judges them by the schema that describes them here, and puts
 * on record what it refuses.
 */
export const judgedByIntake = (route: {
  readonly httpPart?: string;
}): ((value: unknown) => { readonly value: unknown }) =>
  route.httpPart === 'body'
    ? (value) => ({ value })
    : (validatorCompiler as never as typeof judgedByIntake)(route);

import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Puts messages and stack traces of failures into payloads, so that the codec encrypts them too.
 * Loaded inside the workflow bundle: nothing but `@temporalio/common` may be imported here.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });

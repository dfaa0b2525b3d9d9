import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload, PayloadConverter, SerializationContext } from '@temporalio/common';
import { undecodable } from '../../domain/failure/undecodable.js';

/**
 * Temporal's own converter, which throws at what it cannot read, but for what was sent to a workflow:
 * there `undecodable` is answered, so that one broken signal does not stop a story. What an activity is
 * given or answers was written by us; if that cannot be read, failing is right.
 * Loaded inside the workflow bundle: nothing but `@temporalio/common` and the domain may be imported here.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value, context, hint) => defaultPayloadConverter.toPayload(value, context, hint),
  fromPayload: read as PayloadConverter['fromPayload'],
};

function read(payload: Payload, context?: SerializationContext): unknown {
  try {
    return defaultPayloadConverter.fromPayload<unknown>(payload, context);
  } catch (error) {
    if (context?.type === 'workflow') return undecodable;
    throw error;
  }
}

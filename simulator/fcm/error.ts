/** A refusal in the API's words; without a status it follows from the code. */
export interface FcmRefusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  /** The field at fault, such as `message.token`. */
  readonly field?: string;
}

/** HTTP status and API status of each code; an FCM code of its own comes under the API's status. */
const statuses: Readonly<Record<string, readonly [number, string]>> = {
  INVALID_ARGUMENT: [400, 'INVALID_ARGUMENT'],
  FAILED_PRECONDITION: [400, 'FAILED_PRECONDITION'],
  UNAUTHENTICATED: [401, 'UNAUTHENTICATED'],
  THIRD_PARTY_AUTH_ERROR: [401, 'UNAUTHENTICATED'],
  PERMISSION_DENIED: [403, 'PERMISSION_DENIED'],
  SENDER_ID_MISMATCH: [403, 'PERMISSION_DENIED'],
  NOT_FOUND: [404, 'NOT_FOUND'],
  UNREGISTERED: [404, 'NOT_FOUND'],
  ABORTED: [409, 'ABORTED'],
  RESOURCE_EXHAUSTED: [429, 'RESOURCE_EXHAUSTED'],
  QUOTA_EXCEEDED: [429, 'RESOURCE_EXHAUSTED'],
  CANCELLED: [499, 'CANCELLED'],
  INTERNAL: [500, 'INTERNAL'],
  UNKNOWN: [500, 'UNKNOWN'],
  UNSPECIFIED_ERROR: [500, 'UNKNOWN'],
  UNAVAILABLE: [503, 'UNAVAILABLE'],
  DEADLINE_EXCEEDED: [504, 'DEADLINE_EXCEEDED'],
};
const own: ReadonlySet<string> = new Set([
  'INVALID_ARGUMENT',
  'THIRD_PARTY_AUTH_ERROR',
  'SENDER_ID_MISMATCH',
  'UNREGISTERED',
  'QUOTA_EXCEEDED',
  'INTERNAL',
  'UNSPECIFIED_ERROR',
  'UNAVAILABLE',
]);

/** The HTTP status and body of a refusal; a code nobody knows comes as one of FCM's own. */
export function errorAnswer({ code, message, status, field }: FcmRefusal): {
  readonly status: number;
  readonly body: Record<string, unknown>;
} {
  const [usual, apiStatus] = statuses[code] ?? [400, 'INVALID_ARGUMENT'];
  const details = [
    ...(own.has(code) || statuses[code] === undefined
      ? [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: code }]
      : []),
    ...(field === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field, description: message }],
          },
        ]),
  ];
  const http = status ?? usual;
  const error = { code: http, message, status: apiStatus, ...(details.length === 0 ? {} : { details }) };
  return { status: http, body: { error } };
}

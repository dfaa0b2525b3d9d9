/** A refusal in the provider's words; under HTTP 200 unless a rule has another status. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

/** The body of an answer, good or bad: everything stands in `Response`. */
export const bodyOfAnswer = (
  fields: Readonly<Record<string, unknown>>,
  requestId: string,
): Record<string, unknown> => ({ Response: { ...fields, RequestId: requestId } });

/** A refusal of the whole request. */
export const errorFields = ({ code, message }: Refusal): Record<string, unknown> => ({
  Error: { Code: code, Message: message },
});

/** A refusal of the one number of a request, in its status. */
export const refusedStatusFields = (
  { code, message }: Refusal,
  number: string,
  context: string,
): Record<string, unknown> => ({
  SendStatusSet: [
    {
      SerialNo: '',
      PhoneNumber: number,
      Fee: 0,
      SessionContext: context,
      Code: code,
      Message: message,
      IsoCode: '',
    },
  ],
});

/** Whether a refusal is of the request before its numbers are looked at. */
export const isOfRequest = (code: string): boolean =>
  /^(AuthFailure|InternalError|InvalidAction|NoSuch|MissingParameter|RequestLimit|UnauthorizedOperation|UnknownParameter|Unsupported|InvalidParameter(\.|$))/.test(
    code,
  );

/** A refusal in the API's words; without a status it follows from the code. */
export interface JpushRefusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

/** The HTTP status of each code that is not a 400. */
const statuses: Readonly<Record<string, number>> = {
  '1000': 500,
  '1001': 405,
  '1004': 401,
  '1020': 404,
  '1030': 503,
  '2002': 429,
  '2003': 403,
  '2004': 403,
  '2005': 403,
  '2006': 403,
  '2007': 403,
};

/** The HTTP status and body of a refusal. */
export function errorAnswer({ code, message, status }: JpushRefusal): {
  readonly status: number;
  readonly body: Record<string, unknown>;
} {
  return {
    status: status ?? statuses[code] ?? 400,
    body: { error: { code: /^\d+$/.test(code) ? Number(code) : code, message } },
  };
}

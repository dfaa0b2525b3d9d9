import { randomUUID } from 'node:crypto';

/** A refusal in the provider's words. Without a status it follows from the code, see {@link statusOf}. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

/** The business codes come with 200, the gateway's own with 4xx. */
export const statusOf = ({ code, status }: Refusal): number => status ?? (/^is[vp]\./.test(code) ? 200 : 400);

/** RequestId as Aliyun writes it. */
export const newRequestId = (): string => randomUUID().toUpperCase();

/** The body of a refusal. */
export const refusalBody = ({ code, message }: Refusal, requestId: string): Record<string, unknown> => ({
  Message: message,
  RequestId: requestId,
  Code: code,
});

const offsetMs = 8 * 3_600_000;
/** China's wall time as Aliyun writes it, `YYYY-MM-DD HH:mm:ss`. */
export const wallTimeOf = (at: number): string =>
  new Date(at + offsetMs).toISOString().slice(0, 19).replace('T', ' ');

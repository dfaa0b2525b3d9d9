import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import type { FastifyError } from 'fastify';
import { Refusal } from '../../domain/failure/catalogue.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { isLedgerAway } from '../../ledger/away.js';

/** The framework's own refusals of a request, by their codes. */
const ofFramework: Readonly<Record<string, FailureCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-unreadable',
  FST_ERR_VALIDATION: 'request-invalid',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
};

/** Temporal could not be asked in time, or at all. */
export class TemporalAway extends Error {
  override readonly name = 'TemporalAway';
}

const isTemporalAway = (failure: unknown): boolean =>
  failure instanceof ServiceError ||
  failure instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  failure instanceof TemporalAway;

/** What of the catalogue a failure is; a fault of ours where nothing else is known of it. */
export function failureCodeOf(failure: unknown): FailureCode {
  if (failure instanceof Refusal) return failure.code;
  if (isTemporalAway(failure)) return 'temporal-unavailable';
  if (isLedgerAway(failure)) return 'ledger-unavailable';
  const { code, statusCode, validationContext } = failure as Partial<FastifyError>;
  if (code === 'FST_ERR_VALIDATION' && validationContext === 'body') return 'body-invalid';
  const known = code === undefined ? undefined : ofFramework[code];
  if (known !== undefined) return known;
  if (statusCode === 429) return 'too-many-requests';
  if (statusCode === 413) return 'body-too-large';
  if (statusCode === 408) return 'request-timeout';
  return statusCode !== undefined && statusCode < 500 ? 'request-invalid' : 'internal-fault';
}

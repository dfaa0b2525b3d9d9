import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';

/** Search attributes of our workflows; the numbers are `temporal.api.enums.v1.IndexedValueType`. */
const searchAttributes = {
  /** Keyword: the stage an application is at. */
  LoanStage: 2,
  /** Bool: whether a person has to do something. */
  NeedsPerson: 5,
} as const;

/** How long closed workflows are kept. */
export const retention = '30 days';

/** Whether the server answers and knows the namespace. */
export async function namespaceAnswers(address: string, namespace: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

/** A namespace that could not be made ready; the message names what the server refused, in gRPC’s terms. */
export class NamespaceRefused extends Error {
  constructor(address: string, namespace: string, what: string) {
    super(`Temporal at ${address} refused to make namespace ${namespace} ready: ${what}`);
    this.name = 'NamespaceRefused';
  }
}

/**
 * Registers our search attributes where they are missing, and for a server of ours keeps closed
 * workflows for 30 days. Doing it again changes nothing.
 *
 * @param own whether the namespace is ours alone; another’s retention is left as it is
 * @throws NamespaceRefused
 */
export async function prepareNamespace(address: string, namespace: string, own: boolean): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
    if (missing.length > 0)
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(missing),
      });
    if (own)
      await connection.workflowService.updateNamespace({
        namespace,
        config: { workflowExecutionRetentionTtl: msToTs(retention) },
      });
  } catch (error) {
    throw new NamespaceRefused(address, namespace, isGrpcServiceError(error) ? error.details : 'no answer');
  } finally {
    await connection.close();
  }
}

import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/_-]*={0,2}$/);

/** Temporal's remote codec protocol: payloads in the JSON form of protobuf, bytes in base64. */
const bodySchema = z.object({
  payloads: z
    .array(
      z.object({
        metadata: z.record(z.string(), base64).nullish(),
        data: base64.nullish(),
      }),
    )
    .default([]),
});

/** The body of a request to decode, and of its answer. */
export interface RemotePayloads {
  readonly payloads: readonly { metadata: Record<string, string>; data: string }[];
}

/** A body that is not Temporal's remote codec protocol. */
export class DecodeRequestFault extends Error {
  override readonly name = 'DecodeRequestFault';
}

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64');

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/**
 * Decodes the payloads of one request, in their order.
 * @throws DecodeRequestFault for a body of another shape, CodecFault for a payload that cannot be opened
 */
export async function decodeRequest(codec: PayloadCodec, body: unknown): Promise<RemotePayloads> {
  const read = bodySchema.safeParse(body);
  if (!read.success) {
    throw new DecodeRequestFault('expected {"payloads":[{"metadata":{…base64},"data":base64}]}');
  }
  const encoded = read.data.payloads.map(({ metadata, data }): Payload => ({
    metadata: mapValues(metadata ?? {}, bytesOf),
    data: bytesOf(data ?? ''),
  }));
  const decoded = await codec.decode(encoded);
  return {
    payloads: decoded.map(({ metadata, data }) => ({
      metadata: mapValues(metadata ?? {}, textOf),
      data: textOf(data),
    })),
  };
}

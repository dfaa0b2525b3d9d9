import type { DataConverter, PayloadCodec } from '@temporalio/common';

/** What clients are given as `dataConverter`. */
export const dataConverterOf = (codec: PayloadCodec): DataConverter => ({
  failureConverterPath: require.resolve('./failure-converter.js'),
  payloadCodecs: [codec],
});

/**
 * What workers are given; the bundle takes the same converters' paths. What was sent to a workflow and
 * cannot be opened or read reaches it as `undecodable` instead of failing its task.
 */
export const workerDataConverterOf = (codec: PayloadCodec): DataConverter => ({
  ...dataConverterOf(lenientToWorkflows(codec)),
  payloadConverterPath: require.resolve('./payload-converter.js'),
});

/** Leaves a payload sent to a workflow closed where the codec cannot open it; the converter meets it next. */
const lenientToWorkflows = (codec: PayloadCodec): PayloadCodec => ({
  encode: (payloads, context) => codec.encode(payloads, context),
  decode: async (payloads, context) => {
    if (context?.type !== 'workflow') return codec.decode(payloads, context);
    const opened = payloads.map((payload) =>
      codec.decode([payload], context).catch((): typeof payloads => [payload]),
    );
    return (await Promise.all(opened)).flat();
  },
});

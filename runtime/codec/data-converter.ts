import type { DataConverter, PayloadCodec } from '@temporalio/common';

/** What clients and workers are given as `dataConverter`; the bundle takes the same converter path. */
export const dataConverterOf = (codec: PayloadCodec): DataConverter => ({
  failureConverterPath: require.resolve('./failure-converter.js'),
  payloadCodecs: [codec],
});

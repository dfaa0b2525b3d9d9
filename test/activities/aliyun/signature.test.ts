import { formOf, signedHeaders } from '../../../activities/aliyun/signature.js';

describe('our signature of a request', () => {
  // The worked example of https://help.aliyun.com/document_detail/2593177.html.
  test('is the one that Aliyun’s documentation works out', () => {
    const headers = signedHeaders(
      { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' },
      {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        action: 'RunInstances',
        version: '2014-05-26',
        body: '',
        query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
        at: Date.UTC(2023, 9, 26, 10, 22, 32),
        nonce: '3156853299f313e23d1673dc12e1703d',
      },
    );
    expect(headers['authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
        'x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  test('encodes parameters as RFC 3986 has it, and reads back the same', () => {
    const parameters = { TemplateParam: '{"name":"欧阳 *!\'()~+&="}', OutId: 'a' };
    const form = formOf(parameters);
    expect(form).toContain('%20%2A%21%27%28%29~%2B%26%3D');
    expect(Object.fromEntries(new URLSearchParams(form))).toEqual(parameters);
  });
});

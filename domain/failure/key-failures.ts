/** What of the catalogue is about keys; asked for on the command line alone. */
export const keyFailures = {
  'key-unknown': {
    httpStatus: 404,
    retryable: false,
    zh: '密钥文件中没有此密钥',
    en: 'no key file holds that key',
  },
  'key-in-use': {
    httpStatus: 409,
    retryable: false,
    zh: '仍有数据或进程依赖此密钥,不能停用',
    en: 'something still needs that key: it cannot be retired',
  },
} as const;

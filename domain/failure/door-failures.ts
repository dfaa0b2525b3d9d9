/** What of the catalogue is about a request itself, whatever it asks for. */
export const doorFailures = {
  'request-invalid': {
    httpStatus: 400,
    retryable: false,
    zh: '请求的地址参数或标头不符合约定',
    en: 'the parameters or headers of the request are not as agreed',
  },
  'body-unreadable': {
    httpStatus: 400,
    retryable: false,
    zh: '请求内容不是约定的 JSON(UTF-8、不得重复字段、嵌套不过深)',
    en: 'the body is not JSON as it is taken here: UTF-8, no field twice, not nested too deep',
  },
  unauthenticated: {
    httpStatus: 401,
    retryable: false,
    zh: '需要有效的身份令牌',
    en: 'a valid token is needed',
  },
  forbidden: {
    httpStatus: 403,
    retryable: false,
    zh: '此身份无权进行该操作',
    en: 'this identity has no right to do that',
  },
  'not-found': {
    httpStatus: 404,
    retryable: false,
    zh: '没有这个地址',
    en: 'there is nothing at this address',
  },
  'method-not-allowed': {
    httpStatus: 405,
    retryable: false,
    zh: '此地址不支持该方法',
    en: 'this address does not take that method',
  },
  'request-timeout': {
    httpStatus: 408,
    retryable: true,
    zh: '请求未在时限内完整到达',
    en: 'the request did not arrive whole in time',
  },
  'body-too-large': {
    httpStatus: 413,
    retryable: false,
    zh: '请求内容过大',
    en: 'the body is larger than is taken here',
  },
  'address-too-long': {
    httpStatus: 414,
    retryable: false,
    zh: '地址过长',
    en: 'the address is longer than is taken here',
  },
  'content-type': {
    httpStatus: 415,
    retryable: false,
    zh: '内容类型应为 application/json',
    en: 'the content type must be application/json',
  },
  'too-many-requests': {
    httpStatus: 429,
    retryable: true,
    zh: '请求过于频繁,请按 Retry-After 稍后重试',
    en: 'too many requests; come again when Retry-After says',
  },
  'internal-fault': {
    httpStatus: 500,
    retryable: true,
    zh: '系统内部故障,已记录;请凭请求编号联系工程人员',
    en: 'a fault of ours, on record; ask engineers by the request id',
  },
} as const;

/** What of the catalogue is about saying who one is. */
export const signInFailures = {
  'cross-site-request': {
    httpStatus: 403,
    retryable: false,
    zh: '请求并非来自本系统页面,或缺少防伪令牌;请刷新页面后重试',
    en: 'the request does not come from a page of ours, or lacks its token; reload the page and try again',
  },
  'sign-in-failed': {
    httpStatus: 401,
    retryable: false,
    zh: '登录未完成,请重新登录',
    en: 'the sign-in was not completed; sign in again',
  },
  'identity-unavailable': {
    httpStatus: 503,
    retryable: true,
    zh: '身份认证服务暂不可用,请稍后重试',
    en: 'the identity provider cannot be asked at present, try again',
  },
} as const;

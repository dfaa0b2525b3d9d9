import type { FailureClass } from '../../failure/failure-class.js';

/** One row of the table of refusals a mail server gives. */
export interface SmtpCodeRow {
  /**
   * A reply code (`450`), an enhanced status code (`5.1.1`), a family of those (`5.7.*`), or both
   * together (`530 5.7.*`).
   */
  readonly code: string;
  readonly failure: FailureClass;
  /** What it means, in words for staff. */
  readonly zh: string;
  readonly en: string;
  /** Where it is defined. */
  readonly doc: string;
}

const rfc = (document: string) => {
  const doc = `https://www.rfc-editor.org/rfc/${document}`;
  return (code: string, failure: FailureClass, zh: string, en: string): SmtpCodeRow => ({
    code,
    failure,
    zh,
    en,
    doc,
  });
};
const reply = rfc('rfc5321#section-4.2.3');
const status = rfc('rfc3463#section-3');
const signIn = rfc('rfc4954#section-6');
const secure = rfc('rfc3207#section-4');
const noMail = rfc('rfc7504');
const nullMx = rfc('rfc7505#section-4');
const senderCheck = rfc('rfc7372#section-3');

/** Refusals on the way to a mail server's acceptance, one row a code. */
// prettier-ignore
export const smtpCodes: readonly SmtpCodeRow[] = [
  status('5.1.1', 'wrong-number', '收件邮箱不存在', 'the mailbox does not exist'),
  status('5.1.2', 'wrong-number', '收件域名不存在', 'the address’s domain does not exist'),
  status('5.1.3', 'wrong-number', '收件地址格式错误', 'the address is malformed'),
  status('5.1.6', 'wrong-number', '收件邮箱已迁走', 'the mailbox has moved away'),
  nullMx('5.1.10', 'wrong-number', '收件域名不收邮件', 'the address’s domain takes no mail'),
  status('5.1.7', 'misconfigured', '发件地址格式错误', 'our sender address is malformed'),
  status('5.1.8', 'misconfigured', '发件域名不存在', 'our sender domain does not exist'),
  status('5.1.*', 'suspect-number', '收件地址有问题', 'something is wrong with the address'),
  status('4.1.*', 'unreachable', '收件地址暂时无法投递', 'the address cannot be reached for now'),
  status('4.1.7', 'misconfigured', '发件地址格式错误', 'our sender address is malformed'),
  status('4.1.8', 'provider-down', '暂时查不到发件域名', 'our sender domain cannot be looked up for now'),
  status('5.2.1', 'suspect-number', '收件邮箱已停用', 'the mailbox is disabled'),
  status('5.2.2', 'unreachable', '收件邮箱已满', 'the mailbox is full'),
  status('4.2.2', 'unreachable', '收件邮箱已满', 'the mailbox is full'),
  status('5.2.3', 'content-rejected', '邮件超过邮箱允许的大小', 'the message is too long for the mailbox'),
  status('5.2.*', 'suspect-number', '收件邮箱不可用', 'the mailbox is not usable'),
  status('4.2.*', 'rate-limited', '收件邮箱暂不可用，稍后再试', 'the mailbox is busy, later again'),
  status('5.3.4', 'content-rejected', '邮件超过服务器允许的大小', 'the message is too big for the server'),
  status('5.3.*', 'provider-down', '邮件系统故障', 'the mail system failed'),
  status('4.3.*', 'provider-down', '邮件系统暂时故障', 'the mail system fails for now'),
  // Microsoft’s servers answer an unknown mailbox so; the standard has it for a silent host.
  status('550 5.4.1', 'suspect-number', '收件地址被拒', 'the address was refused'),
  status('5.4.*', 'unreachable', '收件服务器无法到达', 'the recipient’s server cannot be reached'),
  status('4.4.*', 'provider-down', '网络或路由暂时故障', 'network or routing fails for now'),
  status('4.5.3', 'rate-limited', '收件人过多，稍后再试', 'too many recipients, later again'),
  status('5.5.*', 'misconfigured', '协议错误', 'the protocol was not kept'),
  status('4.5.*', 'provider-down', '协议暂时出错', 'the protocol fails for now'),
  status('5.6.*', 'content-rejected', '邮件内容或编码不被接受', 'content or encoding is not accepted'),
  senderCheck('5.7.20', 'misconfigured', '没有通过验证的 DKIM 签名', 'no DKIM signature of ours passed'),
  senderCheck('5.7.21', 'misconfigured', '没有可接受的 DKIM 签名', 'no DKIM signature of ours is acceptable'),
  senderCheck('5.7.22', 'misconfigured', 'DKIM 签名与发件人不符', 'our DKIM signature is not the sender’s'),
  senderCheck('5.7.23', 'misconfigured', 'SPF 验证失败', 'SPF does not allow our server'),
  senderCheck('5.7.24', 'misconfigured', 'SPF 记录有错', 'our SPF record is faulty'),
  senderCheck('5.7.25', 'misconfigured', '反向域名验证失败', 'our server’s reverse name does not fit'),
  senderCheck('5.7.26', 'misconfigured', '发件人验证均未通过', 'none of the checks on our sender passed'),
  nullMx('5.7.27', 'misconfigured', '发件域名不收邮件', 'our sender domain takes no mail'),
  signIn('5.7.8', 'misconfigured', '邮件账户的用户名或密码错误', 'user or password of the mail account is wrong'),
  signIn('530 5.7.*', 'misconfigured', '须先登录或加密', 'sign-in or encryption is required first'),
  signIn('534 5.7.*', 'misconfigured', '登录方式太弱', 'the way of signing in is too weak'),
  signIn('535 5.7.*', 'misconfigured', '邮件账户登录失败', 'signing in to the mail account failed'),
  signIn('538 5.7.*', 'misconfigured', '登录须先加密', 'signing in needs encryption'),
  signIn('454 4.7.*', 'provider-down', '暂时无法登录或加密', 'sign-in or encryption is not available for now'),
  status('5.7.*', 'blocked', '被收件方策略拦截', 'blocked by the recipient’s policy'),
  status('4.7.*', 'rate-limited', '收件方要求稍后再试', 'the recipient’s server wants us later'),
  reply('421', 'provider-down', '服务暂不可用', 'the service is not available for now'),
  reply('450', 'rate-limited', '邮箱暂不可用，稍后再试', 'the mailbox is busy, later again'),
  reply('451', 'provider-down', '服务器处理出错', 'the server failed while processing'),
  reply('452', 'provider-down', '服务器空间不足', 'the server is short of storage'),
  reply('455', 'provider-down', '服务器暂不接受参数', 'the server cannot take the parameters for now'),
  signIn('432', 'misconfigured', '须更换登录密码', 'the account’s password must be changed'),
  secure('454', 'provider-down', '暂时无法登录或加密', 'sign-in or encryption is not available for now'),
  reply('500', 'misconfigured', '命令不被识别', 'the command is not known'),
  reply('501', 'misconfigured', '参数格式错误', 'the parameters are malformed'),
  reply('502', 'misconfigured', '命令未实现', 'the command is not implemented'),
  reply('503', 'misconfigured', '命令次序错误', 'the commands are out of order'),
  reply('504', 'misconfigured', '参数未实现', 'the parameter is not implemented'),
  noMail('521', 'provider-down', '该主机不收邮件', 'this host takes no mail'),
  noMail('556', 'wrong-number', '收件域名不收邮件', 'the address’s domain takes no mail'),
  signIn('530', 'misconfigured', '须先登录', 'sign-in is required first'),
  signIn('534', 'misconfigured', '登录方式太弱', 'the way of signing in is too weak'),
  signIn('535', 'misconfigured', '邮件账户登录失败', 'signing in to the mail account failed'),
  signIn('538', 'misconfigured', '登录须先加密', 'signing in needs encryption'),
  // Without an enhanced code it may be a missing mailbox, missing rights or a policy.
  reply('550', 'suspect-number', '邮箱不可用（原因不明）', 'the mailbox is not available, for one of several reasons'),
  reply('551', 'wrong-number', '收件人不在本服务器', 'the recipient is not at this server'),
  reply('552', 'unreachable', '收件邮箱已满', 'the mailbox is over its storage'),
  reply('553', 'suspect-number', '邮箱名称不被接受', 'the mailbox’s name is not allowed'),
  reply('554', 'content-rejected', '邮件被拒', 'the message was refused'),
  reply('555', 'misconfigured', '命令参数不被识别', 'the command’s parameters are not known'),
];

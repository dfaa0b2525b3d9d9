/** The pages of the embedded identity provider: one to choose who to be, one for what went wrong. */
import { people } from './people.js';

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const page = (body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>必达 Bida · 仅供开发 for development</title>
<style>
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f5f5f5; }
header { padding: 1rem; background: #b00020; color: #fff; font-weight: 700; text-align: center; }
main { max-width: 30rem; margin: 2rem auto; padding: 0 1rem; }
button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: left;
  background: #fff; border: 1px solid #767676; border-radius: .375rem; cursor: pointer; }
button:hover, button:focus-visible { border-color: #b00020; outline: 2px solid #b00020; }
small { display: block; color: #595959; }
</style>
</head>
<body>
<header role="alert">仅供开发，不验证密码，不得用于生产<br>FOR DEVELOPMENT: no password is asked; never use it in production</header>
<main>${body}</main>
</body>
</html>
`;

/** Choosing a sample user; the form is posted back to where it came from. */
export const choicePage = (): string =>
  page(`<h1>选择用户 · Choose a user</h1>
<form method="post">
${Object.entries(people)
  .map(
    ([account, { name, roles, regions }]) =>
      `<button name="account" value="${escaped(account)}">${escaped(name)} ${escaped(account)}<small>${escaped(
        [...roles, ...(regions ?? [])].join(', '),
      )}</small></button>`,
  )
  .join('\n')}
</form>`);

/** Why it went wrong, in the protocol's own word for it. */
export const faultPage = (code: string): string =>
  page(`<h1>登录未完成 · Sign-in was not completed</h1><p>${escaped(code)}</p>`);

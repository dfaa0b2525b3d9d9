/** Routes and contacts as people call them. */
import type { Words } from '../words/words.js';

type Channel = keyof Words['channels'];
type Contact = keyof Words['contacts'];

/** Providers named after what they speak: nobody calls them that. */
const unspoken: readonly string[] = ['fcm', 'smtp'];

/** `短信（aliyun）` of `sms/aliyun`; what is no route stays as it is. */
export function wayOf(route: string, words: Words): string {
  const [channel = '', provider = ''] = route.split('/');
  if (!Object.hasOwn(words.channels, channel)) return route;
  const name = words.channels[channel as Channel];
  return unspoken.includes(provider) || provider === '' ? name : `${name}${words.aside(provider)}`;
}

/** `手机（第 2 版）` of `mobile@2`, `手机应用 1` of `push-1`; never a value. */
export function contactOf(contact: string, words: Words): string {
  const [, kind = contact, nth, version] = /^([a-z]+)(?:-(\d+))?(?:@(\d+))?$/.exec(contact) ?? [];
  if (!Object.hasOwn(words.contacts, kind)) return contact;
  const name = `${words.contacts[kind as Contact]}${nth === undefined ? '' : ` ${nth}`}`;
  return version === undefined ? name : `${name}${words.aside(words.contactPanel.version(Number(version)))}`;
}

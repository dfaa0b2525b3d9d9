/** How a notice travels: a channel carried by a provider. */
export const channels = ['sms', 'push', 'email', 'voice'] as const;
export type Channel = (typeof channels)[number];

/** A channel with a provider's account, written `sms/aliyun` or `sms/aliyun-b`. */
export type Route = `${Channel}/${string}`;

export const isRoute = (text: string): text is Route =>
  /^(sms|push|email|voice)\/[a-z][a-z0-9-]{0,30}$/.test(text);

export const channelOf = (route: Route): Channel => route.slice(0, route.indexOf('/')) as Channel;

/** Whether a channel's providers can be asked afterwards what became of a message. */
const askable: Readonly<Record<Channel, boolean>> = { sms: true, push: false, email: false, voice: true };
export const canBeAsked = (route: Route): boolean => askable[channelOf(route)];

/** The Temporal task queue of a route: each has its own, so that a slow provider delays nobody else. */
export const taskQueueOf = (route: Route): string => `send/${route}`;
/** The task queue of workflows and ledger work. */
export const storyTaskQueue = 'loan-applications';

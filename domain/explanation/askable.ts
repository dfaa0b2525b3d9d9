import { channelOf } from '../attempt/route.js';
import type { Channel, Route } from '../attempt/route.js';

const askable: Readonly<Record<Channel, boolean>> = { sms: true, push: false, email: false, voice: false };

/** Whether a channel's providers can be asked afterwards what became of a message. */
export const canBeAsked = (route: Route): boolean => askable[channelOf(route)];

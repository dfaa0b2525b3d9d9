/** What a hold is about: one route, or all of a provider; and what it leaves of a channel. */
import { wayOf } from '../application/way.js';
import { pathOf } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';
import { tagOf } from '../words/words.js';
import type { Words } from '../words/words.js';

export const providerOf = (route: string): string => pathOf(route).provider;
export const channelOf = (route: string): string => pathOf(route).channel;

const isMeant = (route: string, target: string): boolean => route === target || providerOf(route) === target;

/** The routes a target names. */
export const routesOf = (routes: readonly RouteInForce[], target: string): readonly RouteInForce[] =>
  routes.filter(({ route }) => isMeant(route, target));

interface Names {
  /** Several routes in one phrase. */
  readonly namesOf: (routes: readonly RouteInForce[]) => string;
  /** A route, or a provider with all its routes. */
  readonly targetName: (target: string) => string;
}

/** Routes and targets as people call them. */
export function useNames(routes: readonly RouteInForce[]): Names {
  const { language, words } = useSpeech();
  const list = new Intl.ListFormat(language === 'zh' ? tagOf.zh : 'en-GB');
  const namesOf: Names['namesOf'] = (some) => list.format(some.map(({ route }) => wayOf(route, words)));
  return {
    namesOf,
    targetName: (target) =>
      target.includes('/')
        ? wayOf(target, words)
        : words.routes.wholeOf(target, namesOf(routesOf(routes, target))),
  };
}

export const channelName = (channel: string, { channels }: Words): string =>
  Object.hasOwn(channels, channel) ? channels[channel as keyof Words['channels']] : channel;

export const weightOf = ({ configuredWeight, weight }: RouteInForce): number =>
  weight?.weight ?? configuredWeight;

/** The part of its channel's notices that goes by a route first, among those that are not held; 0 to 1. */
export function shareOf(
  routes: readonly RouteInForce[],
  route: RouteInForce,
  weight = weightOf(route),
): number {
  const others = routes.filter(
    (one) =>
      one.route !== route.route && one.hold === undefined && channelOf(one.route) === channelOf(route.route),
  );
  return weight / others.reduce((sum, one) => sum + weightOf(one), weight);
}

export interface Left {
  readonly channel: string;
  /** Routes that would not go on. */
  readonly held: readonly RouteInForce[];
  /** What its notices go by instead; nothing where none is left. */
  readonly instead: readonly RouteInForce[];
}

/** What a hold of a target would leave of each channel that it is about. */
export function leftBy(routes: readonly RouteInForce[], target: string): readonly Left[] {
  const meant = routesOf(routes, target);
  return [...new Set(meant.map(({ route }) => channelOf(route)))].map((channel) => {
    const own = routes.filter(({ route }) => channelOf(route) === channel);
    return {
      channel,
      held: own.filter(({ route }) => isMeant(route, target)),
      instead: own.filter(({ route, hold }) => !isMeant(route, target) && hold === undefined),
    };
  });
}

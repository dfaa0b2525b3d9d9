/** The console in a real browser, on a real stack: what each role sees, and the way from a call to its answer. */
import { answers } from './console/answers.js';
import { hostileTexts } from './console/hostile-texts.js';
import { losses } from './console/losses.js';
import { pages } from './console/pages.js';
import { roles } from './console/roles.js';
import { sessions } from './console/sessions.js';
import { openWorld } from './console/world.js';
import type { ConsoleWorld } from './console/world.js';

let world: ConsoleWorld;
const theWorld = (): ConsoleWorld => world;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterEach(() => world.tidy());
afterAll(() => world.close());

describe('who signs in', () => roles(theWorld));
describe('from a call to its answer', () => answers(theWorld));
describe('every page', () => pages(theWorld));
describe('what others wrote', () => hostileTexts(theWorld));
describe('a connection that is lost', () => losses(theWorld));
describe('a session that ends', () => sessions(theWorld));

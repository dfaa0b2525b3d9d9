/** The console in a real browser, on a real stack: what each role sees, and the way from a call to its answer. */
import { alarms } from './console/alarms.js';
import { answers } from './console/answers.js';
import { approvals } from './console/approvals.js';
import { engineering } from './console/engineering.js';
import { failureClassesSaid } from './console/failure-classes.js';
import { hostileTexts } from './console/hostile-texts.js';
import { incidents } from './console/incidents.js';
import { live } from './console/live.js';
import { inquiries } from './console/inquiries.js';
import { losses } from './console/losses.js';
import { manyAttempts } from './console/many-attempts.js';
import { pages } from './console/pages.js';
import { roles } from './console/roles.js';
import { routes } from './console/routes.js';
import { sessions } from './console/sessions.js';
import { troubles } from './console/troubles.js';
import { templates } from './console/templates.js';
import { tasks } from './console/tasks.js';
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
describe('a second pair of eyes', () => approvals(theWorld));
describe('the words for applicants', () => templates(theWorld));
describe('every page', () => pages(theWorld));
describe('what others wrote', () => hostileTexts(theWorld));
describe('a connection that is lost', () => losses(theWorld));
describe('the live picture', () => live(theWorld));
describe('what somebody must act on', () => alarms(theWorld));
describe('providers and their routes', () => routes(theWorld));
describe('a route in trouble', () => troubles(theWorld));
describe('an incident of a provider', () => incidents(theWorld));
describe('what engineers look up', () => engineering(theWorld));
describe('a session that ends', () => sessions(theWorld));
describe('what people must do', () => tasks(theWorld));
describe('an applicant who asks', () => inquiries(theWorld));
describe('why a message failed', () => failureClassesSaid(theWorld));
describe('an application that was tried ten thousand times', () => manyAttempts(theWorld));

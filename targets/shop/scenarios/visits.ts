import type { Random } from '../../../harness/model/random.ts';
import type { ScenarioRequest, Session, Sessions } from '../../scenario.ts';
import { newVisitor, type Page, PAGES, type Route, type Visitor } from './pages.ts';

/** Something done signed in, from beginning to end, with browsing in between. */
interface Errand {
  /** How often it is begun, relative to the other errands. */
  readonly weight: number;
  /** Address to sign in with; a new customer's comes from registering. */
  readonly email: (random: Random) => string;
  readonly routes: readonly Route[];
}

/**
 * A visitor browses, and now and then runs an errand. Errands begin with signing in and end after
 * a few pages, so that the share of sign-ins (expensive by design) is the same from the first
 * second of a load to its last, whatever the number of connections: were each connection to sign
 * in once and for all, the beginning of every load would be a crowd of sign-ins, and more nodes,
 * having more connections, would be measured under another mix.
 */
export interface Visits {
  /** Route → how often, relative to each other. */
  readonly browsing: Readonly<Partial<Record<Route, number>>>;
  readonly errands: readonly Errand[];
  /** Share of the requests outside of errands that begin one. */
  readonly errandShare: number;
  /** Share of the requests during an errand that are its pages and not browsing. */
  readonly errandPace: number;
}

const total = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + weight, 0);

/** Requests from one errand's end to the next one's beginning. */
const browsedBetween = ({ errandShare }: Visits): number => (1 - errandShare) / errandShare;

/**
 * Route → requests in one cycle, on average: browsing until an errand begins, and the errand: its pages,
 * with (1 − p) / p browsed between each two.
 */
const cycleOf = (visits: Visits): Readonly<Partial<Record<Route, number>>> => {
  const { browsing, errands, errandPace } = visits;
  const errandWeight = total(errands.map(({ weight }) => weight));
  const counts: Partial<Record<Route, number>> = {};
  const add = (route: Route, count: number): void => {
    counts[route] = (counts[route] ?? 0) + count;
  };
  // Without errands there is no cycle: all is browsing.
  let browsed = errands.length === 0 ? 1 : browsedBetween(visits);
  for (const { weight, routes } of errands) {
    const share = weight / errandWeight;
    for (const route of routes) add(route, share);
    browsed += (share * (routes.length - 1) * (1 - errandPace)) / errandPace;
  }
  const browsingEntries = Object.entries(browsing) as [Route, number][];
  const browsingWeight = total(browsingEntries.map(([, weight]) => weight));
  for (const [route, weight] of browsingEntries) add(route, (browsed * weight) / browsingWeight);
  return counts;
};

/** Route → share of requests, exactly. */
export const mixOf = (visits: Visits): Readonly<Record<string, number>> => {
  const cycle = cycleOf(visits);
  const all = total(Object.values(cycle));
  return Object.fromEntries(Object.entries(cycle).map(([route, count]) => [route, count / all]));
};

const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/** Numbers of [0, 1) that fill it evenly in any number of draws (Weyl's sequence, α = the golden ratio). */
const evenly = (from: number): Random => {
  let at = from;
  return () => {
    at = (at + GOLDEN_RATIO) % 1;
    return at;
  };
};

const drawn = <Item>(items: readonly (readonly [Item, number])[], random: Random): Item => {
  let left = random() * total(items.map(([, weight]) => weight));
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return (items.at(-1) as readonly [Item, number])[0];
};

/**
 * What all users of a load draw from together, in the order of their requests: any stretch of a load has the mix's
 * share of each route, whichever users asked for it. Drawn at random by each user, the few requests of a trial that
 * cost twenty times the others, sign-ins and orders, were 1.3 to 5.9 % of a single node's, and its throughput
 * followed them: from trial to trial it differed by 12 %.
 */
class Deck {
  readonly #browsing: readonly (readonly [Route, number])[];
  readonly #errands: readonly (readonly [Errand, number])[];
  readonly #errandPace: number;
  readonly #between: number;
  readonly #evenRoute: Random;
  readonly #evenErrand: Random;
  readonly #evenPace: Random;
  /** Requests to browse before the next errand; what is left of one counts for the next time. */
  #untilErrand: number;

  constructor(visits: Visits, random: Random) {
    this.#browsing = Object.entries(visits.browsing) as [Route, number][];
    this.#errands = visits.errands.map((errand) => [errand, errand.weight]);
    this.#errandPace = visits.errandPace;
    this.#between = browsedBetween(visits);
    this.#evenRoute = evenly(random());
    this.#evenErrand = evenly(random());
    this.#evenPace = evenly(random());
    this.#untilErrand = visits.errands.length === 0 ? Infinity : random() * this.#between;
  }

  route(): Route {
    return drawn(this.#browsing, this.#evenRoute);
  }

  /** @returns the errand that a user who is on none begins now; null to go on browsing. */
  errand(): Errand | null {
    if (this.#untilErrand >= 1) {
      this.#untilErrand -= 1;
      return null;
    }
    this.#untilErrand += this.#between;
    return drawn(this.#errands, this.#evenErrand);
  }

  /** Whether a user who is on an errand asks for its next page now. */
  goesOn(): boolean {
    return this.#evenPace() < this.#errandPace;
  }
}

class VisitSession implements Session {
  readonly #deck: Deck;
  readonly #random: Random;
  #visitor: Visitor = newVisitor();
  #ahead: readonly Route[] = [];
  #route: Route = 'GET /categories';

  constructor(deck: Deck, random: Random) {
    this.#deck = deck;
    this.#random = random;
  }

  next(): ScenarioRequest {
    return this.#errandRequest() ?? this.#browsingRequest();
  }

  answered({ status, body }: { status: number; body: () => string }): {
    ok: boolean;
    tally?: string;
  } {
    const page: Page = PAGES[this.#route];
    if (status === page.status && this.#learnt(page, body)) {
      return page.tally === undefined ? { ok: true } : { ok: true, tally: page.tally };
    }
    // The session ended, at the server or because its data were restored: sign in and go on.
    if (status === 401 && this.#visitor.token !== null) {
      this.#visitor.token = null;
      this.#ahead = ['POST /sessions', this.#route, ...this.#ahead];
    }
    return { ok: false };
  }

  /** @returns whether the body was one to learn from. */
  #learnt(page: Page, body: () => string): boolean {
    try {
      page.learn?.(this.#visitor, body());
      return true;
    } catch {
      return false;
    }
  }

  #errandRequest(): ScenarioRequest | null {
    if (this.#ahead.length > 0) {
      if (!this.#deck.goesOn()) return null;
    } else {
      const errand = this.#deck.errand();
      if (errand === null) return null;
      this.#visitor = { ...newVisitor(), email: errand.email(this.#random) };
      this.#ahead = errand.routes;
    }
    const [route, ...ahead] = this.#ahead as readonly [Route, ...Route[]];
    this.#ahead = ahead;
    return this.#request(route);
  }

  #browsingRequest(): ScenarioRequest {
    return this.#request(this.#deck.route()) as ScenarioRequest;
  }

  /** @returns null where the visitor cannot: the answer to an earlier page was not the right one. */
  #request(route: Route): ScenarioRequest | null {
    const request = PAGES[route].request(this.#visitor, this.#random);
    if (request === null) return null;
    this.#route = route;
    return { route, ...request };
  }
}

export const visitSessions =
  (visits: Visits) =>
  (random: Random): Sessions => {
    const deck = new Deck(visits, random);
    return (ofUser) => new VisitSession(deck, ofUser);
  };

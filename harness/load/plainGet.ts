import type { Scenario, ScenarioRequest } from '../../targets/scenario.ts';

/** The same GET again and again; any 2xx or 3xx is the answer wanted. */
export const plainGet = (url: URL): Scenario => {
  const request: ScenarioRequest = {
    route: `GET ${url.pathname}`,
    method: 'GET',
    path: `${url.pathname}${url.search}`,
  };
  return {
    name: 'plain-get',
    summary: `GET ${url.pathname} without end`,
    mix: { [request.route]: 1 },
    sessions: () => () => ({
      next: () => request,
      answered: ({ status }) => ({ ok: status >= 200 && status < 400 }),
    }),
  };
};

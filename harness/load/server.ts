import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Scenario } from '../../targets/scenario.ts';
import { messageOf } from '../model/failure.ts';
import type { LoadJob } from '../model/load.ts';
import { LoadError } from './agent.ts';
import { drive } from './drive.ts';
import { readAll } from './read.ts';

type Scenarios = Readonly<Record<string, Scenario>>;

const answer = (response: ServerResponse, status: number, content: object): void => {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(content));
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  try {
    return JSON.parse(await text(request));
  } catch (cause) {
    throw new LoadError('The job is not JSON', { cause });
  }
};

const scenarioOf = (scenarios: Scenarios, name: string): Scenario => {
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (scenario) return scenario;
  throw new LoadError(
    `The agent knows no scenario "${name}", only ${Object.keys(scenarios).join(', ')}`,
  );
};

/** A caller that goes away ends its drive. */
const abortedWith = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.on('close', () => controller.abort(new LoadError('The caller went away')));
  return controller.signal;
};

/**
 * The agent over HTTP, one job at a time. `GET /health` → 200. `POST /drive` with a `LoadJob` →
 * 200 and its `LoadResult` when it has ended; 400 for a job that cannot be driven, 409 while
 * another is, 500 where the agent fails: `{ "error": "…" }`. `POST /read` with `{ "urls": […] }`, at any
 * time → 200 and what each answered (`UrlAnswer[]`): for what is to be seen from inside the network only.
 */
export const createAgentServer = (scenarios: Scenarios): Server => {
  let busy = false;
  const driven = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (busy) return answer(response, 409, { error: 'The agent is driving another job' });
    busy = true;
    try {
      const job = (await bodyOf(request)) as LoadJob;
      const signal = abortedWith(response);
      answer(response, 200, await drive(job, scenarioOf(scenarios, job.scenario), signal));
    } catch (error) {
      answer(response, error instanceof LoadError ? 400 : 500, { error: messageOf(error) });
    } finally {
      busy = false;
    }
  };
  const read = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      answer(response, 200, await readAll((await bodyOf(request)) as { urls: readonly string[] }));
    } catch (error) {
      answer(response, 400, { error: messageOf(error) });
    }
  };
  return createServer((request, response) => {
    const endpoint = `${request.method} ${request.url}`;
    if (endpoint === 'GET /health') return answer(response, 200, { busy });
    if (endpoint === 'POST /drive') return void driven(request, response);
    if (endpoint === 'POST /read') return void read(request, response);
    answer(response, 404, { error: `The agent has no ${endpoint}` });
  });
};

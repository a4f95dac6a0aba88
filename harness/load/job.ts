import type { LoadJob } from '../model/load.ts';
import { LoadError } from './agent.ts';

const positive = (what: string, value: unknown): void => {
  if (!(typeof value === 'number' && Number.isFinite(value) && value > 0))
    throw new LoadError(`A drive needs ${what} over 0, not ${String(value)}`);
};

/** @returns the URL that requests go to. @throws {LoadError} for a job that cannot be driven. */
export const checkedUrl = (job: LoadJob): URL => {
  const { model, baseUrl } = job;
  positive('measureSeconds', job.measureSeconds);
  positive('timeoutMs', job.timeoutMs);
  positive('connections', model.connections);
  if (!Number.isInteger(model.connections))
    throw new LoadError(`A drive needs whole connections, not ${model.connections}`);
  if (model.kind === 'open') positive('ratePerSecond', model.ratePerSecond);
  if (!(job.settleSeconds >= 0))
    throw new LoadError(`A drive cannot settle for ${job.settleSeconds} s`);
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url?.protocol !== 'http:')
    throw new LoadError(`Load goes to http: addresses only, not to "${baseUrl}"`);
  return url;
};

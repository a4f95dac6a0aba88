import { randomBytes } from 'node:crypto';
import type { EnvironmentValue } from '../../model/plan.ts';

/** The random values of one deployment, a value a name. They are handed to containers and to nobody else. */
export interface Secrets {
  readonly reveal: (value: EnvironmentValue) => string;
  /** Text with every value handed out so far blotted out: what containers log may hold them. */
  readonly redact: (text: string) => string;
}

export const makeSecrets = (): Secrets => {
  const values = new Map<string, string>();
  const valueOf = (name: string): string => {
    const value = values.get(name) ?? randomBytes(24).toString('hex');
    values.set(name, value);
    return value;
  };
  return {
    reveal: (value) => (typeof value === 'string' ? value : valueOf(value.secret)),
    redact: (text) =>
      [...values].reduce((kept, [name, value]) => kept.replaceAll(value, `<secret ${name}>`), text),
  };
};

import { z } from 'zod';

const BYTES = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
const MILLISECONDS = { ms: 1, s: 1_000, min: 60_000 } as const;

/** `256MiB`, `0.5 s`: a number and one of the units; a bare number would leave the reader guessing. */
const quantity = <Unit extends string>(
  units: Readonly<Record<Unit, number>>,
  what: string,
  example: string,
  bounds: { readonly least: string; readonly most: string },
) => {
  const names = Object.keys(units) as Unit[];
  const pattern = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s*(${names.join('|')})$`);
  const read = (text: string): number => {
    const [, digits, unit] = pattern.exec(text) ?? [];
    return Number(digits) * units[unit as Unit];
  };
  return z
    .string({ error: `expected ${what} with a unit, such as ${example}` })
    .trim()
    .regex(pattern, `expected ${what} with a unit (${names.join(', ')}), such as ${example}`)
    .refine((text) => !pattern.test(text) || read(text) >= read(bounds.least), {
      error: `is under the least that makes sense, ${bounds.least}`,
    })
    .refine((text) => !pattern.test(text) || read(text) <= read(bounds.most), {
      error: `is over the most that makes sense, ${bounds.most}`,
    })
    .transform(read);
};

/** @returns a schema from text with a unit to bytes. */
export const memory = (least: string, most: string) =>
  quantity(BYTES, 'a size', '256MiB', { least, most });

/** @returns a schema from text with a unit to milliseconds. */
export const duration = (least: string, most: string) =>
  quantity(MILLISECONDS, 'a duration', '5s', { least, most });

export const cpuCores = z
  .number({ error: 'expected a number of CPU cores, such as 0.1' })
  .min(0.01, 'is under the least that can be limited well, 0.01 cores')
  .max(1024);

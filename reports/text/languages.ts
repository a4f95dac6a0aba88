import type { Text } from './en.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const LANGUAGES = { en, zh } as const satisfies Readonly<Record<string, Text>>;

export type Language = keyof typeof LANGUAGES;

import { en, type Text } from './en.ts';

export type Language = 'en';

export const LANGUAGES: Readonly<Record<Language, Text>> = { en };

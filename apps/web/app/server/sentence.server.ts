import { type Locale, readPreferences } from '../ui/preferences.ts'

/** The language of whoever asks. */
export const localeOf = (request: Request): Locale => readPreferences(request.headers.get('cookie')).locale

/** A refusal's text with its facts in place; a placeholder without a fact stays visible. */
export function fillSentence(template: string, facts: object): string {
  const values = new Map(Object.entries(facts).map(([name, value]) => [name, String(value)]))
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole)
}

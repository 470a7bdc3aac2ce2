import type { Locale } from '../ui/preferences.ts'
import type vi from './vi.ts'

/** Every text of the screens, per room; Vietnamese is the measure, English has the same keys. */
export type Messages = typeof vi

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

/**
 * Loads the texts of one language; the browser gets only that language, as one cached file. A build holds them compiled, so they
 * are for `use-intl` alone, never to be filled by hand: sentences of the domain have their own messages there.
 */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const loaded = locale === 'en' ? await import('./en.ts') : await import('./vi.ts')
  return loaded.default
}

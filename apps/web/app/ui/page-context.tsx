import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Preferences, preferenceCookie } from './preferences.ts'

/** What a page knows before any loader ran: also the error pages live on it. */
export type PageFacts = {
  /** The nonce of this answer; scripts and style tags need it. */
  readonly nonce: string
  /** The id under which the server logged this answer; empty when unknown. */
  readonly requestId: string
  readonly preferences: Preferences
}

type PageContextValue = PageFacts & {
  readonly choose: <Name extends keyof Preferences>(name: Name, value: Preferences[Name]) => void
}

const PageContext = createContext<PageContextValue | null>(null)

/** Gives the page its nonce and preferences; wraps the whole app in both entries. */
export function PageProvider({ facts, children }: { facts: PageFacts; children: ReactNode }) {
  const [preferences, setPreferences] = useState(facts.preferences)
  // From here on a press on the page does something; who drives the page by a script waits for it.
  useEffect(() => {
    document.documentElement.dataset['live'] = ''
  }, [])
  const value = useMemo<PageContextValue>(
    () => ({
      ...facts,
      preferences,
      choose: (name, chosen) => {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
        document.cookie = preferenceCookie(name, chosen, location.protocol === 'https:')
        if (name === 'locale') location.reload()
        else setPreferences((before) => ({ ...before, [name]: chosen }))
      },
    }),
    [facts, preferences],
  )
  return <PageContext.Provider value={value}>{children}</PageContext.Provider>
}

/** The page's facts and `choose`, which keeps a preference; a new language loads the page again. */
export function usePage(): PageContextValue {
  const value = useContext(PageContext)
  if (value === null) throw new Error('usePage outside PageProvider')
  return value
}

import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import type { Messages } from '../messages/load-messages.ts'
import { dateLocale, timeZone } from './format.ts'
import type { Locale } from './preferences.ts'

/** Gives every part its texts. A missing text shows its key, so that it is found, and never breaks the page. */
export function ScreenTexts({
  locale,
  messages,
  children,
}: {
  locale: Locale
  messages: Messages
  children: ReactNode
}) {
  return (
    <IntlProvider
      locale={dateLocale[locale] as Locale}
      messages={messages}
      timeZone={timeZone}
      onError={showKeyInstead}
      getMessageFallback={({ namespace, key }) => [namespace, key].filter(Boolean).join('.')}
    >
      {children}
    </IntlProvider>
  )
}

function showKeyInstead() {}

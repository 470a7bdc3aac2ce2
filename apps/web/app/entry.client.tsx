import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { loadMessages } from './messages/load-messages.ts'
import { PageProvider } from './ui/page-context.tsx'
import { readPreferences } from './ui/preferences.ts'
import { ScreenTexts } from './ui/screen-texts.tsx'

declare global {
  var __webpack_nonce__: string | undefined
}

async function hydrate() {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
  // Libraries that add their own style tag (scroll lock under a drawer) look for the nonce under this name.
  globalThis.__webpack_nonce__ = nonce
  const preferences = readPreferences(document.cookie)
  const messages = await loadMessages(preferences.locale)
  const facts = { nonce, requestId: document.documentElement.dataset['requestId'] ?? '', preferences }

  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageProvider facts={facts}>
          <ScreenTexts locale={preferences.locale} messages={messages}>
            <RemixBrowser />
          </ScreenTexts>
        </PageProvider>
      </StrictMode>,
    )
  })
}

void hydrate()

import './theme/layers.css'
import '@mantine/core/styles.layer.css'
import 'virtual:theme.css'
import './theme/fonts.css'
import './theme/base.css'
import './theme/print.css'
import latinFont from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import vietnameseFont from '@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2?url'
import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import type { LinksFunction } from '@remix-run/node'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from '@remix-run/react'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { theme } from './theme/theme.ts'
import { usePage } from './ui/page-context.tsx'
import type { Scheme } from './ui/preferences.ts'
import { type PageFault, StatusPage } from './ui/status-page.tsx'

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  ...[vietnameseFont, latinFont].map((href) => ({
    rel: 'preload' as const,
    href,
    as: 'font' as const,
    type: 'font/woff2',
    crossOrigin: 'anonymous' as const,
  })),
]

/** The document around every page, error pages too. */
export function Layout({ children }: { children: ReactNode }) {
  const { preferences, nonce, requestId } = usePage()
  const t = useTranslations('ui.frame')
  const manager = useMemo(() => fixedScheme(preferences.scheme), [preferences.scheme])

  return (
    <html
      lang={preferences.locale}
      data-mantine-color-scheme={preferences.scheme === 'dark' ? 'dark' : 'light'}
      data-text-size={preferences.textSize}
      data-request-id={requestId}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={preferences.scheme === 'auto' ? 'light dark' : preferences.scheme} />
        <meta name="description" content={t('description')} />
        <title>{t('product')}</title>
        <Meta />
        <Links />
        <script
          nonce={nonce}
          suppressHydrationWarning
          // A constant text: it sets the device's scheme before the first paint.
          dangerouslySetInnerHTML={{ __html: preferences.scheme === 'auto' ? followDevice : '' }}
        />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          withCssVariables={false}
          withGlobalClasses={false}
          colorSchemeManager={manager}
          defaultColorScheme={preferences.scheme}
          getStyleNonce={() => nonce}
        >
          <FollowChosenScheme scheme={preferences.scheme} />
          {children}
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

const followDevice =
  "if(matchMedia('(prefers-color-scheme: dark)').matches)document.documentElement.setAttribute('data-mantine-color-scheme','dark')"

/** The scheme lives in our cookie; Mantine only reads it. */
function fixedScheme(scheme: Scheme) {
  return {
    get: () => scheme,
    set: () => undefined,
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  }
}

function FollowChosenScheme({ scheme }: { scheme: Scheme }) {
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => setColorScheme(scheme), [scheme])
  return null
}

export default function App() {
  return <Outlet />
}

/** The last resort: what was sent wrongly, 403 and 404 as such, what could not be kept with its reason, everything else as 500. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { requestId } = usePage()
  return <StatusPage fault={faultOf(error)} requestId={requestId} />
}

function faultOf(error: unknown): PageFault {
  if (!isRouteErrorResponse(error)) return '500'
  if (error.status === 401 || error.status === 403) return '403'
  if (error.status === 404) return '404'
  if (error.status === 507) return '507'
  if (error.status === 503) return Reflect.get(Object(error.data), 'notKept') === 'CLOCK' ? 'clock' : '503'
  return error.status < 500 ? '400' : '500'
}

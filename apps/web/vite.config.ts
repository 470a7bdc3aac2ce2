import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import compileMessage from 'icu-minify/compile'
import { defineConfig, type Plugin } from 'vite'
import { themeCss } from './app/theme/theme-css.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

type Texts = { readonly [key: string]: string | Texts }

/** Every text read once, at build: neither a request nor a browser parses ICU, and the parser is not sent to browsers. */
const compileTexts = (texts: Texts): object =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? compileMessage(text) : compileTexts(text),
    ]),
  )

const compiledTexts: Plugin = {
  name: 'compiled-texts',
  enforce: 'pre',
  apply: 'build',
  transform: (code, id) =>
    /[/-]messages\.(?:vi|en)\.json$/.test(id) ? JSON.stringify(compileTexts(JSON.parse(code) as Texts)) : null,
}

/** `virtual:theme.css`, the theme's own style sheet. */
const themeSheet: Plugin = {
  name: 'theme-sheet',
  resolveId: (id) => (id === 'virtual:theme.css' ? `\0${id}` : null),
  load: (id) => (id === '\0virtual:theme.css' ? themeCss() : null),
}

/** Draws the icons of the library, which only asks for its maker by this name. */
const iconMaker = fileURLToPath(new URL('./app/ui/draw-icon.ts', import.meta.url))

export default defineConfig(({ isSsrBuild, command }) => ({
  plugins: [
    compiledTexts,
    themeSheet,
    remix({
      ignoredRouteFiles: ['**/*.test.*', '**/.*'],
      future: {
        v3_fetcherPersist: true,
        // The table of routes is one file a browser keeps; looked up piece by piece it costs a request for what links lead to, and
        // a tenth of a page's time here.
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: false,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  resolve: {
    alias: [
      { find: /^\.\.\/createReactComponent\.mjs$/, replacement: iconMaker },
      ...(command === 'build'
        ? [{ find: 'use-intl/format-message', replacement: 'use-intl/format-message/format-only' }]
        : []),
    ],
  },
  build: {
    target: isSsrBuild ? 'node20' : ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
  },
  // Workspace packages are TypeScript sources, and what they use cannot be resolved from this folder: the server build takes
  // everything in but what loads files of its own.
  ssr: { noExternal: true, external: ['pg-native'] },
}))

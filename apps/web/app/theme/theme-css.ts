import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { cssVariablesResolver, theme } from './theme.ts'

/**
 * The variables and classes of the theme as Mantine itself would write them into every page. They are the same for everybody,
 * so the build puts them into the style sheet, which a browser fetches once, and no page carries or computes them.
 */
export function themeCss(): string {
  const markup = renderToStaticMarkup(createElement(MantineProvider, { theme, cssVariablesResolver, children: null }))
  return [...markup.matchAll(/<style[^>]*>(.*?)<\/style>/gsu)].map(([, css]) => css).join('\n')
}

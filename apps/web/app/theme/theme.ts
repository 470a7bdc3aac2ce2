import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'
import { ink, type Token, tokens, tokenVariable } from './tokens.ts'

const oneShade = (light: string, dark: string): MantineColorsTuple => [
  light,
  light,
  dark,
  dark,
  dark,
  light,
  light,
  light,
  light,
  light,
]

const toned: Record<string, { front: Token; soft: Token }> = {
  accent: { front: 'accent', soft: 'accentSoft' },
  red: { front: 'red', soft: 'redSoft' },
  watch: { front: 'watch', soft: 'watchSoft' },
  ok: { front: 'ok', soft: 'okSoft' },
  gray: { front: 'none', soft: 'noneSoft' },
}

/** Colours of buttons and badges from the tokens, so that the dark scheme keeps its contrast. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const tone = toned[input.color ?? 'accent']
  if (tone === undefined) return defaultVariantColorsResolver(input)

  const front = ink(tone.front)
  const soft = ink(tone.soft)
  if (input.variant === 'filled') {
    const hover = tone.front === 'accent' ? ink('accentHover') : front
    const color = tone.front === 'accent' ? ink('onAccent') : ink('surface')
    return { background: front, hover, color, border: '1px solid transparent' }
  }
  if (input.variant === 'light') return { background: soft, hover: soft, color: front, border: '1px solid transparent' }
  if (input.variant === 'outline') {
    return { background: ink('surface'), hover: soft, color: front, border: `1px solid ${front}` }
  }
  if (input.variant === 'subtle' || input.variant === 'transparent') {
    return { background: 'transparent', hover: soft, color: front, border: '1px solid transparent' }
  }
  if (input.variant === 'default') {
    return {
      background: ink('surface'),
      hover: ink('sunken'),
      color: ink('ink'),
      border: `1px solid ${ink('lineStrong')}`,
    }
  }
  return defaultVariantColorsResolver(input)
}

/** The Mantine theme of the product: sizes in rem, 4 px base, lines instead of shadows. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  colors: {
    accent: oneShade(tokens.light.accent, tokens.dark.accent),
    red: oneShade(tokens.light.red, tokens.dark.red),
    watch: oneShade(tokens.light.watch, tokens.dark.watch),
    ok: oneShade(tokens.light.ok, tokens.dark.ok),
  },
  variantColorResolver,
  black: tokens.light.ink,
  fontFamily: "'Inter Variable', 'Segoe UI', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "'Inter Variable', 'Segoe UI', 'Noto Sans', sans-serif",
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.5rem' },
  lineHeights: { xs: '1.54', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.42' },
  headings: {
    fontWeight: '650',
    textWrap: 'wrap',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.42' },
      h2: { fontSize: '1.125rem', lineHeight: '1.5' },
      h3: { fontSize: '1rem', lineHeight: '1.5' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.47' },
    },
  },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '8px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: '0 4px 16px rgba(16, 24, 32, 0.16)', lg: 'none', xl: 'none' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { variant: 'default' } },
    Popover: { defaultProps: { transitionProps: { transition: 'fade', duration: 120 }, radius: 'md', shadow: 'md' } },
    Menu: { defaultProps: { transitionProps: { transition: 'fade', duration: 120 }, radius: 'md', shadow: 'md' } },
    Drawer: { defaultProps: { transitionProps: { transition: 'fade', duration: 120 } } },
    Modal: { defaultProps: { transitionProps: { transition: 'fade', duration: 120 }, centered: true, radius: 'md' } },
    NumberInput: { defaultProps: { hideControls: true, decimalSeparator: ',', thousandSeparator: '.' } },
    Input: { defaultProps: { size: 'md' } },
    // Fields are required unless they say "không bắt buộc", so no asterisk; the gap keeps low letters clear of the focus ring.
    InputWrapper: {
      defaultProps: { withAsterisk: false },
      styles: { label: { marginBottom: '0.375rem' }, description: { marginBottom: '0.375rem' } },
    },
  },
})

function schemeVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const colours = tokens[scheme]
  const own = (Object.keys(colours) as Token[]).map((token) => [tokenVariable(token), colours[token]] as const)

  return {
    ...Object.fromEntries(own),
    '--mantine-color-body': colours.page,
    '--mantine-color-text': colours.ink,
    '--mantine-color-bright': colours.ink,
    '--mantine-color-error': colours.red,
    '--mantine-color-placeholder': colours.ink3,
    '--mantine-color-anchor': colours.accent,
    '--mantine-color-dimmed': colours.ink3,
    '--mantine-color-default': colours.surface,
    '--mantine-color-default-hover': colours.sunken,
    '--mantine-color-default-color': colours.ink,
    '--mantine-color-default-border': colours.lineStrong,
    '--mantine-color-disabled': colours.sunken,
    '--mantine-color-disabled-color': colours.ink3,
    '--mantine-color-disabled-border': colours.line,
    '--mantine-primary-color-contrast': colours.onAccent,
    '--mantine-color-accent-filled': colours.accent,
    '--mantine-color-accent-filled-hover': colours.accentHover,
    '--mantine-color-accent-light': colours.accentSoft,
    '--mantine-color-accent-light-hover': colours.accentSoft,
    '--mantine-color-accent-light-color': colours.accent,
    '--mantine-color-accent-outline': colours.accent,
    '--mantine-color-white': colours.surface,
  }
}

/** Puts the tokens and Mantine's own variables on the page, per scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables('light'),
  dark: schemeVariables('dark'),
})

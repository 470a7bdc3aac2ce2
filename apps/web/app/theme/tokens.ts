/** The colours of the product, light and dark; every other place names a token. Values from the visual principles, section 3. */
export const tokens = {
  light: {
    page: '#F5F6F8',
    surface: '#FFFFFF',
    sunken: '#EBEEF2',
    line: '#D3D9E0',
    lineStrong: '#737E8A',
    ink: '#18212B',
    ink2: '#434F5B',
    ink3: '#5A6570',
    accent: '#1D4F82',
    accentHover: '#163E68',
    accentSoft: '#E4EDF6',
    onAccent: '#FFFFFF',
    ok: '#1C6640',
    okSoft: '#E5F2EA',
    watch: '#774A00',
    watchSoft: '#FCF0D3',
    watchMark: '#A96C00',
    red: '#A01C1C',
    redSoft: '#FBE8E7',
    none: '#55606B',
    noneSoft: '#F0F2F5',
    bar1: '#1D4F82',
    bar2: '#7FA3CD',
    bar3: '#DCE7F2',
    onBar1: '#FFFFFF',
    onBar2: '#18212B',
    onBar3: '#18212B',
    tile0: '#F3F5F8',
    tile1: '#F6E2B0',
    tile2: '#DB8F5A',
    tile3: '#8E1B1B',
    onTile0: '#18212B',
    onTile1: '#18212B',
    onTile2: '#18212B',
    onTile3: '#FFFFFF',
  },
  dark: {
    page: '#11161C',
    surface: '#192028',
    sunken: '#232C36',
    line: '#37434F',
    lineStrong: '#7F8B98',
    ink: '#E9EDF2',
    ink2: '#BEC8D2',
    ink3: '#9DA9B5',
    accent: '#93BFEA',
    accentHover: '#B4D4F2',
    accentSoft: '#1C3550',
    onAccent: '#0E1A27',
    ok: '#82CFA1',
    okSoft: '#17332A',
    watch: '#EBBB5B',
    watchSoft: '#382B10',
    watchMark: '#EBBB5B',
    red: '#F49C95',
    redSoft: '#44211F',
    none: '#A5B0BB',
    noneSoft: '#212932',
    bar1: '#93BFEA',
    bar2: '#4976A5',
    bar3: '#26405C',
    onBar1: '#0E1A27',
    onBar2: '#FFFFFF',
    onBar3: '#E9EDF2',
    tile0: '#242D37',
    tile1: '#5C4A1C',
    tile2: '#A85F2C',
    tile3: '#F2837A',
    onTile0: '#E9EDF2',
    onTile1: '#E9EDF2',
    onTile2: '#FFFFFF',
    onTile3: '#16202B',
  },
} as const satisfies Record<'light' | 'dark', Record<string, `#${string}`>>

/** The name of a colour token. */
export type Token = keyof typeof tokens.light

/** The CSS value that follows the scheme: `ink('lineStrong')` → `var(--nq-line-strong)`. */
export function ink(token: Token): string {
  return `var(${tokenVariable(token)})`
}

/** The CSS variable that carries a token: `lineStrong` → `--nq-line-strong`, `tile0` → `--nq-tile0`. */
export function tokenVariable(token: Token): `--nq-${string}` {
  return `--nq-${token.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`
}

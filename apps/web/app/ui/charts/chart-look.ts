import { ink, type Token } from '../../theme/tokens.ts'

/** How a bar may look; the lightness differs as well as the colour. */
export type BarLook = 'strong' | 'middle' | 'pale' | 'plain' | 'red' | 'watch'

const fills = {
  strong: 'bar1',
  middle: 'bar2',
  pale: 'bar3',
  plain: 'surface',
  red: 'red',
  watch: 'watchMark',
} as const satisfies Record<BarLook, Token>
const fronts = {
  strong: 'onBar1',
  middle: 'onBar2',
  pale: 'onBar3',
  plain: 'ink',
  red: 'surface',
  watch: 'surface',
} as const satisfies Record<BarLook, Token>

/** Fill, edge and text colour of a bar, following the scheme. */
export function barLook(look: BarLook): { fill: string; edge: string; front: string } {
  const edged = look === 'plain' || look === 'pale'
  return { fill: ink(fills[look]), edge: edged ? ink('lineStrong') : ink(fills[look]), front: ink(fronts[look]) }
}

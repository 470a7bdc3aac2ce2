import { createElement, forwardRef, type SVGProps } from 'react'

type Shape = readonly [string, Readonly<Record<string, string>>]
type DrawnIconProps = Omit<SVGProps<SVGSVGElement>, 'stroke'> & { readonly size?: number; readonly stroke?: number }

/**
 * Stands in the place of the icon library's own maker at build (`vite.config.ts`): every stroke of an outline in one path, so that an
 * icon is two elements of a page and not four. What is filled and what is no plain path is drawn as the library says.
 */
export default function drawIcon(
  kind: 'outline' | 'filled',
  _name: string,
  displayName: string,
  shapes: readonly Shape[],
) {
  const strokes = kind === 'outline' ? shapes.filter(isStroke) : []
  const drawn = [
    ...(strokes.length > 0
      ? [createElement('path', { key: 'strokes', d: strokes.map(([, { d }]) => d).join('') })]
      : []),
    ...shapes.filter((shape) => !strokes.includes(shape)).map(([tag, attributes]) => createElement(tag, attributes)),
  ]
  return Object.assign(
    forwardRef<SVGSVGElement, DrawnIconProps>(({ size = 24, stroke = 2, ...rest }, ref) =>
      createElement(
        'svg',
        { ref, ...looks[kind](stroke), viewBox: '0 0 24 24', width: size, height: size, ...rest },
        drawn,
      ),
    ),
    { displayName },
  )
}

const isStroke = ([tag, attributes]: Shape) =>
  tag === 'path' &&
  // From where the last one ended, a relative beginning would lead elsewhere.
  attributes['d']?.startsWith('M') === true &&
  Object.keys(attributes).every((name) => name === 'd' || name === 'key')

const looks = {
  filled: () => ({ fill: 'currentColor' }),
  outline: (strokeWidth: number) =>
    ({ fill: 'none', stroke: 'currentColor', strokeWidth, strokeLinecap: 'round', strokeLinejoin: 'round' }) as const,
}

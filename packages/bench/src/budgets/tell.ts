import { markdownTable, ms } from '../table.ts'
import { perTenfold } from './judge.ts'
import type { Measured, Size } from './measure.ts'

/** The measured sizes as Markdown: what each was measured on, the ten slowest, and a table for each room. */
export function tellSizes(sizes: readonly Size[]): string[] {
  const last = sizes.at(-1)
  if (!last) return []
  const slowest = [...last.figures].sort((one, other) => other.p95Ms - one.p95Ms).slice(0, 10)
  const chatty = [...last.figures].sort((one, other) => other.statements - one.statements).slice(0, 10)
  const rooms = new Map<string, Measured[]>()
  for (const one of last.figures) rooms.set(roomOf(one.what), [...(rooms.get(roomOf(one.what)) ?? []), one])
  return [
    ...sizes.map(
      ({ name, members, load, unitMs, figures, missing }) =>
        `${name}: ${members.toLocaleString('en')} members, ${figures.length} pages and procedures measured, ${missing.length} not; unit ${ms(unitMs)} ms, load after ${load.toFixed(1)}`,
    ),
    ...['', `The ten slowest at ${last.name}:`, '', tableOf(slowest, sizes)],
    ...['', `The ten with the most statements at ${last.name}:`, '', repeatsOf(chatty)],
    ...[...rooms].flatMap(([room, figures]) => ['', `**${room}**`, '', tableOf(figures, sizes)]),
    ...['', `Not measured at ${last.name}:`, '', ...last.missing.map((what) => `- ${what}`), ''],
  ]
}

/** Pages by the first word of their address, procedures together. */
const roomOf = (what: string): string =>
  what.startsWith('GET ') ? `/${what.slice(5).split('/')[0] ?? ''}` : 'procedures of monitor'

function tableOf(figures: readonly Measured[], sizes: readonly Size[]): string {
  const [small, large] = [sizes[0], sizes.at(-1)]
  const grows = small && large && small !== large
  const each = (what: string, tell: (one: Measured) => string) =>
    sizes
      .map((size) => {
        const one = size.figures.find((figure) => figure.what === what)
        return one ? tell(one) : '–'
      })
      .join(' / ')
  const names = sizes.map(({ name }) => name).join(' / ')
  return markdownTable(
    [...[names, 'statements', 'KB', 'median ms', 'p95 ms'], ...(grows ? ['times', 'per tenfold'] : [])],
    figures.map((figure) => {
      const before = small?.figures.find(({ what }) => what === figure.what)
      const times = (large?.members ?? 1) / (small?.members || 1)
      return [
        `\`${figure.what.replace('GET ', '')}\``,
        each(figure.what, ({ statements }) => String(statements)),
        each(figure.what, ({ bytes }) => (bytes / 1_024).toFixed(1)),
        each(figure.what, ({ medianMs }) => ms(medianMs)),
        each(figure.what, ({ p95Ms }) => ms(p95Ms)),
        ...(grows
          ? before
            ? [
                (figure.medianMs / before.medianMs).toFixed(1),
                perTenfold(before.medianMs, figure.medianMs, times).toFixed(2),
              ]
            : ['–', '–']
          : []),
      ]
    }),
  )
}

const repeatsOf = (figures: readonly Measured[]) =>
  markdownTable(
    ['page or procedure', 'statements', 'the same one at most', 'which'],
    figures.map(({ what, statements, repeated, text }) => [
      `\`${what}\``,
      statements,
      repeated,
      `\`${text.replaceAll(/\s+/gu, ' ').replaceAll('|', '¦').slice(0, 110)}\``,
    ]),
  )

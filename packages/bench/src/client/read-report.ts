import { markdownTable } from '../table.ts'

/** What is read of a report of Lighthouse. */
export type Report = {
  readonly categories: Readonly<
    Record<string, { readonly score: number | null; readonly auditRefs: readonly AuditRef[] }>
  >
  readonly audits: Readonly<Record<string, Audit>>
}
type AuditRef = { readonly id: string; readonly weight: number }
type Audit = {
  readonly title: string
  readonly score: number | null
  readonly numericValue?: number
  readonly displayValue?: string
  readonly details?: { readonly items?: readonly { readonly resourceType?: string; readonly transferSize?: number }[] }
}

/** One page as one kind of person sees it, once. */
export type Look = {
  readonly page: string
  readonly form: 'desk' | 'phone'
  readonly visit: 'first' | 'second'
  /** Kilobytes over the wire by what they were. */
  readonly bytes: Readonly<Record<Part, number>>
  readonly times: Readonly<Record<(typeof timed)[number], number | null>>
  readonly scores: Readonly<Record<(typeof scored)[number], number | null>>
  readonly findings: readonly string[]
}

const parts = ['Document', 'Script', 'Stylesheet', 'Font', 'other'] as const
type Part = (typeof parts)[number]
const timed = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'interactive',
  'total-blocking-time',
  'cumulative-layout-shift',
] as const
const scored = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** A report as figures: bytes by kind, times in milliseconds, scores of a hundred, and every weighed audit that is not passed. */
export function lookOf(report: Report, of: Pick<Look, 'page' | 'form' | 'visit'>): Look {
  const bytes: Record<Part, number> = { Document: 0, Script: 0, Stylesheet: 0, Font: 0, other: 0 }
  for (const { resourceType, transferSize = 0 } of report.audits['network-requests']?.details?.items ?? []) {
    const part = parts.find((one) => one === resourceType) ?? 'other'
    bytes[part] += transferSize / 1_024
  }
  const each = <Key extends string>(keys: readonly Key[], read: (key: Key) => number | null) =>
    Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<Key, number | null>
  const findings = Object.values(report.categories).flatMap(({ auditRefs }) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = report.audits[id]
      if (!audit || audit.score === null || audit.score >= 0.9 || (weight === 0 && !hints.includes(id))) return []
      return [`${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''}`]
    }),
  )
  return {
    ...of,
    bytes,
    times: each(timed, (id) => report.audits[id]?.numericValue ?? null),
    scores: each(scored, (id) => {
      const score = report.categories[id]?.score
      return score === null || score === undefined ? null : Math.round(score * 100)
    }),
    findings: [...new Set(findings)],
  }
}

/** Audits that weigh nothing in a score and say most plainly what could be spared. */
const hints = [
  'uses-text-compression',
  'uses-long-cache-ttl',
  'unsized-images',
  'font-display',
  'render-blocking-resources',
  'redirects',
]

/** Bytes, times and scores as Markdown, then what was found on which pages. */
export function tellLooks(looks: readonly Look[]): string[] {
  const kb = (value: number) => value.toFixed(1)
  const whole = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : Math.round(value).toString()
  const found = new Map<string, string[]>()
  for (const { page, form, findings } of looks)
    for (const finding of findings) found.set(finding, [...(found.get(finding) ?? []), `${page} (${form})`])
  return [
    '',
    markdownTable(
      ['page, on a desk', 'visit', 'HTML KB', 'JS KB', 'CSS KB', 'fonts KB', 'other KB', 'together KB'],
      looks
        .filter(({ form }) => form === 'desk')
        .map(({ page, visit, bytes }) => [
          ...[page, visit, ...parts.map((part) => kb(bytes[part]))],
          kb(parts.reduce((sum, part) => sum + bytes[part], 0)),
        ]),
    ),
    '',
    markdownTable(
      [
        ...['page', 'on', 'first paint ms', 'largest paint ms', 'interactive ms', 'blocking ms', 'shift'],
        ...['performance', 'accessibility', 'practices', 'SEO'],
      ],
      looks
        .filter(({ visit }) => visit === 'first')
        .map(({ page, form, times, scores }) => [
          ...[page, form, ...timed.slice(0, 4).map((id) => whole(times[id]))],
          (times['cumulative-layout-shift'] ?? 0).toFixed(3),
          ...scored.map((id) => whole(scores[id])),
        ]),
    ),
    '',
    ...[...found].map(([finding, where]) => `- ${finding}: ${[...new Set(where)].join(', ')}`),
  ]
}

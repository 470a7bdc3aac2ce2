import type { Confidence, LegalDay, LegalSource } from './legal-source.ts'

/** How a number of law is counted; the words stand with whoever shows it. */
const legalUnits = [
  'percent',
  'points',
  'share',
  'months',
  'calendar-days',
  'working-days',
  'hours',
  'working-hours',
  'days-a-month',
  'days-a-week',
  'times',
  'years-of-age',
  'years',
  'day-of-year',
  'count',
] as const
export type LegalUnit = (typeof legalUnits)[number]

/** Which records rest on a number, as far as the database can count them. */
type RestingRecords =
  | { readonly kind: 'campaign'; readonly of: string }
  | { readonly kind: 'deadline'; readonly of: string }
  | { readonly kind: 'limitation'; readonly of: 'organization' | 'member'; readonly form: string }
  | { readonly kind: 'reception'; readonly of: string }

/** One number the product acts on, with where it stands. Each room gives its own, out of the data it acts by. */
export type LegalNumber = {
  readonly key: string
  readonly value: number | string
  readonly unit: LegalUnit
  /** Where it acts, in words. */
  readonly acts: readonly { readonly vi: string; readonly en: string }[]
  readonly document: string
  readonly provision: string
  readonly from: LegalDay
  readonly until: LegalDay | null
  readonly confidence: Confidence
  readonly restsOn: RestingRecords | null
}

/**
 * Where a number belongs: `law` has its document and provision, `convention` is the product's own choice, `unsourced` is one whose
 * provision nobody has read yet. Names of our own reference pages are no provision.
 */
export function standingOf({ document, provision, confidence }: LegalSource): 'law' | 'convention' | 'unsourced' {
  if (confidence === 'design') return 'convention'
  const isCited = document.trim() !== '' && provision.trim() !== '' && !/weak-units|petitions:|privacy:/.test(provision)
  return isCited ? 'law' : 'unsourced'
}

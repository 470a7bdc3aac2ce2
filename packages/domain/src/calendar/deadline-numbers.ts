import type { LegalNumber, LegalSource, LegalUnit } from '../shared/index.ts'
import type { DeadlineRule } from './deadline-rule.ts'
import { deadlineRules } from './deadlines/deadline-rules.ts'
import { citeProvisions, deadlineDocuments } from './deadlines/documents.ts'
import { addDays } from './legal-day.ts'
import { numberMessagesEn } from './number-messages.en.ts'
import { numberMessagesVi } from './number-messages.vi.ts'
import type { TermUnit } from './term.ts'

const units: Readonly<Record<TermUnit, LegalUnit>> = {
  CD: 'calendar-days',
  WD: 'working-days',
  H: 'hours',
  WH: 'working-hours',
}

/** Every legal term with its length, and the lengths of its extensions; one the law leaves without a number is none. */
export const deadlineNumbers: readonly LegalNumber[] = deadlineRules.flatMap((rule) => {
  const { id, variant, quantity, unit, validFrom, validTo, maxExtensions, longestExtension } = rule
  if (quantity === null) return []
  const key = ['deadline', id, variant, validFrom].filter(Boolean).join('.')
  const common = {
    ...sourceOf(rule),
    from: validFrom,
    until: validTo && addDays(validTo, 1),
    restsOn: { kind: 'deadline', of: id },
  } as const
  const base: LegalNumber = { ...common, key, value: quantity, unit: units[unit], acts: [wordsOf(rule)] }
  if (maxExtensions === 0) return [base]
  const extension = (end: string, value: number, of: LegalUnit, word: 'extension' | 'extensions'): LegalNumber => ({
    ...{ ...common, key: `${key}.${end}`, value, unit: of },
    acts: [wordsOf(rule, word)],
  })
  return [
    base,
    extension('extensions', maxExtensions, 'times', 'extensions'),
    extension('extension', longestExtension, units[unit], 'extension'),
  ]
})

function sourceOf({ basis, confidence }: DeadlineRule): LegalSource {
  const parts = basis.split('; ').map((part) => {
    const [document = '', ...provision] = part.split(':')
    return { document: deadlineDocuments[document] ?? document, provision: provision.join(':') }
  })
  const provisions = parts.filter(({ provision }) => /^\d/u.test(provision))
  return {
    document: parts.map(({ document }) => document).join('; '),
    provision: provisions.map(({ provision }) => citeProvisions(provision)).join('; '),
    confidence,
  }
}

function wordsOf({ stage, variant }: DeadlineRule, also?: 'extension' | 'extensions') {
  const inWords = ({ stages, variants, more }: typeof numberMessagesVi) =>
    [
      stages[stage as keyof typeof stages] ?? stage,
      ...variant.split('+').flatMap((one) => variants[one as keyof typeof variants] ?? []),
      ...(also ? [more[also]] : []),
    ].join('; ')
  return { vi: inWords(numberMessagesVi), en: inWords(numberMessagesEn) }
}

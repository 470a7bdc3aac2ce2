import type { LayoutOptions } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { type PartyLayout, partyLayoutOn } from './party-layout.ts'

/** The layout of a document's day with what its organization has chosen where the sources differ (party-documents.md §5). */
export function chosenLayout(documentDay: LegalDay, options: LayoutOptions = {}): PartyLayout {
  const layout = partyLayoutOn(documentDay)
  const chosen = <Value>(value: Value | undefined, usual: { readonly value: Value }) =>
    value === undefined ? usual : { value, confidence: 'design' as const }
  return {
    ...layout,
    lineSpacing: { ...layout.lineSpacing, ...chosen<number>(options.lineSpacing, layout.lineSpacing) },
    spelling: { ...layout.spelling, ...chosen(options.spelling, layout.spelling) },
    subjectPrefix: { ...layout.subjectPrefix, ...chosen(options.subjectPrefix, layout.subjectPrefix) },
    basisItalic: { ...layout.basisItalic, ...chosen(options.basisItalic, layout.basisItalic) },
    partyNameSize: { ...layout.partyNameSize, ...chosen<number>(options.partyNameSize, layout.partyNameSize) },
    ruleUnderName: { ...layout.ruleUnderName, ...chosen(options.ruleUnderName, layout.ruleUnderName) },
    pageNumberSize: { ...layout.pageNumberSize, ...chosen<number>(options.pageNumberSize, layout.pageNumberSize) },
  }
}

import { type Confidence, type InForce, inForceOn, type LegalDay, type LegalSource } from '@nq15/domain/shared'

/** A format parameter with how well it is known; lengths in mm, sizes and spacing in points. */
export type Parameter<Value> = { readonly value: Value; readonly confidence: Confidence }

/** The version of the rules on the form of Party documents; written into every generated file. */
export type FormatVersion = 'D1' | 'D2'

/**
 * How a Party document looks. All are defaults until Văn phòng Thành ủy confirms them: none comes from the text of the
 * rules itself.
 */
export type PartyLayout = {
  readonly formatVersion: FormatVersion
  readonly inForce: InForce
  readonly sources: readonly LegalSource[]
  readonly margins: Parameter<{
    readonly top: number
    readonly bottom: number
    readonly left: number
    readonly right: number
  }>
  readonly font: Parameter<string>
  readonly bodySize: Parameter<number>
  readonly lineSpacing: Parameter<number>
  readonly paragraphGap: Parameter<number>
  readonly firstIndent: Parameter<number>
  readonly partyNameSize: Parameter<number>
  readonly titleSize: Parameter<number>
  readonly pageNumberSize: Parameter<number>
  readonly basisItalic: Parameter<boolean>
  readonly spelling: Parameter<'ỦY' | 'UỶ'>
  readonly subjectPrefix: Parameter<'về việc' | 'V/v' | 'none'>
  readonly ruleUnderName: Parameter<'full' | 'third'>
}

const d1: PartyLayout = {
  formatVersion: 'D1',
  inForce: { from: '2017-02-06', until: '2026-01-09' },
  sources: [
    { document: '66-QĐ/TW (6/2/2017)', provision: 'thể loại, thẩm quyền ban hành và thể thức', confidence: 'M' },
    { document: '36-HD/VPTW (3/4/2018)', provision: 'thể thức và kỹ thuật trình bày', confidence: 'M' },
  ],
  margins: { value: { top: 20, bottom: 20, left: 30, right: 20 }, confidence: 'M' },
  font: { value: 'Times New Roman', confidence: 'M' },
  bodySize: { value: 14, confidence: 'M' },
  lineSpacing: { value: 18, confidence: 'M' },
  paragraphGap: { value: 6, confidence: 'design' },
  firstIndent: { value: 10, confidence: 'design' },
  partyNameSize: { value: 15, confidence: 'M' },
  titleSize: { value: 16, confidence: 'M' },
  pageNumberSize: { value: 14, confidence: 'M' },
  basisItalic: { value: false, confidence: 'design' },
  spelling: { value: 'ỦY', confidence: 'design' },
  subjectPrefix: { value: 'về việc', confidence: 'design' },
  ruleUnderName: { value: 'full', confidence: 'M' },
}

const d2: PartyLayout = {
  ...d1,
  formatVersion: 'D2',
  // Until 27/5/2026 the regulation was new and its guidance still the old one; the day of effect itself is unconfirmed.
  inForce: { from: '2026-01-09', until: null },
  sources: [
    { document: '399-QĐ/TW (9/1/2026)', provision: 'thể loại, thẩm quyền ban hành và thể thức', confidence: 'S-code' },
    { document: '05-HD/VPTW (27/5/2026)', provision: 'thể thức và kỹ thuật trình bày', confidence: 'S-code' },
  ],
  margins: { value: { top: 20, bottom: 20, left: 30, right: 15 }, confidence: 'S-code' },
  font: { value: 'Times New Roman', confidence: 'S-code' },
  bodySize: { value: 14, confidence: 'S-code' },
  // Three systems print 18, 19 or 20 points.
  lineSpacing: { value: 18, confidence: 'S-code' },
  paragraphGap: { value: 6, confidence: 'S-code' },
  firstIndent: { value: 10, confidence: 'S-code' },
  partyNameSize: { value: 15, confidence: 'S-code' },
  titleSize: { value: 16, confidence: 'S-code' },
  pageNumberSize: { value: 14, confidence: 'S-code' },
  basisItalic: { value: false, confidence: 'S-code' },
  spelling: { value: 'ỦY', confidence: 'S-code' },
  subjectPrefix: { value: 'về việc', confidence: 'S-code' },
}

/** Every known version of the form of Party documents, oldest first. */
export const partyLayouts: readonly PartyLayout[] = [d1, d2]

/** The layout by the day of the document, never by today; before D1 the oldest known form is used. */
export function partyLayoutOn(documentDay: LegalDay): PartyLayout {
  return inForceOn(partyLayouts, documentDay) ?? d1
}

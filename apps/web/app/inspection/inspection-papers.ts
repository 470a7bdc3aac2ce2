/** The papers of an inspection, in the order of its steps. */
export const inspectionPaperKinds = [
  'decision',
  'plan',
  'outline',
  'minutes',
  'report',
  'conclusion',
  'notice',
] as const
export type InspectionPaperKind = (typeof inspectionPaperKinds)[number]

type Standing = {
  readonly kind: string
  readonly decidedOn: string | null
  readonly announcedOn: string | null
  readonly content: { readonly purpose: string; readonly outline: string }
  readonly minutes: object | null
  readonly report: object | null
  readonly conclusion: object | null
}

/** Which papers there is something to print for; the decision may be drawn up before it is signed. */
export function papersAt({ content, minutes, report, conclusion, announcedOn }: Standing): InspectionPaperKind[] {
  const there: Readonly<Record<InspectionPaperKind, boolean>> = {
    decision: true,
    plan: content.purpose !== '',
    outline: content.outline !== '',
    minutes: minutes !== null || announcedOn !== null,
    report: report !== null,
    conclusion: conclusion !== null,
    notice: conclusion !== null,
  }
  return inspectionPaperKinds.filter((paper) => there[paper])
}

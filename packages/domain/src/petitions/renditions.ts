import { z } from 'zod'
import { type FileKind, fileKindFacts } from '../files/index.ts'
import { findSenderMarks } from './find-identifiers.ts'

/** What a paper of a denunciation is. */
export const renditionPaperKinds = ['letter', 'evidence', 'minutes', 'authorization', 'other'] as const

/** How a copy was made: covered and scanned, or typed anew. */
export const redactionWays = ['covered', 'retyped'] as const

/** What was covered on a copy; `nothing` where a person found that the paper tells nobody. */
export const coveredMarks = [
  ...['name', 'address', 'numbers', 'signature', 'handwriting', 'relatives', 'other', 'nothing'],
] as const satisfies readonly CoveredMark[]
export type CoveredMark =
  | 'name'
  | 'address'
  | 'numbers'
  | 'signature'
  | 'handwriting'
  | 'relatives'
  | 'other'
  | 'nothing'

/** Kinds of file a copy may have: office files keep what was deleted, so none of them is one. */
export const redactedKinds = ['pdf', 'png', 'jpeg', 'tiff', 'text'] as const satisfies readonly FileKind[]

/** Their extensions with the dot, for a file field. */
export const redactedExtensions: readonly string[] = redactedKinds.flatMap((kind) =>
  fileKindFacts[kind].extensions.map((extension) => `.${extension}`),
)

/** The largest original the vault takes, in bytes. */
export const largestOriginal = 10 * 1024 * 1024

/** A paper as it is listed: what it is and under which number it lies, nothing of what it says. */
export const renditionPaperSchema = z.object({
  kind: z.enum(renditionPaperKinds),
  reference: z.string().trim().min(1).max(60),
  pages: z.coerce.number().int().min(1).max(2_000),
  isHandwritten: z.boolean(),
})
export type RenditionPaper = z.infer<typeof renditionPaperSchema>

/** What a person says of the copy he made. */
export const redactionSchema = z.object({
  way: z.enum(redactionWays),
  covered: z.array(z.enum(coveredMarks)).min(1),
  note: z.string().trim().max(300).default(''),
  isRead: z.boolean(),
})
export type Redaction = z.infer<typeof redactionSchema>

export type RenditionFinding = {
  readonly code:
    | 'HANDWRITING_IS_RETYPED'
    | 'COVERED_AND_NOTHING'
    | 'COPY_NOT_READ_AGAIN'
    | 'COPY_KEEPS_MORE'
    | 'NOTE_TELLS_SENDER'
    | 'REFERENCE_TELLS_SENDER'
}

/** What speaks against listing a paper: its number is readable by all who read the register. */
export const judgeRenditionPaper = ({ reference }: RenditionPaper): RenditionFinding[] =>
  findSenderMarks(reference).length > 0 ? [{ code: 'REFERENCE_TELLS_SENDER' }] : []

/**
 * What speaks against a copy, all of it: a handwriting is an identifier and is typed anew (privacy I2; Luật Tố cáo, Article 56(2)),
 * a person read the copy again, and its form keeps nothing that was taken out.
 */
export function judgeRedaction(
  { way, covered, note, isRead }: Redaction,
  { isHandwritten, claims }: { readonly isHandwritten: boolean; readonly claims: FileKind },
): RenditionFinding[] {
  const findings: RenditionFinding[] = []
  if (isHandwritten && way !== 'retyped') findings.push({ code: 'HANDWRITING_IS_RETYPED' })
  if (covered.includes('nothing') && covered.length > 1) findings.push({ code: 'COVERED_AND_NOTHING' })
  if (!isRead) findings.push({ code: 'COPY_NOT_READ_AGAIN' })
  if (!(redactedKinds as readonly FileKind[]).includes(claims)) findings.push({ code: 'COPY_KEEPS_MORE' })
  if (findSenderMarks(note).length > 0) findings.push({ code: 'NOTE_TELLS_SENDER' })
  return findings
}

/** Where a paper stands for whoever is outside the vault: a copy to read, or a copy that somebody still owes. */
export const renditionStateOf = (copies: readonly { readonly isWithdrawn: boolean }[]): 'copied' | 'owed' =>
  copies.some(({ isWithdrawn }) => !isWithdrawn) ? 'copied' : 'owed'

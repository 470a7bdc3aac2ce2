import { z } from 'zod'
import { textField } from '../shared/index.ts'

const choice = <Value extends z.ZodType>(value: Value) =>
  z.preprocess((typed) => (typed === '' ? undefined : typed), value.optional())

const shortText = textField.pipe(z.string().min(1).max(120))

/**
 * What an organization chooses where the sources on the form of Party documents differ (party-documents.md §5, §8); what it
 * leaves out follows the layout of the document's day. None of it is a rule of law.
 */
export const layoutOptionsSchema = z.object({
  /** Exactly so many points from line to line: three systems print 18, 19 or 20. */
  lineSpacing: choice(z.coerce.number().pipe(z.union([z.literal(18), z.literal(19), z.literal(20)]))),
  spelling: choice(z.enum(['ỦY', 'UỶ'])),
  subjectPrefix: choice(z.enum(['về việc', 'V/v', 'none'])),
  basisItalic: choice(z.union([z.boolean(), z.enum(['yes', 'no']).transform((typed) => typed === 'yes')])),
  partyNameSize: choice(z.coerce.number().pipe(z.union([z.literal(14), z.literal(15)]))),
  ruleUnderName: choice(z.enum(['full', 'third'])),
  pageNumberSize: choice(z.coerce.number().pipe(z.union([z.literal(13), z.literal(14)]))),
  /** The symbol of the issuing body after the kind of document: ĐU, CB, TU, BTCTU. */
  orgSymbol: choice(textField.pipe(z.string().regex(/^[\p{Lu}\d][\p{L}\d./-]{0,14}$/u))),
  superiorName: choice(shortText),
  issuingName: choice(shortText),
  place: choice(shortText),
  /** Recipients, one a line; the last says where it is kept. */
  copyTo: choice(
    z.union([
      z.array(shortText).max(12),
      z
        .string()
        .max(1500)
        .transform((typed) =>
          typed
            .split('\n')
            .map((line) => line.normalize('NFC').trim())
            .filter((line) => line !== '')
            .slice(0, 12),
        ),
    ]),
  ),
  signerForBody: choice(shortText),
  signerPosition: choice(shortText),
  signerName: choice(shortText),
})
export type LayoutOptions = Readonly<z.infer<typeof layoutOptionsSchema>>

/** Own choices before those of the organization above, field by field; names, place and signer are never inherited. */
export function inheritOptions(own: LayoutOptions, above: LayoutOptions): LayoutOptions {
  const {
    orgSymbol: _,
    superiorName: __,
    issuingName: ___,
    copyTo: ____,
    signerForBody,
    signerPosition,
    signerName,
    ...inherited
  } = above
  return { ...inherited, ...own }
}

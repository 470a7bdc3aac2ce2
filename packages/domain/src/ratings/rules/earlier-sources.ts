import type { Confidence, LegalSource } from '../../shared/index.ts'

/** A provision of a document, with how well it is known. */
export const provisionOf =
  (document: string) =>
  (provision: string, confidence: Confidence): LegalSource => ({ document, provision, confidence })

/** A convention of this product, not a rule of law. */
export const convention = (provision: string): LegalSource => ({
  document: 'Quy ước của phần mềm NQ15',
  provision,
  confidence: 'design',
})

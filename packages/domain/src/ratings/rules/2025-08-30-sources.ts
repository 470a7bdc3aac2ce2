import type { Confidence, LegalSource } from '../../shared/index.ts'

/** A provision of the regulation itself. */
export const regulation = (provision: string, confidence: Confidence): LegalSource => ({
  document: '366-QĐ/TW',
  provision,
  confidence,
})
/** What implementing papers and local practice say where the text was not seen. */
export const practice = (provision: string, confidence: Confidence = 'S-code'): LegalSource => ({
  document: 'Văn bản triển khai 366-QĐ/TW của cấp ủy địa phương',
  provision,
  confidence,
})
/** A convention of this product, not a rule of law. */
export const convention = (provision: string): LegalSource => ({
  document: 'Quy ước của phần mềm NQ15',
  provision,
  confidence: 'design',
})
